"""The gazetteer: names known before any article is read, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.entities.gazetteer_file import Entry, read_gazetteer_file
from kb.entities.spelling import case_agrees, folded, pieces, surface_pieces
from kb.resources import shipped


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an entry's name."""

    entry: Entry
    text: str
    written: tuple[str, ...]
    """Its pieces with their case."""
    doubtful: bool
    demonym: bool = False


def shipped_files() -> tuple[Path, ...]:
    """The gazetteer files that come with the project, in the order of their names."""
    return tuple(sorted(shipped("data", "gazetteer").glob("*.tsv")))


class Gazetteer:
    """Entries by key, and their names by spelling.

    Names are found in a text piece by piece, the longest first; the table grows with the number of names, the time
    for a text does not (docs/decisions/007 has the figures). What is known of a spelling is worked out when it is
    first met, so that a million names that no article mentions cost little more than their text.
    """

    __slots__ = ("_containers", "_entries", "_longest", "_names", "_spelled")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            known = self._entries.get(entry.key)
            self._entries[entry.key] = entry if known is None else _joined(known, entry)
        #: Casefolded pieces joined by blanks → who is called so.
        self._names: dict[str, Entry | tuple[Entry, ...]] = {}
        #: Key of an entry that was met → its aliases by the same spelling.
        self._spelled: dict[str, dict[str, list[Alias]]] = {}
        #: First piece of a name → number of pieces of the longest name that begins so.
        self._longest: dict[str, int] = {}
        self._containers: dict[str, tuple[str, ...]] = {}
        for entry in self._entries.values():
            for text in (entry.name, *entry.aliases, *entry.demonyms):
                self._add(entry, text)

    @classmethod
    def load(cls, *files: Path | str) -> Gazetteer:
        """The gazetteer of the files, or of the shipped ones when none is given. A key that a later file
        repeats adds to the entry: its cells win, its aliases come on top.

        Raises GazetteerError, naming file and line, for a file that can't be read.
        """
        paths = [Path(file) for file in files] or shipped_files()
        return cls(entry for path in paths for entry in read_gazetteer_file(path))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def get(self, key: str | None) -> Entry | None:
        return self._entries.get(key) if key else None

    def containers(self, key: str) -> tuple[str, ...]:
        """Keys of what contains the entry, narrowest first: raqqa → raqqa-governorate, syria, middle-east."""
        if key not in self._containers:
            found: list[str] = []
            entry = self._entries.get(key)
            while entry and entry.part_of in self._entries and entry.part_of not in (key, *found):
                found.append(entry.part_of)
                entry = self._entries[entry.part_of]
            self._containers[key] = tuple(found)
        return self._containers[key]

    def longest(self, first_piece: str) -> int:
        """The most pieces that a name beginning with this (casefolded) piece has; 0 when none does."""
        return self._longest.get(first_piece, 0)

    def names(self, name: str, seen: Sequence[str]) -> tuple[Alias, ...]:
        """The aliases spelled so, one for each entry. `name`: the casefolded pieces joined by blanks; `seen`:
        the same pieces as the text has them, for upper and lower case."""
        called = self._names.get(name)
        if called is None:
            return ()
        found: dict[str, Alias] = {}
        for entry in (called,) if isinstance(called, Entry) else called:
            for alias in self._aliases(entry).get(name, ()):
                known = found.get(entry.key)
                if (known is None or known.doubtful) and case_agrees(alias.written, seen):
                    found[entry.key] = alias
        return tuple(found.values())

    def named(self, text: str) -> tuple[Alias, ...]:
        """The aliases that a name on its own may stand for."""
        seen = surface_pieces(text)
        return self.names(" ".join(folded(piece) for piece in seen), seen)

    def _add(self, entry: Entry, text: str) -> None:
        parts = pieces(text)
        if not parts:
            return
        name = " ".join(parts)
        known = self._names.get(name)
        if known is None:
            self._names[name] = entry
        elif isinstance(known, Entry):
            if known is not entry:
                self._names[name] = (known, entry)
        elif entry not in known:
            self._names[name] = (*known, entry)
        if self._longest.get(parts[0], 0) < len(parts):
            self._longest[parts[0]] = len(parts)

    def _aliases(self, entry: Entry) -> dict[str, list[Alias]]:
        found = self._spelled.get(entry.key)
        if found is None:
            found = {}
            doubtful = frozenset(entry.doubtful)
            aliases = [Alias(entry, text, tuple(surface_pieces(text)), text in doubtful)
                       for text in dict.fromkeys((entry.name, *entry.aliases))]
            aliases += [Alias(entry, text, tuple(surface_pieces(text)), False, demonym=True)
                        for text in entry.demonyms]
            for alias in aliases:
                found.setdefault(" ".join(folded(piece) for piece in alias.written), []).append(alias)
            self._spelled[entry.key] = found
        return found


def _joined(known: Entry, more: Entry) -> Entry:
    return replace(
        more,
        kind=more.kind or known.kind,
        wikidata=more.wikidata or known.wikidata,
        part_of=more.part_of or known.part_of,
        aliases=(known.name, *known.aliases, *more.aliases),
        doubtful=(*known.doubtful, *more.doubtful),
        demonyms=(*known.demonyms, *more.demonyms),
        coordinates=more.coordinates or known.coordinates,
        gender=more.gender or known.gender,
        offices=(*known.offices, *more.offices),
    )
