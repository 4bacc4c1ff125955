"""Which words of an article are names: the model's findings and the gazetteer's, put together.

The model sees the sentence but knows few names; the gazetteer knows names but not the sentence. A gazetteer
name is taken where nothing speaks against it, never out of the middle of a longer name ("Paris Hilton"),
and it may correct the model's type or ends ("Members of Syrian Democratic Forces").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.entities.entity import EntityType
from kb.entities.gazetteer import Alias, Gazetteer
from kb.entities.gazetteer_file import Entry
from kb.entities.matching import Match, find_matches
from kb.entities.spelling import is_acronym, word_set
from kb.entities.titles import LEGAL_FORMS, ORGANIZATION_WORDS, is_title
from kb.language.doc import Doc, NameType, Token

TYPES: dict[NameType, EntityType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
_SEPARATORS = frozenset({"/", ",", ";", ":", "(", ")", "[", "]", "|", "–", "—"})
_EDGES = frozenset({"the", "a", "an", "'s", "’s", "'", "’", "“", "”", '"', "‘", ".", "-", "and", "of"})
_DIRECTIONS = word_set(
    "north south east west northern southern eastern western north-east north-west south-east "
    "south-west northeast northwest southeast southwest northeastern northwestern southeastern "
    "southwestern central upper lower greater"
)
_DAYS_AND_MONTHS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february july september october november "
    "december christmas ramadan"
)
#: Adjectives of faith and leaning that models take into a name ("Wahhabi Daesh").
_FAITHS = word_set(
    "sunni shiite shia wahhabi salafi muslim christian jewish orthodox islamist islamic arab maoist marxist "
    "communist socialist nationalist fascist"
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in the text: tokens `first` … `last - 1`."""

    first: int
    last: int
    head: int
    type: EntityType | None
    """What the model takes it for; None where only the gazetteer knows it."""
    aliases: tuple[Alias, ...] = ()
    """What it may be, by the gazetteer."""
    adjective: bool = False
    """A demonym that modifies ("French"): it tells of the country but does not act as the country."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(alias.entry for alias in self.aliases)

    @property
    def doubtful(self) -> bool:
        return all(alias.doubtful for alias in self.aliases)


def find_names(doc: Doc, gazetteer: Gazetteer) -> tuple[FoundName, ...]:
    """The names of the article in text order, without overlaps."""
    modelled = [name for name in (_trimmed(doc, *part) for part in _parts(doc)) if name]
    covered = {index: name for name in modelled for index in range(name[0], name[1])}
    taken: list[FoundName] = []
    gone: set[tuple[int, int, EntityType]] = set()
    for match in find_matches(doc, gazetteer):
        overlapped = {covered[index] for index in range(match.first, match.last) if index in covered}
        found = _accepted(doc, gazetteer, match, overlapped)
        if found:
            taken.append(found)
            gone |= overlapped
    for name in modelled:
        if name not in gone and not _is_lone_demonym(doc, gazetteer, *name[:2]):
            first, last, type_ = name
            taken.append(FoundName(first, last, name_head(doc, first, last), type_))
    return tuple(sorted(taken, key=lambda name: (name.first, name.last)))


def name_head(doc: Doc, first: int, last: int) -> int:
    """The token through which a name hangs in the sentence. Where a title heads the name ("President Trump"
    with "Trump" flat below "President") that is the title."""
    inside = range(first, last)
    head = next((t for t in doc.tokens[first:last] if t.is_root or t.head not in inside), doc.tokens[last - 1])
    while head.deprel.split(":")[0] == "flat" and not head.is_root:
        head = doc.tokens[head.head]
    return head.index


def _parts(doc: Doc) -> Iterable[tuple[int, int, EntityType]]:
    """The model's names, cut at marks that join two names ("AFP/ Baghouz")."""
    for name in doc.names:
        first = name.first
        for index in range(name.first, name.last + 1):
            if index == name.last or doc.tokens[index].text in _SEPARATORS:
                if first < index:
                    yield first, index, TYPES[name.type]
                first = index + 1


