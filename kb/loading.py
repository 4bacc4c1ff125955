"""What a room does is loaded when it is asked for: who only reads a store never reads articles."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def when_asked_for(room: str, **places: str) -> Callable[[str], Any]:
    """A `__getattr__` for a package (PEP 562) that takes each of these names from its module when it is used first.
    The package imports them for type checkers too, so that they can be followed."""
    def load(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{places[name]}"), name)
    return load
