"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import click

from kb.errors import DateError
from kb.reading import InputFormat

INPUT_FORMATS = get_args(InputFormat)


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--store", metavar="STORE", envvar="KB_STORE",
        help="A folder, or the http(s) address of a SPARQL 1.1 server.  [default: kb-store]",
    )(command)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--input-format", type=click.Choice(INPUT_FORMATS),
                     help="Read everything as this format instead of going by file name."),
        click.option("--source", metavar="OUTLET", help="Who published these articles, where they don't say."),
        click.option("--published", metavar="YYYY-MM-DD", callback=day,
                     help="Publication date of these articles; wins over what they say."),
    ):
        command = option(command)
    return command


def quiet_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")(command)


def day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise DateError(f"{parameter.opts[0]} {value} is no date; give YYYY-MM-DD, such as 2019-02-18") from None
