"""The command line: `kb …`. Each command is a thin layer over `KnowledgeBase`.

Results go to standard output, progress and problems to standard error. Exit status 0 is success, 2 is bad
input (said in one line; what could be done was done), 130 is Ctrl-C.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, get_args

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

import kb
from kb.annotator import Annotator
from kb.entities import (
    EntityType,
    Gazetteer,
    Link,
    add_gazetteer_file,
    conflicts_of,
    find_conflicts,
    own_files,
    read_gazetteer_file,
    shipped_files,
)
from kb.errors import DateError, KBError
from kb.extraction import Extraction, to_json
from kb.knowledge_base import KnowledgeBase
from kb.plain import to_plain
from kb.reading import Article, InputFormat, Problem, read
from kb.resources import shipped
from kb.settings import Settings
from kb.temporal import to_timeml
from kb.timeline import TimelineQuery

BAD_INPUT = 2
PIPE_WIDTH = 200
INPUT_FORMATS = get_args(InputFormat)


class Cli(click.Group):
    """Says errors of ours in one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KBError as error:
            _fail(str(error))
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


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--store", metavar="STORE", envvar="KB_STORE",
        help="A folder (made when missing), or the http(s) address of a SPARQL 1.1 server.  [default: kb-store]",
    )(command)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--input-format", type=click.Choice(INPUT_FORMATS),
                     help="Read everything as this format instead of going by file name."),
        click.option("--source", metavar="OUTLET", help="Who published these articles, where they don't say."),
        click.option("--published", metavar="YYYY-MM-DD", callback=_day,
                     help="Publication date of these articles; wins over what they say."),
    ):
        command = option(command)
    return command


def quiet_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")(command)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise DateError(f"{parameter.opts[0]} {value} is no date; give YYYY-MM-DD, such as 2019-02-18") from None


# --- articles in ------------------------------------------------------------------------------------------


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@store_option
@reading_options
@quiet_option
def ingest(paths: tuple[str, ...], store: str | None, published: date | None, source: str | None,
           input_format: InputFormat | None, quiet: bool) -> None:
    """Read articles, find their events, and store them.

    PATH is a file, a folder, or - for standard input. Adding an article again changes nothing; a changed
    version replaces the old one. What can't be read is named, and the rest is read all the same.

    \b
      kb ingest page.html notes.txt wires.jsonl
      kb ingest downloads/ --source "Gulf Times"
      curl -s https://example.org/a.html | kb ingest - --input-format html
    """
    problems = 0
    with _open(store) as base, _progress(quiet) as progress:
        task = progress.add_task("reading", total=None)

        def articles() -> Iterator[Article]:
            nonlocal problems
            for item in read(paths, published=published, input_format=input_format, source=source):
                if isinstance(item, Problem):
                    problems += 1
                    _say(progress, str(item))
                else:
                    progress.update(task, description=f"reading {_short(item.title or item.id)}")
                    yield item
                    progress.advance(task)

        report = base.ingest(articles(), on_conclude=lambda: progress.update(task, description="merging"))
    if not quiet:
        click.echo(report.summary(), err=True)
    if problems:
        sys.exit(BAD_INPUT)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--format", "format_", type=click.Choice(["json", "html", "timeml"]), default="json", show_default=True,
              help="json: one object a line for each article; html: one page to read, with times, events, roles and "
                   "voices marked in the text; timeml: a document each, times only.")
@reading_options
def annotate(paths: tuple[str, ...], format_: str, published: date | None, source: str | None,
             input_format: InputFormat | None) -> None:
    """Print what articles say; nothing is stored.

    One object a line for each article: its times, events and entities. Offsets are Unicode code points into
    the text as given (for a page: into the extracted text, which the output then carries).

    \b
      kb annotate article.txt | jq '.times[] | {text, value, explanation}'
      kb annotate --published 2019-02-18 < article.txt
      kb annotate --format html articles/ > read.html
    """
    annotator = Annotator(Settings.from_environment())
    problems = 0

    def extractions() -> Iterator[Extraction]:
        nonlocal problems
        for item in read(paths or ("-",), published=published, input_format=input_format, source=source):
            if isinstance(item, Problem):
                problems += 1
                click.echo(f"kb: {item}", err=True)
            else:
                yield annotator(item)

    for piece in _annotated(extractions(), format_):
        click.echo(piece)
    if problems:
        sys.exit(BAD_INPUT)


def _annotated(extractions: Iterator[Extraction], format_: str) -> Iterator[str]:
    """What is printed, piece by piece, so that each article is there as soon as it is read."""
    if format_ == "html":
        from kb.export.article_page import article_page

        yield from article_page(extractions)
    for extraction in extractions:
        yield (to_timeml(extraction.article, extraction.times) if format_ == "timeml"
               else json.dumps(to_json(extraction), ensure_ascii=False))