def _trimmed(doc: Doc, first: int, last: int, type_: EntityType) -> tuple[int, int, EntityType] | None:
    """Without articles, marks and titles at the ends; None when no name remains."""

    def loose(token: Token) -> bool:
        return token.lower in _EDGES or token.upos == "PUNCT"

    while first < last and loose(doc.tokens[first]):
        first += 1
    while last > first and loose(doc.tokens[last - 1]):
        last -= 1
    if type_ == "person":
        while first < last - 1 and is_title(doc.tokens[first].text):
            first += 1
    words = doc.tokens[first:last]
    if sum(char.isalpha() for token in words for char in token.text) < 2:
        return None
    if not any(token.text[0].isupper() or token.text[0].isdigit() for token in words):
        return None
    if len(words) > 1 and words[-1].lower.replace(".", "") in ORGANIZATION_WORDS:
        type_ = "organization"
    if len(words) == 1 and (
        words[0].lower in _DAYS_AND_MONTHS
        or words[0].upos in ("PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "NUM")
        or (type_ == "person" and is_title(words[0].text))
    ):
        return None
    return first, last, type_


def _accepted(
    doc: Doc, gazetteer: Gazetteer, match: Match, overlapped: set[tuple[int, int, EntityType]]
) -> FoundName | None:
    demonyms = tuple(alias for alias in match.aliases if alias.demonym)
    names = tuple(alias for alias in match.aliases if not alias.demonym)
    if demonyms and not names:
        return _demonym(doc, match, demonyms, overlapped)
    type_: EntityType | None = None
    for first, last, model_type in overlapped:
        if first <= match.first and match.last <= last:
            before, after = doc.tokens[first : match.first], doc.tokens[match.last : last]
            if not all(_loose(token) or _is_whose(gazetteer, token, names) for token in before):
                return None
            if not all(_loose(token) for token in after):
                return None
            type_ = model_type
        elif not (match.first <= first and last <= match.last) and match.count < 2:
            return None
    head = name_head(doc, match.first, match.last)
    if not overlapped and not _stands_alone(doc, match, names):
        return None
    return FoundName(match.first, match.last, head, type_, names)


def _loose(token: Token) -> bool:
    """A word that a name may lose: "Members of", "eastern", "President", "Inc."."""
    return (
        token.upos not in ("PROPN", "X")
        or token.lower in _DIRECTIONS
        or is_title(token.text)
        or token.lower.rstrip(".") in LEGAL_FORMS
        or token.lower in _FAITHS
    )


def _is_whose(gazetteer: Gazetteer, token: Token, names: Sequence[Alias]) -> bool:
    """ "U.S." before "Environmental Protection Agency": whose it is, which the known name leaves out. What belongs to
    no country or to another is not meant ("Lebanese Red Cross")."""
    around = {key for alias in names for key in gazetteer.containers(alias.entry.key)}
    return any(alias.entry.key in around for alias in gazetteer.named(token.text)
               if alias.demonym or alias.entry.kind == "country")


def _stands_alone(doc: Doc, match: Match, aliases: Sequence[Alias]) -> bool:
    """Whether a gazetteer name that the model did not see is a name of its own there."""
    words = doc.tokens[match.first : match.last]
    if match.count == 1 and words[0].upos != "PROPN" and not is_acronym(words[0].text):
        return False
    sentence = doc.sentence_of(words[0])
    for index in (match.first - 1, match.last):
        if not sentence.first <= index < sentence.last:
            continue
        other = doc.tokens[index]
        if other.upos != "PROPN" or not other.text[0].isupper() or is_title(other.text):
            continue
        for below, above in ((other, range(match.first, match.last)), *((word, (index,)) for word in words)):
            if below.head in above and not below.is_root and below.deprel.split(":")[0] in ("flat", "compound"):
                return False
    return True


def _demonym(
    doc: Doc, match: Match, aliases: tuple[Alias, ...], overlapped: set[tuple[int, int, EntityType]]
) -> FoundName | None:
    if any((first, last) != (match.first, match.last) for first, last, _ in overlapped):
        return None
    token = doc.tokens[match.last - 1]
    if token.deprel.split(":")[0] not in ("amod", "compound") and token.upos != "ADJ":
        return None
    return FoundName(match.first, match.last, token.index, None, aliases, adjective=True)


def _is_lone_demonym(doc: Doc, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """The model took a people's name for a name ("Belgians", "the French"): it is neither state nor person."""
    text = doc.text[doc.tokens[first].begin : doc.tokens[last - 1].end]
    return last - first == 1 and any(
        aliases and all(alias.demonym for alias in aliases)
        for aliases in (gazetteer.named(text), gazetteer.named(text.removesuffix("s")))
    )
