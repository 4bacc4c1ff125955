"""The command line: `kb …`. Each command is a thin layer over `KnowledgeBase`.

Results go to standard output, progress and problems to standard error. Exit status 0 is success, 2 is bad
input (said in one line; what could be done was done), 130 is Ctrl-C.
"""

from __future__ import annotations

import sys
from typing import Any

import click

import kb
from kb.cli import answers, articles, decisions, gazetteer, linking, serving
from kb.cli.saying import fail
from kb.errors import KBError


class Cli(click.Group):
    """Says errors of ours in one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KBError as error:
            fail(str(error))
        except BrokenPipeError:
            # The reader of our output has gone (`kb timeline | head`): nothing is wrong.
            sys.stdout = None
            sys.exit(0)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kb.__version__, prog_name="kb")
def main() -> None:
    """News articles in, a timeline of events out.

    \b
    A first look:
      kb demo                                   the sample articles on http://127.0.0.1:8000/
    With your own articles (text, HTML, JSON Lines, folders of them):
      kb ingest articles/ --store my-store      read them, find events, store them
      kb timeline --store my-store              what happened when
      kb serve --store my-store                 the timeline page and the SPARQL endpoint
    Without a store:
      kb annotate article.txt                   what one article says, as JSON
    """


for _command in (articles.ingest, articles.annotate, articles.redate, articles.remove, answers.timeline,
                 answers.explain, answers.list_articles, answers.query, answers.export, answers.validate,
                 serving.serve, serving.demo, linking.link, decisions.merge_events, decisions.split_event,
                 decisions.decisions, gazetteer.gazetteer):
    main.add_command(_command)
