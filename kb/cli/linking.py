"""Who and where, from Wikidata: `kb link`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from kb.cli.options import quiet_option, store_option
from kb.cli.saying import open_base, progress_line
from kb.entities import Link
from kb.plain import to_plain


@click.command()
@click.option("--endpoint", metavar="URL", envvar="KB_LINK_ENDPOINT",
              help="A SPARQL endpoint with Wikidata's data.  [default: https://query.wikidata.org/sparql]")
@click.option("--contact", metavar="WHOM", envvar="KB_LINK_CONTACT",
              help="Your e-mail address or page, told to the endpoint so that its operators can reach you.")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.8, show_default=True,
              help="From which confidence on a link counts; what is below is kept as a suggestion.")
@click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between questions.")
@click.option("--cache", metavar="FILE", envvar="KB_LINK_CACHE", type=click.Path(path_type=Path, dir_okay=False),
              help="Where answers are kept for a month.  [default: ~/.cache/event-timeline/wikidata.sqlite]")
@click.option("--again", is_flag=True, help="Also look up what is linked already.")
@click.option("--dry-run", is_flag=True, help="Ask and print, but store nothing.")
@click.option("--accept", multiple=True, metavar="KEY", help="Say that a link or suggestion is right; asks nothing.")
@click.option("--reject", multiple=True, metavar="KEY", help="Say that a link or suggestion is wrong; asks nothing.")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@store_option
@quiet_option
def link(endpoint: str | None, contact: str | None, threshold: float, pause: float, cache: Path | None, again: bool,
         dry_run: bool, accept: tuple[str, ...], reject: tuple[str, ...], format_: str, store: str | None,
         quiet: bool) -> None:
    """Look names up on Wikidata (goes online).

    The names of people, places and organisations without a link are sent to the endpoint, nothing else. What is
    found is stored as links with confidence and reason, or as suggestions where it is doubtful, and stays when
    articles are added.

    \b
      kb link --contact you@example.org --dry-run
      kb link --endpoint http://localhost:7878/query
      kb link --accept person/ana-petrova --reject place/lanova
    """
    if accept or reject:
        with open_base(store, create=False) as base:
            _print_links(base.judge_links(accept, reject), format_)
        return
    from kb.linking.endpoint import WIKIDATA, Endpoint
    from kb.linking.linker import Linker
    from kb.linking.memory import Memory, default_memory

    asked = Endpoint(endpoint or WIKIDATA, contact=contact, pause=pause)
    memory = Memory(asked.address, cache or default_memory())
    try:
        with open_base(store, create=False) as base, progress_line(quiet) as progress:
            task = progress.add_task("looking up", total=None)
            report = base.link(Linker(asked, memory, threshold=threshold), again=again, dry_run=dry_run,
                               on_round=lambda found: progress.advance(task, len(found.asked)))
    finally:
        memory.close()
    _print_links(report.links, format_)
    if not quiet:
        click.echo(report.summary() + (" Nothing was stored." if dry_run else ""), err=True)


def _print_links(links: Iterable[Link], format_: str) -> None:
    for found in links:
        if format_ == "jsonl":
            click.echo(json.dumps(to_plain(found), ensure_ascii=False))
        elif found.status != "known":
            click.echo(f"{found.status:9}  {found.confidence:.2f}  {found.key}  {found.item.qid}  {found.reason}")
