"""Brings the names of an article together: the full name with the surname, the acronym with what it
stands for, every alias of one gazetteer entry; and links what the gazetteer knows.

Order matters: what is sure comes first, so that what is doubtful ("Washington", "Bush", "Apple" as a first
name) can lean on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from kb.entities.cluster import Cluster, Found
from kb.entities.entity import EntityType
from kb.entities.gazetteer import Gazetteer
from kb.entities.gazetteer_file import Entry
from kb.entities.names import FoundName
from kb.entities.spelling import is_acronym, pieces, word_set
from kb.entities.titles import HONORIFICS, LEGAL_FORMS, ORGANIZATION_WORDS, ROLE_GENDER, is_title, role
from kb.language.doc import Doc

_SMALL_WORDS = word_set("of for the and in on to de la du des al el")
#: First words that too many organisations share to be a short form of one.
_COMMON_STARTS = word_set(
    "national international american british french german royal general united first central federal world "
    "european global public northern southern eastern western great greater saint university college school "
    "department ministry bank institute association committee council party church court house state "
    "department office centre center society union front army people social democratic republican human high "
    "supreme local free black white green blue golden north south east west upper lower"
)
#: Kinds too wide to tell two places of one name apart.
_WIDE = frozenset({"continent", "region"})
#: Doubt about the first of several entries of one name: with something in the article that speaks for it, and
#: without, when the link is too weak to show a QID.
_CHOSEN, _GUESSED = 0.1, 0.45
_NAME_SUFFIXES = word_set("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii")


def cluster_names(doc: Doc, names: Sequence[FoundName], gazetteer: Gazetteer, published: date | None) -> list[Cluster]:
    """Clusters of the names, in order of first mention. `published` tells apart whom a title means
    ("President Bush") and which of two organisations of one name existed."""
    return _Clustering(doc, names, gazetteer, published).run()


class _Clustering:
    def __init__(self, doc: Doc, names: Sequence[FoundName], gazetteer: Gazetteer, published: date | None) -> None:
        self.doc, self.names, self.gazetteer, self.published = doc, names, gazetteer, published
        self.by_entry: dict[str, Cluster] = {}
        self.by_spelling: dict[tuple[str, ...], Cluster] = {}
        #: Names of organisations and places without their legal forms, and what they may be shortened to.
        self.by_core: dict[str, Cluster] = {}
        self.by_short_form: dict[str, Cluster] = {}
        self.by_initials: dict[str, Cluster] = {}
        self.waiting: list[FoundName] = []
        #: Full names of persons, gazetteer or not: surname → clusters in order of mention.
        self.surnames: dict[str, list[Cluster]] = {}
        self.definitions = _acronyms(doc, names)
        self.last_pieces = {self._pieces(name)[-1] for name in names if not name.entries and name.last - name.first > 1}
        self.sure_keys = {entry.key for name in names for entry in name.entries if not name.doubtful}
        #: The same of names with a single meaning: "Tbilisi" and "Georgian" tell which Georgia it is.
        single = {name.entries[0].key for name in names if len(name.entries) == 1 and not name.doubtful}
        self.clear = single.union(*(gazetteer.containers(key) for key in single))
        #: What the article speaks of beyond doubt, and what contains it.
        self.context = self.sure_keys.union(*(gazetteer.containers(key) for key in self.sure_keys))

    def run(self) -> list[Cluster]:
        full_names = [name for name in self.names if self._is_full_person(name)]
        for name in full_names:
            self._place_person(name)
        rest = [name for name in self.names if not self._is_full_person(name)]
        for name in rest:
            if name.entries and self._is_plain(name) and not self._is_surname_here(name):
                self._link(name, sure=True)
            else:
                self.waiting.append(name)
        # Longer names first: what a short form stands for may be spelled out only later.
        for name in sorted(self.waiting, key=lambda name: -len(self._pieces(name))):
            self._place(name)
        clusters = {id(cluster): cluster for cluster in (*self.by_entry.values(), *self.by_spelling.values())}
        found = [cluster for cluster in clusters.values() if cluster.found]
        for cluster in found:
            if cluster.entry is None:
                cluster.type = _voted_type(cluster)
            self._learn_from_titles(cluster)
        return sorted(found, key=lambda cluster: cluster.first)

    # -- persons

    def _is_full_person(self, name: FoundName) -> bool:
        """A person's name of two words or more, by the model or the gazetteer."""
        if name.last - name.first < 2 or name.adjective:
            return False
        if name.entries:
            return name.entries[0].type == "person" and not name.doubtful
        return name.type == "person"

    def _place_person(self, name: FoundName) -> None:
        words = self._pieces(name)
        if name.entries:
            cluster = self._link(name, sure=True)
        else:
            cluster = self.by_spelling.get(tuple(words)) or self._same_person(words) or Cluster("person")
            self.by_spelling[tuple(words)] = cluster
            self._add(cluster, name)
        surname = _surname(words)
        if cluster not in self.surnames.setdefault(surname, []):
            self.surnames[surname].append(cluster)

    def _same_person(self, words: list[str]) -> Cluster | None:
        """A person named before with the same first and last name ("Barack H. Obama", "Barack Obama")."""
        for cluster in self.surnames.get(_surname(words), ()):
            for spelling in cluster.spellings:
                other = pieces(spelling)
                if len(other) > 1 and other[0] == words[0]:
                    return cluster
        return None

    def _is_surname_here(self, name: FoundName) -> bool:
        """One word that a person of the article has as surname, where the model does not see a place."""
        words = self._pieces(name)
        if len(words) != 1 or words[0] not in self.surnames:
            return False
        if any(cluster.entry in name.entries for cluster in self.surnames[words[0]]):
            return True
        if name.type == "place" and name.first < min(cluster.first for cluster in self.surnames[words[0]]):
            return False
        return name.type == "person" or name.doubtful or self._has_honorific(name)

    def _has_honorific(self, name: FoundName) -> bool:
        before = self.doc.tokens[name.first - 1] if name.first else None
        return before is not None and before.lower.rstrip(".") in HONORIFICS

    def _by_part(self, name: FoundName, words: list[str]) -> Cluster | None:
        """The person whose surname (or, failing that, first name) this is: the one the gazetteer means
        by it, else the one named last before it, else the first named after it."""
        if len(words) != 1:
            return None
        candidates = self.surnames.get(words[0], [])
        if not candidates and name.type in ("person", None):
            candidates = [
                cluster
                for group in self.surnames.values()
                for cluster in group
                if any(pieces(spelling)[0] == words[0] for spelling in cluster.spellings)
            ]
        for cluster in candidates:
            if cluster.entry and any(cluster.entry is alias.entry for alias in name.aliases):
                return cluster
        before = [cluster for cluster in candidates if cluster.first < name.first]
        if before:
            return max(before, key=lambda cluster: max(f.first for f in cluster.found if f.first < name.first))
        return min(candidates, key=lambda cluster: cluster.first) if candidates else None

    # -- names of all kinds

    def _place(self, name: FoundName) -> None:
        words = self._pieces(name)
        if name.adjective:
            self._link(name, sure=True)
            return
        person = self._by_part(name, words) if name.type != "place" or self._is_surname_here(name) else None
        known = person or self._established(name) or self.by_spelling.get(tuple(words)) or self._shortened(name, words)
        if known:
            self._add(known, name)
            return
        if name.entries and self._supported(name):
            self._link(name, sure=False)
            return
        type_ = name.type
        if type_ is None:
            return
        cluster = Cluster(type_)
        self.by_spelling[tuple(words)] = cluster
        if type_ != "person":
            self._remember_short_forms(cluster, words)
        self._add(cluster, name)

    def _established(self, name: FoundName) -> Cluster | None:
        """A doubtful alias of an entry that the article names beyond doubt, or an acronym it explains."""
        for entry in name.entries:
            if entry.key in self.by_entry and (name.type is None or _compatible(name.type, entry.type)):
                return self.by_entry[entry.key]
        meaning = self.definitions.get(self._text(name))
        if meaning is None:
            return None
        return next(
            (
                cluster
                for cluster in (*self.by_entry.values(), *self.by_spelling.values())
                if any(found.first == meaning.first and found.last == meaning.last for found in cluster.found)
            ),
            None,
        )

    def _is_plain(self, name: FoundName) -> bool:
        """Whether a gazetteer name means its entry by itself: no doubtful alias, and no surname that the
        model takes for a place ("the rocks of Arafat")."""
        if name.doubtful:
            return False
        surname = len(self._pieces(name)) == 1 and all(entry.type == "person" for entry in name.entries)
        return not (surname and name.type == "place")

    def _supported(self, name: FoundName) -> bool:
        """Whether the model, or a title, speaks for an alias that does not stand by itself."""
        for entry in name.entries:
            if entry.type == "person":
                if self._holds_title(name, entry):
                    return True
            elif name.type is not None and _compatible(name.type, entry.type) and self._is_in_context(name, entry):
                return True
        return False

    def _is_in_context(self, name: FoundName, entry: Entry) -> bool:
        """What is one of several of its name ("Bristol", "the Commission") lies in a country or body that the
        article speaks of; and no other name of the article ends so ("Phil Ford" for "Ford")."""
        if self._pieces(name)[-1] in self.last_pieces:
            return False
        if entry.part_of is None or entry.kind == "country":
            return True
        around = {entry.part_of, *self.gazetteer.containers(entry.key)}
        near = {key for key in around if (known := self.gazetteer.get(key)) and known.kind not in _WIDE}
        whose = self._whose(name)
        return bool(near & (whose or self.context))

    def _whose(self, name: FoundName) -> set[str]:
        """The countries that the words beside a name say it is of: "Cuba's National Assembly", "the Cuban National
        Assembly", "the National Assembly of Cuba"."""
        tokens = self.doc.tokens
        beside = [token for token in tokens[max(0, name.first - 2):name.first] if token.text[0].isupper()]
        if name.last + 1 < len(tokens) and tokens[name.last].lower == "of":
            beside.append(tokens[name.last + 1])
        return {alias.entry.key for token in beside for alias in self.gazetteer.named(token.text)
                if alias.entry.kind == "country" and alias.entry.type == "place"}

    def _holds_title(self, name: FoundName, entry: Entry) -> bool:
        titles = {
            word
            for word in (role(token.text) for token in self.doc.tokens[max(0, name.first - 2) : name.first])
            if word
        }
        return any(
            titles & set(office.title.casefold().split()) and office.held.begun(self.published)
            for office in entry.offices
        )

    def _shortened(self, name: FoundName, words: list[str]) -> Cluster | None:
        """An organisation or place that the article also names at more length: "Boeing" of "Boeing Co.",
        "Syrian Observatory" of "Syrian Observatory for Human Rights", and "SOHR" of both."""
        core = _core(words)
        cluster = self.by_core.get(" ".join(core))
        if cluster is None and core == words:
            cluster = self.by_short_form.get(" ".join(core))
        if cluster is None and is_acronym(self._text(name)) and len(words[0]) > 2:
            cluster = self.by_initials.get(words[0])
        # The model takes "Reed" for a person, but no person of the article has that name.
        return cluster if name.type != "person" or len(words) == 1 else None

    def _remember_short_forms(self, cluster: Cluster, words: list[str]) -> None:
        core = _core(words)
        self.by_core.setdefault(" ".join(core), cluster)
        forms = [core[:length] for length in range(len(core) - 1, 1, -1)]
        if cluster.type == "organization" and len(core[0]) > 3 and core[0] not in _COMMON_STARTS:
            forms.append(core[:1])
        for form in forms:
            self.by_short_form.setdefault(" ".join(form), cluster)
        for initials in _initials(core):
            self.by_initials.setdefault(initials, cluster)

    def _link(self, name: FoundName, *, sure: bool) -> Cluster:
        entry, doubt = self._choose(name)
        cluster = self.by_entry.get(entry.key)
        if cluster is None:
            cluster = self.by_entry[entry.key] = Cluster(entry.type)
        confidence = (0.98 if sure and name.last - name.first > 1 else 0.95 if sure else 0.85) - doubt
        if cluster.entry is None or confidence > cluster.confidence:
            cluster.describe(entry, confidence, self._reason(name, entry, doubt))
        self._add(cluster, name)
        return cluster

    def _choose(self, name: FoundName) -> tuple[Entry, float]:
        """The entry meant, and how much doubt remains when several have the name: first one that existed,
        that the article names otherwise, or whose country it names; else the first listed."""
        entries = list(dict.fromkeys(name.entries))
        entries = [entry for entry in entries if entry.valid.begun(self.published)] or entries
        if name.doubtful:
            entries = [
                entry
                for entry in entries
                if (entry.type == "person" and self._holds_title(name, entry))
                or (entry.type != "person" and name.type and _compatible(name.type, entry.type))
            ] or entries
        if len(entries) == 1:
            return entries[0], 0.0

        def support(entry: Entry) -> tuple[bool, bool, bool, bool]:
            return (
                name.type is None or _compatible(name.type, entry.type),
                any(office.held.holds(self.published) for office in entry.offices),
                entry.key in self.clear,
                any(key in self.clear for key in self.gazetteer.containers(entry.key)[:2]),
            )

        best = max(entries, key=support)
        decided = support(best) != max(support(entry) for entry in entries if entry is not best)
        return best, _CHOSEN if decided else _GUESSED

    def _reason(self, name: FoundName, entry: Entry, doubt: float) -> str:
        text = self._text(name)
        known = f"the gazetteer knows “{text}” as {entry.name}" if text != entry.name else f"{text} is in the gazetteer"
        if name.adjective:
            known = f"“{text}” is the adjective of {entry.name}"
        if doubt:
            return f"{known}, chosen among several of that name"
        return f"{known}, and the sentence agrees" if name.doubtful else known

    def _add(self, cluster: Cluster, name: FoundName) -> None:
        cluster.found.append(Found(name.first, name.last, name.head, "description" if name.adjective else "name"))
        if not name.adjective:
            cluster.spellings[self._text(name)] += 1
            if name.type:
                cluster.seen_as[name.type] += 1

    def _learn_from_titles(self, cluster: Cluster) -> None:
        """Roles and gender from the words before the names: "Interior Minister Nunez", "Mrs Clinton"."""
        genders: Counter[str] = Counter()
        for found in cluster.found:
            if found.kind != "name" or cluster.type != "person":
                continue
            index = found.first - 1
            while index >= 0 and is_title(self.doc.tokens[index].text):
                word = self.doc.tokens[index].text
                named = role(word)
                if named:
                    cluster.roles.update(named.split())
                gender = HONORIFICS.get(word.casefold().rstrip(".")) or ROLE_GENDER.get(named or "")
                if gender:
                    genders[gender] += 1
                index -= 1
        if genders and cluster.gender is None:
            cluster.gender = genders.most_common(1)[0][0]

    def _text(self, name: FoundName) -> str:
        return re.sub(
            r"\s+", " ", self.doc.text[self.doc.tokens[name.first].begin : self.doc.tokens[name.last - 1].end]
        )

    def _pieces(self, name: FoundName) -> list[str]:
        return pieces(self._text(name)) or [self._text(name)]


