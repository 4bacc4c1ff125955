"""A person's decisions about events: `kb merge`, `kb split`, `kb decisions`."""

from __future__ import annotations

import json

import click

from kb.cli.options import store_option
from kb.cli.saying import open_base
from kb.plain import to_plain


@click.command("merge")
@click.argument("first")
@click.argument("second")
@store_option
def merge_events(first: str, second: str, store: str | None) -> None:
    """Make two events one, for good.

    Your word wins over the machine's. FIRST and SECOND are ids (or their first digits) that `kb timeline` prints.

    \b
      kb merge 3fa91c 77b02e
    """
    with open_base(store, create=False) as base:
        became = base.merge_events(first, second)
    click.echo(f"One event now: {became}. kb decisions lists what was decided, and takes it back.", err=True)


@click.command("split")
@click.argument("event")
@click.argument("mention")
@store_option
def split_event(event: str, mention: str, store: str | None) -> None:
    """Take a mention out of an event, for good.

    Your word wins over the machine's. MENTION is its number in `kb explain EVENT`, or the id of its article.

    \b
      kb split 3fa91c 2
    """
    with open_base(store, create=False) as base:
        became = base.split_event(event, mention)
    click.echo(f"The mention tells {became} now. kb decisions lists what was decided, and takes it back.", err=True)


@click.command()
@click.option("--undo", type=int, metavar="NUMBER", help="Take this decision back.")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@store_option
def decisions(undo: int | None, format_: str, store: str | None) -> None:
    """List merges and splits that people made, or undo them.

    \b
      kb decisions
      kb decisions --undo 3
    """
    with open_base(store, create=False) as base:
        if undo is not None:
            base.undo_decision(undo)
            click.echo(f"Decision {undo} is taken back.", err=True)
        taken = base.decisions()
    for decision in taken:
        if format_ == "jsonl":
            click.echo(json.dumps(to_plain(decision), ensure_ascii=False))
        else:
            sides = (", ".join(f"“{spot.text}” in {spot.article}" for spot in side)
                     for side in (decision.first, decision.second))
            click.echo(f"{decision.number}  {decision.taken}  {decision.kind}  {' | '.join(sides)}")
