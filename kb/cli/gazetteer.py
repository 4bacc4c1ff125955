"""The known names: `kb gazetteer add`, `kb gazetteer check`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from kb.cli.saying import fail
from kb.entities import (
    EntityType,
    Gazetteer,
    add_gazetteer_file,
    conflicts_of,
    find_conflicts,
    own_files,
    read_gazetteer_file,
    shipped_files,
)
from kb.settings import Settings


@click.group()
def gazetteer() -> None:
    """The known people, places and organisations."""


@gazetteer.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "type_", type=click.Choice(get_args(EntityType)),
              help="What the items of a SPARQL result are, where it has no ?type.")
def gazetteer_add(file: Path, type_: EntityType | None) -> None:
    """Add your own names from a file.

    FILE is a table (CSV or TSV) or a Wikidata query result (JSON). A table needs the columns name and type
    (person, organization, place or group), and may have key, kind, wikidata, part_of, aliases, demonyms, coordinates,
    gender, offices and valid; several values in a cell are separated by |. A key that is there already adds to that
    entry.

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
    """Check the known names for conflicts.

    The names are those that ship, those you added, and those in FILEs. Conflicts are a key or a Wikidata
    item that two entries use, a container that is missing, and a name that belongs to two entries; put ? before an
    alias that also means other things.
    """
    paths = (*shipped_files(), *own_files(Settings.from_environment().gazetteer_folder), *files)
    entries = [entry for path in paths for entry in read_gazetteer_file(path)]
    conflicts = find_conflicts(entries)
    for conflict in conflicts:
        click.echo(str(conflict))
    if conflicts:
        fail(f"{len(conflicts)} conflicts among {len(entries)} entries")
    click.echo(f"{len(entries)} entries, no conflict.", err=True)