def _voted_type(cluster: Cluster) -> EntityType:
    """What the model mostly takes the names for, unless one of them says it ("Reed International PLC")."""
    for spelling in cluster.spellings:
        words = pieces(spelling)
        if len(words) > 1 and words[-1] in ORGANIZATION_WORDS:
            return "organization"
    return max(cluster.seen_as, key=lambda type_: (cluster.seen_as[type_], type_ == cluster.type))


def _compatible(seen: EntityType, known: EntityType) -> bool:
    """Whether what the model saw can be what the gazetteer knows. The model takes capitals for
    organisations and groups for either; only persons and all else don't mix."""
    return (seen == "person") == (known == "person")


def _surname(words: Sequence[str]) -> str:
    kept = [word for word in words if word not in _NAME_SUFFIXES]
    return (kept or list(words))[-1]


def _core(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in LEGAL_FORMS or kept[-1] == "group"):
        kept.pop()
    return kept


def _initials(words: Iterable[str]) -> set[str]:
    words = list(words)
    if len(words) < 2:
        return set()
    return {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _SMALL_WORDS),
    }


def _acronyms(doc: Doc, names: Sequence[FoundName]) -> dict[str, FoundName]:
    """What the article says that acronyms mean: "Syrian Democratic Forces (SDF)" → the longer name."""
    found: dict[str, FoundName] = {}
    starts = {name.first: name for name in names}
    for name in names:
        after = name.last
        if after + 1 < len(doc.tokens) and doc.tokens[after].text in ("(", "[") and after + 1 in starts:
            short = starts[after + 1]
            text = doc.text[doc.tokens[short.first].begin : doc.tokens[short.last - 1].end]
            end = doc.tokens[short.last].text if short.last < len(doc.tokens) else ""
            words = pieces(doc.text[doc.tokens[name.first].begin : doc.tokens[name.last - 1].end])
            initials = "".join(word[0] for word in words)
            if end in (")", "]") and text.isupper() and len(words) > 1 and text[0].casefold() in initials:
                found.setdefault(text, name)
    return found
