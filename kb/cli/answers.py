"""Answers out: `kb timeline`, `kb explain`, `kb query`, `kb export`, `kb validate`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import get_args

import click

from kb.cli.options import day, quiet_option, store_option
from kb.cli.saying import fail, open_base, progress_line, say, short, wide_console
from kb.entities import EntityType
from kb.entities.spelling import slug
from kb.errors import DateError
from kb.export.csv import csv_table
from kb.export.icalendar import calendar
from kb.export.timelinejs import timelinejs
from kb.knowledge_base import KnowledgeBase
from kb.timeline import FacetKind, TimelineEvent, TimelineQuery

TITLE = "Event timeline"
NOTHING_YET = "The store holds nothing yet; kb ingest FILE… adds articles."


@click.command()
@click.option("--from", "begin", metavar="YYYY-MM-DD", callback=day, help="First day of the window.")
@click.option("--to", "end", metavar="YYYY-MM-DD", callback=day, help="Last day of the window.")
@click.option("--entity", multiple=True, metavar="KEY",
              help="Only with this actor or place (“Islamic State” or islamic-state).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type (announcement).")
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
    if begin and end and begin > end:
        raise DateError(f"the window ends ({end}) before it begins ({begin}); swap --from and --to")
    asked = TimelineQuery(begin=begin, end=end, types=tuple(map(_type_name, types)), sources=outlet, words=text or "",
                          details=details, limit=limit)
    with open_base(store, create=False) as base:
        asked = replace(asked, entities=tuple(_entity_key(base, named) for named in entity))
        page = base.timeline(asked)
        left_out = base.timeline(replace(asked, details=True, limit=0)).total - page.total
        empty = "" if page.events else _why_empty(base, asked)
    if format_ == "json":
        click.echo(json.dumps(page.to_json(), ensure_ascii=False, indent=2))
    elif format_ == "jsonl":
        for event in page.to_json()["events"]:
            click.echo(json.dumps(event, ensure_ascii=False))
    elif empty:
        click.echo(empty, err=True)
    else:
        from kb.terminal import timeline_table

        timeline_table(page, left_out, wide_console())


def _type_name(words: str) -> str:
    """A type as people may write it: "troop withdrawal" is TroopWithdrawal."""
    return "".join(word[:1].upper() + word[1:] for word in words.replace("-", " ").split())


def _entity_key(base: KnowledgeBase, named: str) -> str:
    """The key of who or what people name, where events have it: "Islamic State" is islamic-state, and Ada Moreno,
    whom no list knows, person/ada-moreno."""
    from kb.entities.finding import unknown_key

    keys = (named, slug(named), *(unknown_key(kind, named) for kind in get_args(EntityType)))
    return next((key for key in keys if base.timeline(TimelineQuery(entities=(key,), details=True, limit=0)).total),
                named)


def _why_empty(base: KnowledgeBase, asked: TimelineQuery) -> str:
    """Why nothing came, and what could be asked instead."""
    everything = base.timeline(TimelineQuery(details=True, limit=0))
    if not everything.total:
        return NOTHING_YET
    none = TimelineQuery(details=True, limit=0)
    given: list[tuple[str, str, FacetKind, TimelineQuery]] = [
        *(("--entity", key, "entity", replace(none, entities=(key,))) for key in asked.entities),
        *(("--type", name, "type", replace(none, types=(name,))) for name in asked.types),
        *(("--outlet", name, "source", replace(none, sources=(name,))) for name in asked.sources)]
    for option, value, kind, alone in given:
        if not base.timeline(alone).total:
            known = [found.value for found in everything.facets[kind]]
            likely = get_close_matches(value, known) or known[:5]
            return f"No event has {option} {value}; there is {', '.join(likely)}."
    return "No event in this window. Widen it, drop a filter, or add --details."


@click.command()
@click.argument("event")
@store_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(event: str, store: str | None, format_: str) -> None:
    """Who tells an event in which words, and why then.

    EVENT is the id (or its first digits) that `kb timeline` prints.
    """
    with open_base(store, create=False) as base:
        view = base.event(base.event_id(event))
    if format_ == "json":
        click.echo(json.dumps(view, ensure_ascii=False, indent=2))
    else:
        from kb.terminal import event_story

        event_story(view, wide_console())


@click.command("articles")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@store_option
def list_articles(format_: str, store: str | None) -> None:
    """List the articles, by their publication dates.

    The id is what kb redate and kb remove take.

    \b
      kb articles | grep "Harbour Post"
    """
    with open_base(store, create=False) as base:
        articles = base.articles()
    if format_ == "jsonl":
        for article in articles:
            click.echo(json.dumps(article, ensure_ascii=False))
    elif not articles:
        click.echo(NOTHING_YET, err=True)
    else:
        from kb.terminal import article_table

        article_table(articles, wide_console())


@click.command()
@click.argument("sparql", required=False)
@click.option("--file", "-f", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Read the query from a file.")
@click.option("--format", "format_", default="table", show_default=True,
              type=click.Choice(["table", "json", "xml", "csv", "tsv", "turtle", "n-triples", "rdf-xml", "json-ld"]))
@store_option
def query(sparql: str | None, file: Path | None, format_: str, store: str | None) -> None:
    """Answer a SPARQL query.

    The query is an argument, in a --file, or comes from standard input. Usual prefixes (sem, rdfs, evt, …) are known.

    \b
      kb query 'SELECT ?event ?label WHERE { ?event a sem:Event ; rdfs:label ?label } LIMIT 10'
      kb query --file question.rq --format csv
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
    """Print the events, or all graphs, for other programs.

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
    """Check every graph against the shapes (SHACL)."""
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
        fail(f"{findings} finding{'' if findings == 1 else 's'} in {graphs} graphs")
    click.echo(f"{graphs} graphs conform to the shapes.", err=True)
