"""What commands say to a person: progress, problems, tables as wide as the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

BAD_INPUT = 2
PIPE_WIDTH = 200


@contextmanager
def open_base(store: str | None, create: bool = True) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.open(Settings.from_environment(store=store), create=create)
    try:
        yield base
    finally:
        base.close()


@contextmanager
def progress_line(quiet: bool) -> Iterator[Progress]:
    """A progress line on a terminal, nothing in a pipe."""
    console = Console(stderr=True)
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                  TimeElapsedColumn(), console=console, transient=True,
                  disable=quiet or not console.is_terminal) as progress:
        yield progress


def wide_console() -> Console:
    """As wide as the terminal; in a pipe wide enough that `grep` finds an event in one line."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_WIDTH)


def say(progress: Progress, line: str) -> None:
    """A problem, above the progress line where there is one."""
    if progress.disable:
        click.echo(f"kb: {line}", err=True)
    else:
        progress.console.print(f"kb: {line}", markup=False, highlight=False, soft_wrap=True)


def fail(line: str) -> NoReturn:
    click.echo(f"kb: {line}", err=True)
    sys.exit(BAD_INPUT)


def short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
