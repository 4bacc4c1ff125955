"""Labels: a short, grammatical headline of an event, with names in place of pronouns.

"…, SDF spokesman Mustefa Bali said IS had blocked roads out of its holdout" gives the event of "blocked" the
label "Islamic State blocked roads out of its holdout". Built from the parse: who, the verb in a tense that
stands alone, what, where to; adverbs, times and asides are left out. What does not fit in `LIMIT` characters
is dropped from the least important.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.events.attachment import governor
from kb.events.attribution import REPORTING, THINKING, Voice
from kb.events.clause import antecedent, auxiliaries, base, cases, is_passive, marks
from kb.events.factuality import Factuality
from kb.events.lexicon import known_lemma
from kb.events.participants import Argument
from kb.events.phrases import EntityIndex, hedge_before
from kb.events.subjects import objects, subject
from kb.events.trigger import Trigger
from kb.events.unnamed import UnnamedAntecedents
from kb.events.verb_forms import participle, past
from kb.events.word_classes import CAUSING, PREVENTING, REQUESTING
from kb.language import Doc, Token

#: Longest label, in characters.
LIMIT = 90

_ASIDE = frozenset({"parataxis", "appos", "advcl", "discourse", "vocative", "dep", "list", "dislocated", "reparandum",
                    "orphan"})
_QUOTES = frozenset("“”\"„«»``''")
#: What a shortened label must not end on.
_DANGLING = frozenset("a an the of to in on at by for from with and or but that which who as its his her their this "
                      "is are was were be been has have had will would may not out into than".split())
_AS_SUBJECT = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}
_CAPITAL_DETERMINERS = frozenset({"The", "A", "An", "His", "Her", "Their", "Its", "This", "These"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a label and how readily they are given up: 0 stays, higher goes first."""

    text: str
    rank: int


