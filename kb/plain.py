"""Frozen dataclasses to plain JSON values and back, guided by their type hints."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """Dataclasses to objects, tuples to arrays, dates to ISO strings; the rest as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(type_: Any, value: Any) -> Any:
    """The inverse of `to_plain` for a value of the given type. Keys that the type doesn't know are ignored,
    and keys that are missing take the field's default, so that older records stay readable."""
    if value is None:
        return None
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        return from_plain(next(arg for arg in get_args(type_) if arg is not type(None)), value)
    if origin is tuple:
        args = get_args(type_)
        if args[-1] is Ellipsis:
            return tuple(from_plain(args[0], item) for item in value)
        return tuple(from_plain(arg, item) for arg, item in zip(args, value, strict=True))
    if type_ is date:
        return date.fromisoformat(value)
    if isinstance(type_, type) and is_dataclass(type_):
        hints = _hints(type_)
        return type_(**{name: from_plain(hint, value[name]) for name, hint in hints.items() if name in value})
    return value


@cache
def _names(type_: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_))


@cache
def _hints(type_: type[Any]) -> dict[str, Any]:
    known = get_type_hints(type_)
    return {field.name: known[field.name] for field in fields(type_) if field.init}
