"""Serving: `kb serve`, `kb demo`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click
from rich.progress import Progress

from kb.cli.options import store_option
from kb.cli.saying import open_base, progress_line
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, read
from kb.resources import shipped


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(store: str | None, host: str, port: int) -> None:
    """Serve the timeline page, the JSON API and the SPARQL endpoint.

    \b
      http://127.0.0.1:8000/         the timeline
      http://127.0.0.1:8000/sparql   the SPARQL endpoint, with an editor in the browser
    \b
    From the environment: KB_TOKEN lets who has it write over HTTP; KB_QUERY_SECONDS, KB_QUERY_ROWS,
    KB_QUERY_MEMORY (MB) and KB_QUERY_WORKERS limit queries; KB_SERVICE_ALLOW names what they may call.
    """
    with open_base(store, create=False) as base:
        _serve(base, host, port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--store", metavar="FOLDER", default="demo-store", show_default=True)
def demo(host: str, port: int, store: str) -> None:
    """Read the sample articles that ship and serve their timeline."""
    with open_base(store) as base, progress_line(False) as progress:
        task = progress.add_task("reading the sample articles", total=None)
        report = base.ingest(_samples(progress, task),
                             on_conclude=lambda: progress.update(task, description="merging"))
    click.echo(report.summary(), err=True)
    with open_base(store) as base:
        _serve(base, host, port)


def _samples(progress: Progress, task: Any) -> Iterator[Article]:
    """The sample articles; those that only a path names go by their file's name, so that the demo's addresses
    are the same wherever the package is installed."""
    folder = shipped("data", "articles")
    for item in read([folder]):
        if isinstance(item, Article):
            yield replace(item, id=item.id.removeprefix(f"{folder}/"))
            progress.advance(task)


def _serve(base: KnowledgeBase, host: str, port: int) -> None:
    import server

    server.run(base, host=host, port=port,
               on_ready=lambda address: click.echo(f"Timeline on {address} (Ctrl-C stops it)", err=True))