class Labels:
    """Writes the labels of one document. `timed` holds the tokens of time expressions."""

    def __init__(self, doc: Doc, index: EntityIndex, unnamed: UnnamedAntecedents, timed: Collection[int]) -> None:
        self._doc, self._index, self._unnamed, self._timed = doc, index, unnamed, frozenset(timed)

    def label(self, trigger: Trigger, arguments: Sequence[Argument], fact: Factuality, voice: Voice | None) -> str:
        token, clause = self._doc.tokens[trigger.token], self._doc.tokens[trigger.clause]
        if trigger.kind == "noun" and (clause.index == token.index or not self._is_light(token, clause)):
            text = self._nominal(token, arguments)
        elif trigger.kind == "adjective":
            text = self._adjectival(token)
        else:
            text = self._clausal(trigger, clause, fact, voice)
        return _finish(text) or token.text

    def _is_light(self, noun: Token, clause: Token) -> bool:
        if base(noun.deprel) == "obj" or (clause.deprel == "acl:relcl" and clause.head == noun.index):
            return True
        return base(noun.deprel) == "nsubj" and is_passive(self._doc, clause)

    # Verbs

    def _clausal(self, trigger: Trigger, clause: Token, fact: Factuality, voice: Voice | None) -> str:
        doc = self._doc
        verb = doc.tokens[trigger.token] if trigger.kind == "verb" else clause
        who = subject(doc, verb)
        if who is None and verb.deprel == "acl":
            who = doc.head(verb)
        passive = is_passive(doc, verb)
        things = objects(doc, verb)
        left_out = {who.index} if who is not None else set()
        fronted: Token | None = None
        if who is not None and not passive and things and self._unresolved(who, voice):
            who, passive, fronted = things[0], True, things[0]   # "we captured 800 fighters"
        elif things and things[0].index == verb.head and verb.deprel == "acl:relcl":
            fronted = None
        name = self._subject_words(who, voice)
        entity = self._index.entity_of(doc, who) if who is not None else None
        group = self._verb_group(verb, clause, fact, passive, who)
        pieces = [_Piece(name, 0), _Piece(group, 0)]
        skipped = set(left_out) | ({fronted.index} if fronted else set())
        pieces.extend(self._complements(verb, trigger, skipped, entity.id if entity else None))
        for thing in things:
            if thing.index == verb.head and verb.deprel == "acl:relcl" and fronted is None:
                pieces.insert(2, _Piece(self.words(thing, None), 0))
        return _fit(pieces)

    def _unresolved(self, who: Token, voice: Voice | None) -> bool:
        if who.xpos != "PRP" or self._index.entity_of(self._doc, who) is not None:
            return False
        return not (who.lower in ("i",) and voice is not None and voice.entity)

    def _subject_words(self, who: Token | None, voice: Voice | None) -> str:
        if who is None:
            return ""
        if who.lower == "i" and voice is not None and voice.entity:
            return self._index.get(voice.entity).name
        words = self.words(who, None)
        return _AS_SUBJECT.get(words.lower(), words)

    def _verb_group(self, verb: Token, clause: Token, fact: Factuality, passive: bool, who: Token | None) -> str:
        """The verb in a form that stands alone in a headline."""
        doc, lemma = self._doc, known_lemma(verb)
        plural = who is not None and self._plural(who)
        up = governor(doc, clause).lemma.lower()
        own = _negative_inside(doc, clause)
        if clause.xpos == "VBG" and "from" in marks(doc, clause) and up in PREVENTING:
            return f"{'were' if plural else 'was'} {participle(up)} from {verb.text}"
        modal = next((aux.lower for aux in auxiliaries(doc, clause) if aux.xpos == "MD"), None)
        infinitive = verb.xpos == "VB" and modal is None and not any(
            aux.lemma in ("do", "have", "be") for aux in auxiliaries(doc, clause))
        bare = f"be {participle(lemma)}" if passive else lemma
        no = "not " if own else ""
        if clause.index != verb.index:                            # "began shelling", "seems to have left"
            return " ".join(filter(None, [self._aspect(clause, fact), self._rest_of_aspect(clause, verb)]))
        if modal is not None and fact.certainty in ("planned", "possible", "hypothetical"):
            modal = "cannot" if modal == "ca" else _spelled(modal)
            if modal == "would" and fact.certainty == "planned":
                modal = "will"
            return f"{modal} {no if modal != 'cannot' else ''}{bare}"
        if infinitive:
            told = base(clause.deprel) in ("xcomp", "advcl", "acl") and up in (REQUESTING | THINKING) - {"want"}
            if told and fact.certainty in ("possible", "planned"):
                return f"{participle(up)}{' on' if up == 'call' else ''} {no}to {bare}"
            if fact.polarity == "negative" and not own and base(clause.deprel) == "xcomp":
                return f"{past(up)} to {bare}"
            if fact.certainty in ("asserted", "reported") and up in CAUSING and fact.polarity == "positive":
                return past(lemma) if not passive else f"{'were' if plural else 'was'} {participle(lemma)}"
            return f"{no}to {bare}"
        if fact.certainty in ("planned",) and fact.tense != "past":
            return f"{'will '}{no}{bare}"
        if fact.tense == "present" and not (verb.xpos == "VBG" and not auxiliaries(doc, verb)):
            helpers = [aux.lower for aux in auxiliaries(doc, verb) if aux.deprel.startswith("aux")]
            if passive and not is_passive(doc, verb):              # "we need it" told as "it is needed"
                return f"{'are' if plural else 'is'} {no}{participle(lemma)}"
            if helpers:
                return " ".join([*(_spelled(h) for h in helpers), *(["not"] if own else []), verb.text])
            return verb.text
        negative = own or fact.polarity == "negative"
        if passive:
            return f"{'were' if plural else 'was'} {'not ' if negative else ''}{participle(lemma)}"
        if negative and not self._says_no(verb, who):
            return f"did not {lemma}"
        return past(lemma)

    def _says_no(self, verb: Token, who: Token | None) -> bool:
        """The negation stands with the subject or the object ("no one came", "took no decision")."""
        heads = [who] if who is not None else []
        if who is not None and who.lower in ("nobody", "none", "nothing", "neither"):
            return True
        return any(child.lower in ("no", "neither") for head in (*heads, *self._doc.children(verb, "obj"))
                   for child in self._doc.children(head))

    def _aspect(self, clause: Token, fact: Factuality) -> str:
        if fact.tense == "past" and clause.lemma not in ("use", "have"):
            return past(clause.lemma.lower())
        helpers = [_spelled(aux.lower) for aux in auxiliaries(self._doc, clause)]
        return " ".join([*helpers, clause.text])

    def _rest_of_aspect(self, clause: Token, verb: Token) -> str:
        words = [_spelled(t.lower) for t in self._doc.children(verb, "mark", "aux")]
        return " ".join([*words, verb.text])

    def _plural(self, head: Token) -> bool:
        if head.xpos in ("NNS", "NNPS") or (head.upos == "NUM" and head.lower not in ("one", "1")):
            return True
        if head.lower in ("they", "we", "you", "these", "those", "many", "both"):
            return True
        return any(base(child.deprel) == "conj" and child.upos in ("NOUN", "PROPN", "PRON")
                   and any(cc.lower == "and" for cc in self._doc.children(child, "cc"))
                   for child in self._doc.children(head))

    def _complements(self, verb: Token, trigger: Trigger, skipped: set[int], own: str | None) -> Iterable[_Piece]:
        doc = self._doc
        speaks = verb.lemma.lower() in REPORTING | THINKING
        for child in doc.children(verb):
            relation = base(child.deprel)
            if governor(doc, child).index != verb.index:
                continue
            if child.index in skipped or child.index in self._timed or child.index < verb.index:
                continue
            if relation == "obj":
                head = antecedent(doc, child)
                if head.index == child.index:
                    yield _Piece(self.words(child, own), 0)
                for clause in doc.children(child, "acl"):
                    if governor(doc, clause).index == verb.index:
                        yield _Piece(self._surface(clause, own, keep_mark=True), 1)
            elif child.lower == "up" and hedge_before(doc, child.index + 2):
                continue
            elif relation == "iobj" or child.deprel == "compound:prt" or child.index in trigger.words:
                yield _Piece(self._with_case(child, own), 0)
            elif child.deprel == "obl:agent":
                yield _Piece(self._with_case(child, own), 1)
            elif relation == "obl" and child.deprel != "obl:unmarked" and "according to" not in cases(doc, child):
                if not self._is_time(child):
                    yield _Piece(self._with_case(child, own), 2)
            elif relation == "xcomp" or (relation == "ccomp" and (speaks or not doc.children(verb, "obj"))):
                yield _Piece(self._surface(child, own), 1)
            elif relation == "advcl" and (marks(doc, child) & {"from", "of"} or (
                    verb.lemma in REQUESTING and "to" in marks(doc, child))):
                yield _Piece(self._surface(child, own), 2)
            elif relation == "advmod" and child.lower in ("out", "back", "away", "down", "up", "home", "off", "in",
                                                          "apart", "together", "abroad"):
                yield _Piece(child.text, 0)

    def _is_time(self, head: Token) -> bool:
        return any(token.index in self._timed for token in (head, *self._doc.children(head, "nummod", "amod")))

    # Nouns and adjectives

    def _nominal(self, noun: Token, arguments: Sequence[Argument]) -> str:
        doc = self._doc
        words = self.words(noun, None)
        if len(words.split()) <= 2 and not doc.children(noun, "nmod", "compound"):
            poss = any(child.deprel == "nmod:poss" for child in doc.children(noun))
            words = words if poss else noun.text
            for argument in arguments:
                if argument.head.index in {t.index for t in doc.subtree(noun)}:
                    continue
                link = "by" if argument.role == "agent" else "of"
                if argument.role in ("agent", "patient"):
                    who = self.words(argument.head, None)
                    lower = doc.tokens[argument.head.index].upos == "NOUN" and who.split(" ")[0] in _CAPITAL_DETERMINERS
                    return f"{words} {link} {who[:1].lower() + who[1:] if lower else who}"
        clauses = [child for child in doc.children(noun, "acl") if child.deprel == "acl" and (
            marks(doc, child) & {"that", "to"})]
        pieces = [_Piece(words, 0), *(_Piece(self._surface(child, None, keep_mark=True), 1) for child in clauses)]
        return _fit(pieces)

    def _adjectival(self, adjective: Token) -> str:
        who = subject(self._doc, adjective)
        helper = next((aux.text for aux in self._doc.children(adjective, "cop")), "")
        return " ".join(filter(None, [self.words(who, None) if who else "", helper, adjective.text]))

    # Words

    def words(self, head: Token, own: str | None) -> str:
        """A nominal as a label says it: a named or pronominal entity by its name, else its own words."""
        doc = self._doc
        names = []
        for item in (head, *(c for c in doc.children(head, "conj") if c.upos in ("NOUN", "PROPN", "PRON"))):
            names.append(self._one(item, own))
        if len(names) <= 1:
            return names[0]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _one(self, head: Token, own: str | None) -> str:
        head = self._unnamed.of(head)
        pair = self._index.mention_at(head)
        if pair is not None and pair[1].head == head.index:
            entity, mention = pair
            counted = any(c.deprel == "nummod" or c.deprel == "nmod" for c in self._doc.children(head))
            plain = head.upos in ("PROPN", "PRON") or mention.kind == "pronoun"
            if plain and not counted:
                if own is not None and entity.id == own and mention.kind == "pronoun":
                    return head.text
                return entity.name
        kept = self._gather(head, top=True)
        return self._join([*hedge_before(self._doc, kept[0]), *kept], own)

    def _with_case(self, head: Token, own: str | None) -> str:
        case = [t for t in self._doc.children(head, "case") if t.index < head.index]
        words = [word.text for c in case for word in (c, *self._doc.children(c, "fixed"))]
        return " ".join([*words, self.words(head, own)])

    def _gather(self, head: Token, top: bool, clauses: bool = False) -> list[int]:
        """Tokens of a phrase without asides, times and quotation marks."""
        doc, kept = self._doc, [head.index]
        for child in doc.children(head):
            relation = base(child.deprel)
            if child.index in self._timed or child.text in _QUOTES or relation in _ASIDE or self._is_time(child):
                continue
            outside = relation in ("case", "mark", "conj", "cc", "cop", "nsubj", "aux", "punct")
            inside = (relation == "case" and child.index > head.index) or child.text == "-"
            if top and not clauses and outside and not inside:
                continue
            if not clauses and relation in ("acl", "ccomp"):
                continue
            if clauses and child.deprel == "acl:relcl":
                continue
            if relation == "punct" and child.text not in "-,–’'/":
                continue
            if child.deprel == "nmod:unmarked" and child.index > head.index:
                continue
            if relation == "advmod" and not clauses and child.index < head.index and child.lower in (
                    "also", "already", "still", "just", "even", "only", "now"):
                continue
            kept.extend(self._gather(child, top=False, clauses=clauses))
        return sorted(kept)

    def _surface(self, head: Token, own: str | None, keep_mark: bool = False) -> str:
        """A dependent clause in its own words, without asides."""
        kept = self._gather(head, top=True, clauses=True)
        if not keep_mark:
            drop = {t.index for t in self._doc.children(head, "mark") if t.lower in ("that",)}
            kept = [index for index in kept if index not in drop]
        return self._join(kept, own)

    def _join(self, indexes: Sequence[int], own: str | None) -> str:
        """Tokens with the spacing of the text; possessive pronouns of others become names."""
        doc, text, previous = self._doc, "", -1
        for index in indexes:
            token = doc.tokens[index]
            words = token.text
            if token.xpos == "WP$":
                owner = antecedent(doc, token)
                words = words if owner.index == token.index else self._one(owner, own) + "'s"
            if token.upos == "PRON" and token.deprel == "nmod:poss" and token.lower not in ("my", "our", "your"):
                pair = self._index.mention_at(token)
                if pair is not None and pair[0].id != own:
                    words = pair[0].name + ("'" if pair[0].name.endswith("s") else "'s")
            if previous >= 0:
                gap = doc.text[doc.tokens[previous].end:token.begin] if index == previous + 1 else " "
                text += " " if gap.strip() == "" and gap else ("" if not gap else " ")
            text += words
            previous = index
        return text


