"""Unnamed antecedents: whom "they" and "it" mean when that is no entity but a noun ("the brothers", "the ferry").

Entities are resolved in `kb.entities`; a pronoun that no entity answers is looked up here among the nouns before
it, by number, kind and place in the sentence (after Lappin and Leass 1994, https://aclanthology.org/J94-4002).
Better no answer than a wrong one: where a name stands nearer and fits, nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection

from kb.entities.quotes import quotations
from kb.events.attribution import REPORTING, THINKING
from kb.events.clause import base, conjuncts, is_passive, is_verbal
from kb.events.lexicon import lexicon
from kb.events.phrases import EntityIndex, counted
from kb.events.subjects import subject
from kb.events.word_classes import REQUESTING, is_person
from kb.language import Doc, Token

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_THEY, _IT = frozenset({"they", "them", "their"}), frozenset({"it", "its"})
_MALE = frozenset("man boy husband father son brother king priest bishop policeman gunman spokesman chairman uncle "
                  "prince businessman grandfather nephew monk actor".split())
_FEMALE = frozenset("woman girl wife mother daughter sister queen nun policewoman spokeswoman chairwoman aunt princess "
                    "actress grandmother niece businesswoman widow".split())
#: Nouns of many in the singular, that "they" and "it" may both mean.
_MANY = frozenset("police crew family couple team group gang crowd council staff government company force union army "
                  "party committee board band alliance coalition court public pair firm majority".split())
#: Nouns that a pronoun hardly ever takes up: times, measures, places in an order.
_SHADOWS = frozenset("time day week month year hour minute moment end way part percent point case fact number lot rest "
                     "kind sort order line edge top side place issue".split())
#: Types of events that happen to people, and words whose subject is a person.
_TO_PEOPLE = frozenset("Battle Arrest Release Killing Injury Demand Trial Sentence Charge Extradition Repatriation "
                       "Treatment Appointment Support Accusation Rescue".split())
#: Types of what only people and their bodies do.
_BY_PEOPLE = frozenset("PolicyDecision Verdict Announcement Agreement Legislation Criticism Promise Appointment "
                       "Accusation Sentence".split())
#: Sentences back, and what a place in the sentence weighs against one sentence of distance.
_REACH = 1
_SENTENCE = 3.0
_PLACE = {"nsubj": 2.5, "obj": 1.0, "iobj": 1.0, "root": 1.0, "conj": 0.5, "obl": 0.5, "appos": 0.2, "nmod": 0.0}
_EMPTY_IT = frozenset("rain snow seem appear turn take be emerge transpire follow happen become come".split())


class UnnamedAntecedents:
    """Which noun a pronoun takes up, for one document. `timed` holds the tokens of time expressions."""

    def __init__(self, doc: Doc, index: EntityIndex, timed: Collection[int]) -> None:
        self._doc, self._index = doc, index
        self._quoted = {token.index for quotation in quotations(doc)
                        for token in doc.tokens_between(quotation.begin, quotation.end)}
        self._nouns: dict[int, list[Token]] = {}
        for token in doc.tokens:
            if token.index in timed or token.lemma.lower() in _SHADOWS:
                continue
            if token.upos in ("NOUN", "PROPN", "PRON") and base(token.deprel) in _PLACE:
                self._nouns.setdefault(token.sentence, []).append(token)
        self._known: dict[int, Token | None] = {}

    def of(self, token: Token) -> Token:
        """What a token stands for: the noun that a pronoun takes up, else the token itself."""
        if token.upos != "PRON" or token.lower not in _HE | _SHE | _THEY | _IT:
            return token
        if token.index not in self._known:
            self._known[token.index] = None                          # a pronoun never leads back to itself
            self._known[token.index] = self._resolved(token)
        return self._known[token.index] or token

    def _resolved(self, pronoun: Token) -> Token | None:
        doc = self._doc
        if self._index.entity_of(doc, pronoun) is not None or pronoun.deprel.startswith("expl"):
            return None
        if pronoun.lower == "it" and base(pronoun.deprel) == "nsubj" and doc.head(pronoun).lemma in _EMPTY_IT:
            return None
        best: Token | None = None
        weight = 0.0
        person = self._wants_person(pronoun)
        reach = _REACH + (person and doc.head(pronoun).lemma.lower() in REPORTING)
        for number in range(max(0, pronoun.sentence - reach), pronoun.sentence + 1):
            if doc.sentences[number].block != doc.sentences[pronoun.sentence].block:
                continue
            for noun in self._nouns.get(number, ()):
                if noun.index >= pronoun.index or not self._agrees(noun, pronoun) or self._ruled_out(noun, pronoun):
                    continue
                if pronoun.index in self._quoted and noun.index not in self._quoted and (
                        noun.sentence != pronoun.sentence):
                    continue                                          # what is quoted speaks of what was said before
                if person and noun.upos == "NOUN" and not is_person(counted(doc, noun)) and (
                        noun.lemma.lower() not in _MANY and self._index.entity_of(doc, noun) is None):
                    continue
                own = self._weight(noun, pronoun)
                if best is None or own > weight:
                    best, weight = noun, own
        if best is None:
            return None
        if best.upos == "PRON":
            meant = self.of(best)
            return meant if meant.index != best.index else None
        if best.upos == "PROPN" or (self._index.entity_of(doc, best) is not None and best.xpos != "NNS"):
            return None
        while base(best.deprel) == "conj" and pronoun.lower in _THEY and doc.head(best).upos == "NOUN":
            best = doc.head(best)                                     # "the guard and his sons … they"
        return best

    def _wants_person(self, pronoun: Token) -> bool:
        """What its verb says is said of people: "they said", "police arrested them"."""
        verb, relation = self._doc.head(pronoun), base(pronoun.deprel)
        if not is_verbal(verb):
            return False
        if relation == "nsubj" and pronoun.deprel == "nsubj":
            by_people = lexicon().get((verb.lemma.lower(), "v")) in _BY_PEOPLE
            return (by_people or verb.lemma.lower() in REPORTING | THINKING | REQUESTING) and not is_passive(
                self._doc, verb)
        return relation in ("obj", "iobj", "nsubj") and lexicon().get((verb.lemma.lower(), "v")) in _TO_PEOPLE

    def _agrees(self, noun: Token, pronoun: Token) -> bool:
        word, lemma = pronoun.lower, noun.lemma.lower()
        if noun.upos == "PRON":
            same = next((kind for kind in (_HE, _SHE, _THEY, _IT) if word in kind), frozenset())
            return noun.lower in same
        entity = self._index.entity_of(self._doc, noun)
        plural = noun.xpos in ("NNS", "NNPS") or len(conjuncts(self._doc, noun)) > 1
        if word in _HE | _SHE:
            if entity is not None:
                return entity.type == "person"
            person = is_person(noun) or lemma in _MALE | _FEMALE
            return person and not plural and lemma not in _MANY and lemma not in (_FEMALE if word in _HE else _MALE)
        if entity is not None and entity.type == "person":
            return word in _THEY and plural
        if word in _THEY:
            return plural or lemma in _MANY or (entity is not None and entity.type in ("group", "organization"))
        return noun.xpos not in ("NNS", "NNPS") and (lemma in _MANY or not is_person(noun))

    def _ruled_out(self, noun: Token, pronoun: Token) -> bool:
        """Grammar rules it out: "the guard saw him", "her sister", "the driver of its bus"."""
        doc = self._doc
        if any(above.index == noun.index for above in doc.ancestors(pronoun)) and base(pronoun.deprel) != "nsubj":
            return base(pronoun.deprel) == "nmod" or doc.head(pronoun).index == noun.index
        if pronoun.deprel == "nmod:poss" or base(pronoun.deprel) == "nsubj":
            return False
        verb = doc.head(pronoun)
        while not is_verbal(verb) and not verb.is_root:
            verb = doc.head(verb)
        understood = subject(doc, verb) if is_verbal(verb) else None
        return understood is not None and understood.index == noun.index

    def _weight(self, noun: Token, pronoun: Token) -> float:
        relation, own = base(noun.deprel), base(pronoun.deprel)
        weight = -_SENTENCE * (pronoun.sentence - noun.sentence) + _PLACE.get(relation, 0.0)
        if relation == own == "nsubj":
            weight += 0.5
        if relation == own == "obj":
            weight += 2.0
        if noun.upos == "PRON":
            weight += 1.0
        if pronoun.lower in _THEY and noun.xpos not in ("NNS", "NNPS") and noun.upos != "PRON":
            weight -= 1.5
        return weight + noun.index / (100.0 * pronoun.index)
