"""Answers out: `kb timeline`, `kb explain`, `kb query`, `kb export`, `kb validate`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from kb.cli.options import day, quiet_option, store_option
from kb.cli.saying import fail, open_base, progress_line, say, short, wide_console
from kb.export.csv import csv_table
from kb.export.icalendar import calendar
from kb.export.timelinejs import timelinejs
from kb.timeline import TimelineEvent, TimelineQuery

TITLE = "Event timeline"


@click.command()
@click.option("--from", "begin", metavar="YYYY-MM-DD", callback=day, help="First day of the window.")
@click.option("--to", "end", metavar="YYYY-MM-DD", callback=day, help="Last day of the window.")
@click.option("--entity", multiple=True, metavar="KEY", help="Only with this actor or place (islamic-state).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type (Announcement).")
@click.option("--outlet", multiple=True, metavar="OUTLET", help="Only events that this outlet tells.")
@click.option("--text", metavar="WORDS", help="Only events whose words match.")
@click.option("--details", is_flag=True, help="Also what is no headline event: statements, background.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=200, show_default=True)
@click.option("--format", "format_", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@store_option
def timeline(begin: date | None, end: date | None, entity: tuple[str, ...], types: tuple[str, ...],
             outlet: tuple[str, ...], text: str | None, details: bool, limit: int, format_: str,
             store: str | None) -> None:
    """What happened when.

    \b
      kb timeline --from 2019-02-01 --to 2019-02-28
      kb timeline --entity syria --text "roads"
    """
    with open_base(store, create=False) as base:
        page = base.timeline(TimelineQuery(begin=begin, end=end, entities=entity, types=types, sources=outlet,
                                           words=text or "", details=details, limit=limit))
    if format_ == "json":
        click.echo(json.dumps(page.to_json(), ensure_ascii=False, indent=2))
    elif format_ == "jsonl":
        for event in page.to_json()["events"]:
            click.echo(json.dumps(event, ensure_ascii=False))
    elif not page.events:
        click.echo("No event in this window. Widen it, drop a filter, or add --details.", err=True)
    else:
        from kb.terminal import timeline_table

        timeline_table(page, wide_console())


@click.command()
@click.argument("event")
@store_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(event: str, store: str | None, format_: str) -> None:
    """Who tells EVENT in which words, and how its date came about.

    EVENT is the id (or its first digits) that `kb timeline` prints.
    """
    with open_base(store, create=False) as base:
        view = base.event(base.event_id(event))
    if format_ == "json":
        click.echo(json.dumps(view, ensure_ascii=False, indent=2))
    else:
        from kb.terminal import event_story

        event_story(view, wide_console())


@click.command()
@click.argument("sparql", required=False)
@click.option("--file", "-f", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Read the query from a file.")
@click.option("--format", "format_", default="table", show_default=True,
              type=click.Choice(["table", "json", "xml", "csv", "tsv", "turtle", "n-triples", "rdf-xml", "json-ld"]))
@store_option
def query(sparql: str | None, file: Path | None, format_: str, store: str | None) -> None:
    """Answer a SPARQL query (as an argument, from --file, or from standard input).

    \b
      kb query 'PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
                SELECT ?event ?label WHERE { ?event a sem:Event ; rdfs:label ?label } LIMIT 10'
    """
    text = file.read_text() if file else sparql if sparql is not None else sys.stdin.read()
    with open_base(store, create=False) as base:
        from kb.terminal import print_result

        print_result(base.query(text), format_)


#: What `kb export` writes of the timeline besides one event a line and the graphs.
WRITERS: dict[str, Callable[[Sequence[TimelineEvent]], str | bytes]] = {
    "csv": csv_table,
    "ics": partial(calendar, title=TITLE),
    "timelinejs": lambda events: json.dumps(timelinejs(events, title=TITLE), ensure_ascii=False, indent=2) + "\n",
}
#: Events in such a file at most: no program that reads these takes more gladly.
MOST = 100_000


@click.command()
@click.option("--format", "format_", default="jsonl", show_default=True, type=click.Choice(["jsonl", "trig", *WRITERS]),
              help="jsonl: one event a line; trig: every graph; csv: a table; ics: a calendar of what is sure to the "
                   "day; timelinejs: for TimelineJS.")
@click.option("--details", is_flag=True, help="Also events that are no headline events (not for trig).")
@store_option
def export(format_: str, details: bool, store: str | None) -> None:
    """Print the events, or everything.

    \b
      kb export --format jsonl > events.jsonl
      kb export --format ics > timeline.ics
      kb export --format trig > backup.trig
    """
    with open_base(store, create=False) as base:
        if format_ == "trig":
            base.dump_to(sys.stdout.buffer)
        elif format_ in WRITERS:
            written = WRITERS[format_](base.timeline(TimelineQuery(details=details, limit=MOST)).events)
            # as they are: a calendar and a table end their lines in their own way
            sys.stdout.buffer.write(written if isinstance(written, bytes) else written.encode())
        else:
            for event in base.export_events(details=details):
                click.echo(json.dumps(event, ensure_ascii=False))


@click.command()
@store_option
@quiet_option
def validate(store: str | None, quiet: bool) -> None:
    """Check every graph of the store against the shapes (SHACL) of the ontology."""
    with open_base(store, create=False) as base, progress_line(quiet) as progress:
        task = progress.add_task("checking", total=None)
        findings = 0
        graphs = 0
        for name, lines in base.validate():
            graphs += 1
            progress.update(task, description=f"checking {short(name)}")
            progress.advance(task)
            for line in lines:
                findings += 1
                say(progress, f"{name}: {line}")
    if findings:
        fail(f"{findings} findings in {graphs} graphs")
    click.echo(f"{graphs} graphs conform to the shapes.", err=True)
