"""How events, their stories and query results look on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.errors import QueryError
from kb.store import QueryResult
from kb.store.formats import format_named, formats_for
from kb.timeline import TimelinePage

#: How each role is shown in a witness sentence: the same colours as on the page.
STYLES = {"trigger": "bold red", "time": "bold blue", "place": "green", "agent": "bold", "patient": "underline"}


def timeline_table(page: TimelinePage, details: int, console: Console) -> None:
    """One row an event, in order of time, and what is left out: `details` are statements and background."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("when", no_wrap=True)
    table.add_column("what", ratio=1)
    table.add_column("where")
    table.add_column("told by", justify="right", no_wrap=True)
    table.add_column("id", style="dim", no_wrap=True)
    for event in page.to_json()["events"]:
        articles = len(event["articles"])
        dispute = " (in dispute)" if event["disagreements"] else ""
        table.add_row(event["date_label"], Text(event["label"]),
                      Text(", ".join(place["name"] for place in event["places"])),
                      f"{articles} article{'s' if articles > 1 else ''}{dispute}", event["id"][:8])
    console.print(table)
    shown = len(page.events)
    if page.total > shown:
        console.print(f"{page.total - shown} more; raise --limit or narrow the window.", style="dim")
    if details:
        console.print(f"{details} detail{'' if details == 1 else 's'} beside them; add --details.", style="dim")


def article_table(articles: Iterable[Mapping[str, Any]], console: Console) -> None:
    """One row an article."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("published", no_wrap=True)
    table.add_column("title", ratio=1)
    table.add_column("outlet")
    table.add_column("id", style="dim", overflow="fold")
    for article in articles:
        table.add_row(article["published"] or "unknown", Text(article["title"] or ""), Text(article["source"] or ""),
                      Text(article["id"]))
    console.print(table)


def event_story(view: dict[str, Any], console: Console) -> None:
    """An event with its witnesses and the way to its date."""
    console.print(Text(view["label"], style="bold"))
    console.print(Text(f"{view['type_label']} · {view['date_label']} · {view['iri']}"))
    console.print(Text(view["date_explanation"]))
    for participant in view["participants"]:
        qid = f" ({participant['wikidata']})" if participant.get("wikidata") else ""
        console.print(Text(f"  {participant['role']}: {participant['name']}{qid}"))
    for number, witness in enumerate(view["witnesses"], 1):
        article = witness["article"]
        console.print()
        dated = f", {article['published']}" if article["published"] else ", undated"
        console.print(Text(f"{number}. {article['source'] or article['id']}{dated}", style="bold"))
        console.print(_marked(witness), soft_wrap=True)
        if witness["time"].get("expression_explanation"):
            console.print(Text("  " + witness["time"]["expression_explanation"], style="dim"))
        console.print(Text("  " + witness["time"]["explanation"], style="dim"))
        if witness["voices"]:
            voices = ", as told by ".join(voice["name"] for voice in witness["voices"])
            console.print(Text(f"  says: {voices} ({witness['certainty']})", style="dim"))
    for reason in view["reasons"]:
        console.print(Text(f"same event ({reason['score']:.2f}): {reason['explanation']}"))
    for dispute in view["disagreements"]:
        console.print(Text(f"in dispute ({dispute['kind']}): {dispute['first_says']} / {dispute['second_says']}",
                           style="yellow"))


def _marked(witness: dict[str, Any]) -> Text:
    sentence = witness["sentence"]
    text = Text("  " + sentence["text"])
    for mark in witness["marks"]:
        text.stylize(STYLES.get(mark["role"], "italic"),
                     2 + mark["begin"] - sentence["begin"], 2 + mark["end"] - sentence["begin"])
    return text


def print_result(result: QueryResult, format_name: str) -> None:
    """A query's result: a table of rows for people, or one of the standard formats.

    Raises QueryError when the format is none for this kind of result.
    """
    if format_name != "table":
        format_ = format_named(format_name, result.kind)
    elif result.kind == "select":
        _print_rows(result)
        return
    elif result.kind == "ask":
        sys.stdout.write("yes\n" if result.boolean() else "no\n")
        return
    else:
        format_ = formats_for(result.kind)[0]
    if format_ is None:
        fitting = ", ".join(each.name for each in formats_for(result.kind))
        raise QueryError(f"{format_name} is no format for this kind of query; give --format {fitting}")
    sys.stdout.buffer.write(result.serialise(format_))


def _print_rows(result: QueryResult) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in result.variables:
        table.add_column(column, overflow="fold")
    for row in result.rows():
        table.add_row(*(Text(row.get(column, "")) for column in result.variables))
    Console().print(table)