@main.command()
@click.argument("article")
@click.argument("published", metavar="YYYY-MM-DD", callback=_day)
@store_option
def redate(article: str, published: date, store: str | None) -> None:
    """Correct the publication date of ARTICLE; all dates that hang on it are resolved anew.

    \b
      kb redate https://example.org/a.html 2019-02-18
    """
    with _open(store, create=False) as base:
        changed = base.redate(article, published)
    click.echo(f"{article} is now dated {published}; {changed} times changed.", err=True)


# --- answers out ------------------------------------------------------------------------------------------


@main.command()
@click.option("--from", "begin", metavar="YYYY-MM-DD", callback=_day, help="First day of the window.")
@click.option("--to", "end", metavar="YYYY-MM-DD", callback=_day, help="Last day of the window.")
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
    with _open(store, create=False) as base:
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

        timeline_table(page, _console())


@main.command()
@click.argument("event")
@store_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(event: str, store: str | None, format_: str) -> None:
    """Who tells EVENT in which words, and how its date came about.

    EVENT is the id (or its first digits) that `kb timeline` prints.
    """
    with _open(store, create=False) as base:
        view = base.event(base.event_id(event))
    if format_ == "json":
        click.echo(json.dumps(view, ensure_ascii=False, indent=2))
    else:
        from kb.terminal import event_story

        event_story(view, _console())


@main.command()
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
    with _open(store, create=False) as base:
        from kb.terminal import print_result

        print_result(base.query(text), format_)


@main.command()
@click.option("--format", "format_", default="jsonl", show_default=True, type=click.Choice(["jsonl", "trig"]),
              help="jsonl: one event a line; trig: every graph.")
@click.option("--details", is_flag=True, help="Also events that are no headline events (jsonl).")
@store_option
def export(format_: str, details: bool, store: str | None) -> None:
    """Print the events, or everything.

    \b
      kb export --format jsonl > events.jsonl
      kb export --format trig > backup.trig
    """
    with _open(store, create=False) as base:
        if format_ == "trig":
            base.dump_to(sys.stdout.buffer)
        else:
            for event in base.export_events(details=details):
                click.echo(json.dumps(event, ensure_ascii=False))


@main.command()
@store_option
@quiet_option
def validate(store: str | None, quiet: bool) -> None:
    """Check every graph of the store against the shapes (SHACL) of the ontology."""
    with _open(store, create=False) as base, _progress(quiet) as progress:
        task = progress.add_task("checking", total=None)
        findings = 0
        graphs = 0
        for name, lines in base.validate():
            graphs += 1
            progress.update(task, description=f"checking {_short(name)}")
            progress.advance(task)
            for line in lines:
                findings += 1
                _say(progress, f"{name}: {line}")
    if findings:
        _fail(f"{findings} findings in {graphs} graphs")
    click.echo(f"{graphs} graphs conform to the shapes.", err=True)


# --- serving ----------------------------------------------------------------------------------------------


@main.command()
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
    with _open(store, create=False) as base:
        _serve(base, host, port)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--store", metavar="FOLDER", default="demo-store", show_default=True)
def demo(host: str, port: int, store: str) -> None:
    """Read the sample articles that ship and serve their timeline."""
    with _open(store) as base, _progress(False) as progress:
        task = progress.add_task("reading the sample articles", total=None)
        report = base.ingest(_samples(progress, task),
                             on_conclude=lambda: progress.update(task, description="merging"))
    click.echo(report.summary(), err=True)
    with _open(store) as base:
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


# --- who and where ----------------------------------------------------------------------------------------


@main.command()
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
    """Look up people, places and organisations on Wikidata.

    Goes online: the names of what is unlinked are sent to the endpoint, nothing else. What is found is stored as
    links with confidence and reason, or as suggestions where it is doubtful, and stays when articles are added.

    \b
      kb link --contact you@example.org --dry-run
      kb link --endpoint http://localhost:7878/query
      kb link --accept person/ana-petrova --reject place/lanova
    """
    if accept or reject:
        with _open(store, create=False) as base:
            _print_links(base.judge_links(accept, reject), format_)
        return
    from kb.linking.endpoint import WIKIDATA, Endpoint
    from kb.linking.linker import Linker
    from kb.linking.memory import Memory, default_memory

    asked = Endpoint(endpoint or WIKIDATA, contact=contact, pause=pause)
    memory = Memory(asked.address, cache or default_memory())
    try:
        with _open(store, create=False) as base, _progress(quiet) as progress:
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


