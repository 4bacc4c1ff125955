"""Labels: a short, grammatical headline of an event, with names in place of pronouns.

"…, SDF spokesman Mustefa Bali said IS had blocked roads out of its holdout" gives the event of "blocked" the
label "Islamic State blocked roads out of its holdout". Built from the parse: who, the verb in a tense that
stands alone, what, where to; adverbs, times and asides are left out. What does not fit in `LIMIT` characters is
said in fewer words or left out whole, the least important first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from kb.events.attachment import governor
from kb.events.attribution import REPORTING, THINKING, Voice
from kb.events.clause import antecedent, base, cases, is_passive, marks
from kb.events.factuality import Factuality
from kb.events.lexicon import known_lemma
from kb.events.participants import Argument
from kb.events.phrases import EntityIndex, hedge_before
from kb.events.subjects import objects, stranded, subject
from kb.events.trigger import Trigger
from kb.events.triggers import STRIKING
from kb.events.unnamed import UnnamedAntecedents
from kb.events.verb_groups import VerbGroups
from kb.events.word_classes import CONTENT_NOUNS, REQUESTING
from kb.events.wording import PARTICLES, Known, Wording, possessive
from kb.language import Doc, Token

#: Longest label, in characters.
LIMIT = 90

#: What a shortened label must not end on.
_DANGLING = frozenset("a an the of to in on at by for from with and or but that which who as its his her their this "
                      "is are was were be been has have had will would may not out into than".split())
_AS_SUBJECT = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}
#: Verbs that a length of time belongs to.
_MEASURED = frozenset("sentence jail imprison suspend ban extend condemn".split())
#: Verbs whose infinitive says what somebody means to do: "threatened … to attack".
_MEANING = frozenset("threaten promise vow pledge agree refuse decline decide plan intend swear offer volunteer fail "
                     "attempt try seek choose prepare".split())
#: Verbs whose infinitive, in the passive, says what was found: "was found to leak".
_FOUND = frozenset("find know believe think say expect report show see consider suppose prove".split())
#: A preposition that a tree leaves in a name: "in Leeds' win".
_ASTRAY = re.compile(r"^(?:in|at|of|for|during|after|on) (?=\w+['’]s? )", re.IGNORECASE)
_FIRST_PERSONS = frozenset("i me my we us our you your".split())


@dataclass(slots=True)
class _Piece:
    """Words of a label, in ever fewer words, and how readily they are given up: 0 stays, higher goes first."""

    words: Callable[[int], str]
    rank: int
    brevity: int = 0

    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.words(0)

    def shorten(self) -> bool:
        """Say it in fewer words; False when there is no shorter way."""
        while self.brevity < 2:
            self.brevity += 1
            shorter = self.words(self.brevity)
            if len(shorter) < len(self.text):
                self.text = shorter
                return True
        return False


def _fixed(text: str, rank: int = 0) -> _Piece:
    return _Piece(lambda brevity: text, rank)


class Labels:
    """Writes the labels of one document. `timed` holds the tokens of time expressions."""

    def __init__(self, doc: Doc, index: EntityIndex, unnamed: UnnamedAntecedents, timed: Collection[int]) -> None:
        self._doc, self._index, self._unnamed, self._timed = doc, index, unnamed, frozenset(timed)
        self._wording = Wording(doc, index, unnamed, timed)
        self._verb_groups = VerbGroups(doc, index, unnamed)

    def label(self, trigger: Trigger, arguments: Sequence[Argument], fact: Factuality, voice: Voice | None) -> str:
        token, clause = self._doc.tokens[trigger.token], self._doc.tokens[trigger.clause]
        if trigger.kind == "noun" and not self._tells(token, clause):
            text = self._nominal(token, arguments)
        elif trigger.kind == "adjective":
            text = self._adjectival(token)
        else:
            text = self._clausal(trigger, clause, fact, voice)
        return _finish(text) or token.text

    def _tells(self, noun: Token, clause: Token) -> bool:
        """Whether the verb beside an event noun makes the better headline ("launched an attack", "storms hit the
        coast", "a ceremony took place in Leeds"), or the noun stands for itself ("the second round of talks began")."""
        if clause.index == noun.index:
            return False
        if base(noun.deprel) == "obj" or (clause.deprel == "acl:relcl" and clause.head == noun.index):
            return True
        if base(noun.deprel) != "nsubj":
            return False
        return is_passive(self._doc, clause) or clause.lemma in STRIKING or (self._wording.is_bare(noun) and any(
            self._complements(clause, None, {noun.index}, frozenset())))

    # Verbs

    def _clausal(self, trigger: Trigger, clause: Token, fact: Factuality, voice: Voice | None) -> str:
        doc = self._doc
        verb = doc.tokens[trigger.token] if trigger.kind == "verb" else clause
        who = subject(doc, verb)
        if who is not None and who.xpos in ("WP", "WDT"):
            who = None                                                # "would not say who had signed it"
        if who is None and verb.deprel == "acl":
            who = doc.head(verb)
        if who is not None and who.index in self._timed:
            who = None                                                # "months of fighting"
        passive = is_passive(doc, verb)
        things = objects(doc, verb)
        left_out = {who.index} if who is not None else set()
        unsaid = verb.xpos in ("VBD", "VBN", "VBZ") if who is None else self._unresolved(who, voice)
        if unsaid and not passive and things and clause.index == verb.index and (
                things[0].index not in self._timed and not self._unresolved(things[0], voice)):
            left_out.add(things[0].index)
            who, passive = things[0], True                            # "we captured 800 fighters"
        known = self._named(who)
        pieces = [self._subject(who, verb, voice), _fixed(self._verb_groups.words(
            verb, clause, fact, passive, who, named=self._is_named(who, voice)))]
        left = stranded(doc, verb)
        if left is not None:
            left_out.add(left.index)
            pieces.append(_fixed(left.lower))
        own = {child.index for child in doc.children(verb, "obj")}
        if things and things[0].index not in left_out | own | self._timed:   # "shot and wounded three people"
            pieces.append(self._nominal_piece(things[0], None, 0))
        elif trigger.kind == "noun" and clause.deprel == "acl:relcl" and clause.head == trigger.token and (
                trigger.token not in left_out):
            pieces.append(self._nominal_piece(doc.tokens[trigger.token], known, 0))
        said = len(pieces)
        pieces.extend(self._complements(verb, trigger, left_out, known))
        if len(pieces) == said and known_lemma(verb) in REPORTING:
            pieces.extend(self._said_before(verb))
        if not any(piece.rank == 0 for piece in pieces[said:]):        # the verb says nothing without it
            for piece in [piece for piece in pieces[said:] if piece.rank == 1][:1]:
                piece.rank = 0
        return _fit(pieces)

    def _named(self, head: Token | None) -> frozenset[str]:
        """The entity of a nominal, as the only one that a label has named."""
        entity = self._index.entity_of(self._doc, self._unnamed.of(head)) if head is not None else None
        return frozenset({entity.id}) if entity is not None else frozenset()

    def _said_before(self, verb: Token) -> Iterator[_Piece]:
        """"The bridge will close, the mayor announced": what is said stands before. Not words that speak of "me"."""
        said = [child for child in self._doc.children(verb, "ccomp") if child.index < verb.index]
        if not said and verb.deprel == "parataxis" and verb.head < verb.index:
            said = [self._doc.head(verb)]
        if said and not any(word.lower in _FIRST_PERSONS for word in self._doc.subtree(said[0])):
            yield self._clause_piece(said[0], None, 1)

    def _unresolved(self, who: Token, voice: Voice | None) -> bool:
        if who.xpos != "PRP" or self._index.entity_of(self._doc, who) is not None or self._unnamed.of(who) is not who:
            return False
        return not self._is_named(who, voice)

    def _is_named(self, who: Token | None, voice: Voice | None) -> bool:
        """Whether the label names the one who says "I"."""
        return who is not None and who.lower == "i" and voice is not None and voice.speaker is not None

    def _nominal_piece(self, head: Token, known: Known, rank: int) -> _Piece:
        return _Piece(lambda brevity: self._wording.nominal(head, known, brevity), rank)

    def _subject(self, who: Token | None, verb: Token, voice: Voice | None) -> _Piece:
        doc = self._doc
        if who is None:
            return _fixed("It" if doc.children(verb, "expl") else "")
        if who.lower == "i" and voice is not None and voice.entity:
            return _fixed(self._index.get(voice.entity).name)
        if who.lower == "i" and voice is not None and voice.speaker is not None:
            who = doc.tokens[voice.speaker]

        def words(brevity: int) -> str:
            text = self._wording.nominal(who, None, brevity)
            if who.deprel == "nmod:poss":
                text = re.sub(r"(?<=\w)['’]s$", "", text)
            return _AS_SUBJECT.get(text.lower(), text)

        return _Piece(words, 0)

    def _complements(self, verb: Token, trigger: Trigger | None, skipped: set[int], known: frozenset[str]
                     ) -> Iterator[_Piece]:
        doc, wording = self._doc, self._wording
        lemma, words = (trigger.lemma, trigger.words) if trigger is not None else (verb.lemma, ())
        speaks = verb.lemma.lower() in REPORTING | THINKING
        requests = verb.lemma in REQUESTING
        meant = requests or verb.lemma in _MEANING
        leading = {"from", "of", "to"} if meant or (is_passive(doc, verb) and verb.lemma in _FOUND) else {"from", "of"}
        for child in doc.children(verb):
            relation = base(child.deprel)
            if governor(doc, child).index != verb.index:
                continue
            if child.index in skipped or child.index < verb.index:
                continue
            if child.index in self._timed:
                measured = verb.lemma in _MEASURED and cases(doc, child) & {"to", "for"}
                if measured or (relation == "obj" and doc.children(child, "nummod")):
                    yield _fixed(self._raw(child))                    # "jailed for two years", "took six months off"
                continue
            if relation == "obj":
                head = antecedent(doc, child)
                if head.index == child.index:
                    yield self._nominal_piece(child, known, 0)
                known |= self._named(head)
                for clause in doc.children(child, "acl"):
                    if governor(doc, clause).index == verb.index:
                        yield self._clause_piece(clause, known, 1)
                    elif child.lemma.lower() in CONTENT_NOUNS and marks(doc, clause) & {"that", "to"}:
                        yield self._clause_piece(clause, known, 1, keep_that=True)   # "denied rumours that …"
            elif child.lower == "up" and hedge_before(doc, child.index + 2):
                continue
            elif child.deprel == "compound:prt":
                yield _fixed(child.lower)
            elif relation == "iobj" or child.index in words:
                yield self._with_case(child, known, 0)
                known |= self._named(child)
            elif child.deprel == "obl:agent":
                yield self._with_case(child, known, 1)
            elif relation == "obl" and child.deprel != "obl:unmarked" and "according to" not in cases(doc, child):
                if not wording.is_circumstance(child):
                    governed = any(lemma.endswith(" " + case) for case in cases(doc, child))
                    yield self._with_case(child, known, 0 if governed else 2)
                if requests:
                    for clause in doc.children(child, "acl"):
                        if "to" in marks(doc, clause):                # "called for Ghana to take them back"
                            yield self._clause_piece(clause, known, 1)
            elif relation == "xcomp" or (relation == "ccomp" and (speaks or not doc.children(verb, "obj"))) or (
                    relation == "advcl" and marks(doc, child) & leading):
                yield self._clause_piece(child, known, 1)
            elif relation == "advmod" and child.lower in PARTICLES:
                yield _fixed(child.text)

    def _raw(self, head: Token) -> str:
        """A phrase as it stands, times too."""
        tokens = self._doc.subtree(head)
        words = self._doc.text[tokens[0].begin:tokens[-1].end]
        return words if len(words) <= LIMIT // 2 else head.text

    def _clause_piece(self, head: Token, known: Known, rank: int, keep_that: bool = False) -> _Piece:
        return _Piece(lambda brevity: self._wording.clause(head, known, keep_that=keep_that, brevity=brevity), rank)

    def _with_case(self, head: Token, known: Known, rank: int) -> _Piece:
        return _Piece(lambda brevity: self._wording.with_case(head, known, brevity), rank)

    # Nouns and adjectives

    def _nominal(self, noun: Token, arguments: Sequence[Argument]) -> str:
        doc = self._doc
        if self._wording.is_bare(noun):
            inside = {t.index for t in doc.subtree(noun)}
            for argument in arguments:
                if argument.head.index not in inside and argument.role in ("agent", "patient"):
                    who = self._wording.nominal(argument.head, None, 1)
                    if argument.head.upos in ("PROPN", "PRON") and self._named(argument.head):
                        return f"{possessive(who)} {noun.text}"
                    return f"{noun.text} {'by' if argument.role == 'agent' else 'of'} {who}"
            pieces = [_fixed(self._wording.dated(noun))]
        else:
            pieces = [_Piece(lambda brevity: self._wording.one(noun, None, brevity), 0)]
        for child in doc.children(noun, "acl"):
            if child.deprel == "acl" and marks(doc, child) & {"that", "to"}:
                pieces.append(_Piece(
                    lambda brevity, clause=child: self._wording.clause(  # type: ignore[misc]
                        clause, None, keep_that=True, brevity=brevity), 1))
        return _ASTRAY.sub("", _fit(pieces))

    def _adjectival(self, adjective: Token) -> str:
        who = subject(self._doc, adjective)
        helper = next((aux.text for aux in self._doc.children(adjective, "cop")), "")
        words = self._wording.nominal(who, None) if who else ""
        return " ".join(filter(None, [words, helper, adjective.text]))


def _fit(pieces: Sequence[_Piece]) -> str:
    """The pieces that fit, in order. While they are too long, circumstances go, the last first; then the last
    that can says it in fewer words; then clauses go."""
    kept = [piece for piece in pieces if piece.text]

    def text() -> str:
        return " ".join(piece.text for piece in kept)

    def drop(rank: int) -> bool:
        last = max((i for i, piece in enumerate(kept) if piece.rank >= rank), default=None)
        if last is not None:
            del kept[last]
        return last is not None

    while len(_tidy(text())) > LIMIT:
        if not (drop(2) or any(piece.shorten() for piece in reversed(kept)) or drop(1)):
            break
    return text()


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:–-")
    text = re.sub(r"\s+([,;:])", r"\1", text)
    text = re.sub(r"\s?([’'])\s(?=(?:s|re|m|ll|ve|d|t)\b)", r"\1", text)      # "Smith’ s", as some pages have it
    return re.sub(r"[“”\"]", "", text)


def _finish(text: str) -> str:
    text = _tidy(text)
    if len(text) > LIMIT:
        words = text[:LIMIT - 1].rsplit(" ", 1)[0].split(" ")
        while len(words) > 2 and words[-1].lower().strip(",") in _DANGLING:
            words.pop()
        text = " ".join(words).rstrip(" ,;:") + "…"
    return text if re.match(r"[a-z][A-Z]", text) else text[:1].upper() + text[1:]   # "iOS 4"
