"""The command line: `kb …`. Each command is a thin layer over `KnowledgeBase`.

Results go to standard output, progress and problems to standard error. Exit status 0 is success, 2 is bad
input (said in one line; what could be done was done), 130 is Ctrl-C.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

import kb
from kb.errors import KBError

#: Command → where it is (module and function), and what it does, as the first line of its docstring says it. The
#: module of a command loads the rooms that it works with, so it waits until the command is called.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "annotate": ("articles", "annotate", "Print what articles say; nothing is stored."),
    "articles": ("answers", "list_articles", "List the articles, by their publication dates."),
    "decisions": ("decisions", "decisions", "List merges and splits that people made, or undo them."),
    "demo": ("serving", "demo", "Read the sample articles that ship and serve their timeline."),
    "explain": ("answers", "explain", "Who tells an event in which words, and why then."),
    "export": ("answers", "export", "Print the events, or all graphs, for other programs."),
    "gazetteer": ("gazetteer", "gazetteer", "The known people, places and organisations."),
    "ingest": ("articles", "ingest", "Read articles, find their events, store them."),
    "link": ("linking", "link", "Look names up on Wikidata (goes online)."),
    "merge": ("decisions", "merge_events", "Make two events one, for good."),
    "query": ("answers", "query", "Answer a SPARQL query."),
    "redate": ("articles", "redate", "Correct an article's publication date."),
    "remove": ("articles", "remove", "Take articles out, with all that they say."),
    "serve": ("serving", "serve", "Serve the timeline page, the JSON API and the SPARQL endpoint."),
    "split": ("decisions", "split_event", "Take a mention out of an event, for good."),
    "timeline": ("answers", "timeline", "What happened when."),
    "validate": ("answers", "validate", "Check every graph against the shapes (SHACL)."),
}


class Cli(click.Group):
    """Loads a command when it is called, and says errors of ours in one line instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[name]
        found = getattr(import_module(f"kb.cli.{module}"), function)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KBError as error:
            from kb.cli.saying import fail

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