def _negative_inside(doc: Doc, clause: Token) -> bool:
    return any(child.lower in ("not", "n't", "n’t", "never") for child in doc.children(clause))


def _spelled(helper: str) -> str:
    return {"'s": "is", "’s": "is", "'re": "are", "’re": "are", "'m": "am", "’m": "am", "'ve": "have",
            "’ve": "have", "'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "ca": "can", "wo": "will"
            }.get(helper, helper)


def _fit(pieces: Sequence[_Piece]) -> str:
    """The pieces that fit, in order; the last of the least important goes first."""
    kept = [piece for piece in pieces if piece.text]
    while True:
        text = " ".join(piece.text for piece in kept)
        droppable = [piece for piece in kept if piece.rank >= 2]
        if len(_tidy(text)) <= LIMIT or not droppable:
            return text
        worst = max(piece.rank for piece in droppable)
        last = max(i for i, piece in enumerate(kept) if piece.rank == worst)
        del kept[last]


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:–-")
    text = re.sub(r"\s+([,;:])", r"\1", text)
    return re.sub(r"[“”\"]", "", text)


def _finish(text: str) -> str:
    text = _tidy(text)
    if len(text) > LIMIT:
        words = text[:LIMIT - 1].rsplit(" ", 1)[0].split(" ")
        while len(words) > 2 and words[-1].lower().strip(",") in _DANGLING:
            words.pop()
        text = " ".join(words).rstrip(" ,;:") + "…"
    return text[:1].upper() + text[1:]