# --- decisions --------------------------------------------------------------------------------------------


@main.command("merge")
@click.argument("first")
@click.argument("second")
@store_option
def merge_events(first: str, second: str, store: str | None) -> None:
    """Make two events one, for good: your word wins over the machine's.

    FIRST and SECOND are ids (or their first digits) that `kb timeline` prints.

    \b
      kb merge 3fa91c 77b02e
    """
    with _open(store, create=False) as base:
        became = base.merge_events(first, second)
    click.echo(f"One event now: {became}. kb decisions lists what was decided, and takes it back.", err=True)


@main.command("split")
@click.argument("event")
@click.argument("mention")
@store_option
def split_event(event: str, mention: str, store: str | None) -> None:
    """Take a mention out of EVENT, for good: your word wins over the machine's.

    MENTION is its number in `kb explain EVENT`, or the id of its article.

    \b
      kb split 3fa91c 2
    """
    with _open(store, create=False) as base:
        became = base.split_event(event, mention)
    click.echo(f"The mention tells {became} now. kb decisions lists what was decided, and takes it back.", err=True)


@main.command()
@click.option("--undo", type=int, metavar="NUMBER", help="Take this decision back.")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@store_option
def decisions(undo: int | None, format_: str, store: str | None) -> None:
    """List what people decided with `kb merge` and `kb split`, or take it back."""
    with _open(store, create=False) as base:
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


# --- gazetteer --------------------------------------------------------------------------------------------


@main.group()
def gazetteer() -> None:
    """The list of known people, places and organisations."""


@gazetteer.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "type_", type=click.Choice(get_args(EntityType)),
              help="What the items of a SPARQL result are, where it has no ?type.")
def gazetteer_add(file: Path, type_: EntityType | None) -> None:
    """Add your own names from FILE: a table (CSV or TSV) or a Wikidata query result (JSON).

    A table needs the columns name and type (person, organization, place or group), and may have key, kind,
    wikidata, part_of, aliases, demonyms, coordinates, gender, offices and valid; several values in a cell are
    separated by |. A key that is there already adds to that entry.

    The file is kept in ~/.config/event-timeline/gazetteer (or KB_GAZETTEER), and all that is read from now on knows
    its names; what is stored learns them when it is read again.

    \b
      kb gazetteer add newsroom.csv
      kb gazetteer add query.json --type place
    """
    folder = Settings.from_environment().gazetteer_folder
    others = tuple(path for path in own_files(folder) if path.stem != file.stem)
    known = tuple(entry for path in (*shipped_files(), *others) for entry in read_gazetteer_file(path))
    kept, entries = add_gazetteer_file(file, folder, type_=type_, known=Gazetteer(known))
    for conflict in conflicts_of(entries, known):
        click.echo(f"kb: {conflict}", err=True)
    click.echo(f"{len(entries)} entries are kept in {kept}", err=True)


@gazetteer.command("check")
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def gazetteer_check(files: tuple[Path, ...]) -> None:
    """Check all known names for conflicts: those that ship, those you added, and FILEs.

    Conflicts are a key or a Wikidata item that two entries use, a container that is missing, and a name that
    belongs to two entries; put ? before an alias that also means other things.
    """
    paths = (*shipped_files(), *own_files(Settings.from_environment().gazetteer_folder), *files)
    entries = [entry for path in paths for entry in read_gazetteer_file(path)]
    conflicts = find_conflicts(entries)
    for conflict in conflicts:
        click.echo(str(conflict))
    if conflicts:
        _fail(f"{len(conflicts)} conflicts among {len(entries)} entries")
    click.echo(f"{len(entries)} entries, no conflict.", err=True)


# --- saying things ----------------------------------------------------------------------------------------


@contextmanager
def _open(store: str | None, create: bool = True) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.open(Settings.from_environment(store=store), create=create)
    try:
        yield base
    finally:
        base.close()


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A progress line on a terminal, nothing in a pipe."""
    console = Console(stderr=True)
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                  TimeElapsedColumn(), console=console, transient=True,
                  disable=quiet or not console.is_terminal) as progress:
        yield progress


def _console() -> Console:
    """As wide as the terminal; in a pipe wide enough that `grep` finds an event in one line."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_WIDTH)


def _say(progress: Progress, line: str) -> None:
    """A problem, above the progress line where there is one."""
    if progress.disable:
        click.echo(f"kb: {line}", err=True)
    else:
        progress.console.print(f"kb: {line}", markup=False, highlight=False, soft_wrap=True)


def _fail(line: str) -> NoReturn:
    click.echo(f"kb: {line}", err=True)
    sys.exit(BAD_INPUT)


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
