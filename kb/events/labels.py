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
from kb.events.clause import antecedent, auxiliaries, base, cases, conjuncts, is_passive, is_verbal, marks
from kb.events.factuality import Factuality, is_to_be
from kb.events.lexicon import known_lemma
from kb.events.participants import Argument
from kb.events.phrases import EntityIndex, hedge_before
from kb.events.subjects import objects, stranded, subject
from kb.events.trigger import Trigger
from kb.events.unnamed import UnnamedAntecedents
from kb.events.verb_forms import participle, past
from kb.events.word_classes import CAUSING, PREVENTING, REQUESTING
from kb.events.wording import Wording
from kb.language import Doc, Token

#: Longest label, in characters.
LIMIT = 90

#: What a shortened label must not end on.
_DANGLING = frozenset("a an the of to in on at by for from with and or but that which who as its his her their this "
                      "is are was were be been has have had will would may not out into than".split())
_AS_SUBJECT = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}
#: Verbs that a length of time belongs to.
_MEASURED = frozenset("sentence jail imprison suspend ban extend condemn".split())
_PARTICLES = frozenset("out back away down up home off in apart together abroad".split())


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
        entity = self._index.entity_of(doc, who) if who is not None else None
        own = entity.id if entity else None
        pieces = [self._subject(who, voice), _fixed(self._verb_group(verb, clause, fact, passive, who))]
        left = stranded(doc, verb)
        if left is not None:
            left_out.add(left.index)
            pieces.append(_fixed(left.lower))
        if things and things[0].index == verb.head and things[0].index not in left_out and (
                verb.deprel == "acl:relcl" or doc.children(verb, "obj")):
            pieces.append(self._nominal_piece(things[0], None, 0))
        elif trigger.kind == "noun" and clause.deprel == "acl:relcl" and clause.head == trigger.token:
            pieces.append(self._nominal_piece(doc.tokens[trigger.token], own, 0))
        pieces.extend(self._complements(verb, trigger, left_out, own or ""))
        return _fit(pieces)

    def _unresolved(self, who: Token, voice: Voice | None) -> bool:
        if who.xpos != "PRP" or self._index.entity_of(self._doc, who) is not None or self._unnamed.of(who) is not who:
            return False
        return not (who.lower == "i" and voice is not None and voice.speaker is not None)

    def _nominal_piece(self, head: Token, own: str | None, rank: int) -> _Piece:
        return _Piece(lambda brevity: self._wording.nominal(head, own, brevity), rank)

    def _subject(self, who: Token | None, voice: Voice | None) -> _Piece:
        if who is None:
            return _fixed("")
        if who.lower == "i" and voice is not None and voice.entity:
            return _fixed(self._index.get(voice.entity).name)
        if who.lower == "i" and voice is not None and voice.speaker is not None:
            who = self._doc.tokens[voice.speaker]

        def words(brevity: int) -> str:
            text = self._wording.nominal(who, None, brevity)
            if who.deprel == "nmod:poss":
                text = re.sub(r"(?<=\w)['’]s$", "", text)
            return _AS_SUBJECT.get(text.lower(), text)

        return _Piece(words, 0)

    def _verb_group(self, verb: Token, clause: Token, fact: Factuality, passive: bool, who: Token | None) -> str:
        """The verb in a form that stands alone in a headline."""
        doc, lemma = self._doc, known_lemma(verb)
        plural = who is not None and self._plural(self._unnamed.of(who))
        above = governor(doc, clause)
        up = above.lemma.lower()
        own = _negative_inside(doc, clause)
        no = "not " if own else ""
        if clause.xpos == "VBG" and "from" in marks(doc, clause) and up in PREVENTING:
            return f"{'were' if plural else 'was'} {participle(up)} from {verb.text}"
        if clause.lemma == "spend" and fact.tense == "past":
            return past(lemma)                                        # "spent the weekend answering"
        if clause.index != verb.index:                            # "began shelling", "seems to have left"
            return " ".join(filter(None, [self._aspect(clause, fact), self._rest_of_aspect(clause, verb)]))
        helpers = auxiliaries(doc, clause)
        modal = next((aux.lower for aux in helpers if aux.xpos == "MD"), None)
        done = verb.text.lower() if verb.xpos == "VBN" else participle(lemma)
        bare = f"be {done}" if passive else lemma
        if modal is not None and fact.certainty in ("planned", "possible", "hypothetical"):
            modal = "cannot" if modal == "ca" else _spelled(modal)
            if modal == "would" and fact.certainty == "planned":
                modal = "will"
            if any(aux.lemma == "have" for aux in helpers):            # "may have seen"
                done = done if verb.xpos == "VBN" else participle(lemma)
                bare = f"have been {done}" if passive else f"have {done}"
            return f"{modal} {no if modal != 'cannot' else ''}{bare}"
        if is_to_be(doc, clause):
            was = next(aux.lower for aux in helpers if aux.lemma == "be")
            return f"{_spelled(was)} {no}to {bare}"
        if verb.xpos == "VB" and modal is None and not any(aux.lemma in ("do", "have", "be") for aux in helpers):
            return self._infinitive(clause, above, fact, passive, who, f"{no}{bare}", lemma)
        if fact.certainty == "planned" and fact.tense != "past":
            return f"{'will '}{no}{bare}"
        if verb.xpos == "VBG" and not helpers and fact.certainty in ("planned", "possible", "hypothetical"):
            return f"{'to' if fact.certainty == 'planned' else 'may'} {no}{bare}"  # "the door to bringing them back"
        if fact.tense == "present" and not (verb.xpos == "VBG" and not helpers):
            if passive and not is_passive(doc, verb):              # "we need it" told as "it is needed"
                return f"{'are' if plural else 'is'} {no}{done}"
            said = [aux.lower for aux in auxiliaries(doc, verb) if aux.deprel.startswith("aux")]
            if said:
                return " ".join([*(_spelled(h) for h in said), *(["not"] if own else []), verb.text.lower()])
            return verb.text.lower()
        if passive:
            negative = (own or fact.polarity == "negative") and not self._says_no(verb, who)
            return f"{'were' if plural else 'was'} {'not ' if negative else ''}{done}"
        if (own or fact.polarity == "negative") and not self._says_no(verb, who):
            return f"did not {lemma}"
        return verb.text.lower() if verb.xpos == "VBD" and verb.lower.endswith("ed") else past(lemma)

    def _infinitive(self, clause: Token, above: Token, fact: Factuality, passive: bool, who: Token | None, bare: str,
                    lemma: str) -> str:
        doc, up, relation = self._doc, above.lemma.lower(), base(clause.deprel)
        if "to" not in marks(doc, clause) and relation != "conj":
            return bare                                               # "Bring them to us."
        if above.upos == "ADJ" and relation in ("xcomp", "advcl", "ccomp"):
            return f"{up} to {bare}"
        told = relation in ("xcomp", "advcl", "acl") and up in (REQUESTING | THINKING) - {"want"}
        doer = subject(doc, above) if is_verbal(above) else None
        shared = relation == "xcomp" and who is not None and doer is not None and doer.index == who.index
        if shared and is_passive(doc, above) and any(aux.xpos == "MD" for aux in auxiliaries(doc, above)):
            return f"{self._shared_verb(above)} to {bare}"             # "may be forced to cancel"
        if told and fact.certainty in ("possible", "planned") and not (shared and not is_passive(doc, above)):
            return f"{participle(up)}{' on' if up == 'call' else ''} to {bare}"
        if fact.polarity == "negative" and relation == "acl":
            return f"did not {lemma}"                                 # "his refusal to meet them"
        if fact.polarity == "negative" and relation == "xcomp" and not bare.startswith("not "):
            return f"{past(up)} to {bare}"
        if fact.certainty in ("asserted", "reported") and up in CAUSING and fact.polarity == "positive":
            plural = who is not None and self._plural(self._unnamed.of(who))
            return past(lemma) if not passive else f"{'were' if plural else 'was'} {participle(lemma)}"
        if shared and above.upos == "VERB":
            return f"{self._shared_verb(above)} to {bare}"             # "threatened to attack", "may try to hide"
        return f"to {bare}"

    def _shared_verb(self, above: Token) -> str:
        """The verb over an infinitive that shares its subject, as it stands."""
        helpers = [aux for aux in auxiliaries(self._doc, above) if aux.deprel.startswith("aux")]
        modal = next((aux.lower for aux in helpers if aux.xpos == "MD"), None)
        no = "not " if _negative_inside(self._doc, above) else ""
        if modal is not None:
            bare = f"be {participle(known_lemma(above))}" if is_passive(self._doc, above) else known_lemma(above)
            return f"{'can' if modal == 'ca' else _spelled(modal)} {no}{bare}"
        if is_passive(self._doc, above):
            return participle(known_lemma(above))
        if no:
            return f"did not {known_lemma(above)}"
        if above.xpos in ("VBZ", "VBP"):
            return above.text.lower()
        return past(known_lemma(above)) if above.xpos in ("VBD", "VBN") else above.text.lower()

    def _says_no(self, verb: Token, who: Token | None) -> bool:
        """The negation stands with the subject or the object ("no one came", "took no decision")."""
        heads = [who] if who is not None else []
        if who is not None and who.lower in ("nobody", "none", "nothing", "neither", "no-one"):
            return True
        return any(child.lower in ("no", "neither") for head in (*heads, *self._doc.children(verb, "obj"))
                   for child in self._doc.children(head))

    def _aspect(self, clause: Token, fact: Factuality) -> str:
        doc = self._doc
        particles = [child.text for child in doc.children(clause, "compound:prt", "advmod") if child.lower == "on"]
        if fact.tense == "past" and clause.lemma not in ("use", "have"):
            return " ".join([past(clause.lemma.lower()), *particles])
        helpers = [_spelled(aux.lower) for aux in auxiliaries(self._doc, clause)]
        return " ".join([*helpers, clause.text.lower(), *particles])

    def _rest_of_aspect(self, clause: Token, verb: Token) -> str:
        words = [_spelled(t.lower) for t in self._doc.children(verb, "mark", "aux")]
        return " ".join([*words, verb.text])

    def _plural(self, head: Token) -> bool:
        if head.xpos in ("NNS", "NNPS") or (head.upos == "NUM" and head.lower not in ("one", "1")):
            return True
        if head.lower in ("they", "we", "you", "these", "those", "many", "both"):
            return True
        return len(conjuncts(self._doc, head)) > 1 and any(
            cc.lower == "and" for item in conjuncts(self._doc, head) for cc in self._doc.children(item, "cc"))

    def _complements(self, verb: Token, trigger: Trigger, skipped: set[int], own: str | None) -> Iterator[_Piece]:
        doc, wording = self._doc, self._wording
        speaks = verb.lemma.lower() in REPORTING | THINKING
        requests = verb.lemma in REQUESTING
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
                    yield self._nominal_piece(child, own, 0)
                for clause in doc.children(child, "acl"):
                    if governor(doc, clause).index == verb.index:
                        yield self._clause_piece(clause, own, 1)
            elif child.lower == "up" and hedge_before(doc, child.index + 2):
                continue
            elif relation == "iobj" or child.deprel == "compound:prt" or child.index in trigger.words:
                yield self._with_case(child, own, 0)
            elif child.deprel == "obl:agent":
                yield self._with_case(child, own, 1)
            elif relation == "obl" and child.deprel != "obl:unmarked" and "according to" not in cases(doc, child):
                if not wording.is_circumstance(child):
                    governed = any(trigger.lemma.endswith(" " + case) for case in cases(doc, child))
                    yield self._with_case(child, own, 0 if governed else 2)
                if requests:
                    for clause in doc.children(child, "acl"):
                        if "to" in marks(doc, clause):                # "called for Ghana to take them back"
                            yield self._clause_piece(clause, own, 1)
            elif relation == "xcomp" or (relation == "ccomp" and (speaks or not doc.children(verb, "obj"))) or (
                    relation == "advcl" and marks(doc, child) & ({"from", "of", "to"} if requests else {"from", "of"})):
                yield self._clause_piece(child, own, 1)
            elif relation == "advmod" and child.lower in _PARTICLES:
                yield _fixed(child.text)

    def _raw(self, head: Token) -> str:
        """A phrase as it stands, times too."""
        tokens = self._doc.subtree(head)
        words = self._doc.text[tokens[0].begin:tokens[-1].end]
        return words if len(words) <= LIMIT // 2 else head.text

    def _clause_piece(self, head: Token, own: str | None, rank: int) -> _Piece:
        return _Piece(lambda brevity: self._wording.clause(head, own, brevity=brevity), rank)

    def _with_case(self, head: Token, own: str | None, rank: int) -> _Piece:
        return _Piece(lambda brevity: self._wording.with_case(head, own, brevity), rank)

    # Nouns and adjectives

    def _nominal(self, noun: Token, arguments: Sequence[Argument]) -> str:
        doc = self._doc
        words = self._wording.one(noun, None)
        if len(words.split()) <= 2 and not doc.children(noun, "nmod", "compound"):
            poss = any(child.deprel == "nmod:poss" for child in doc.children(noun))
            words = words if poss else noun.text
            inside = {t.index for t in doc.subtree(noun)}
            for argument in arguments:
                if argument.head.index not in inside and argument.role in ("agent", "patient"):
                    link = "by" if argument.role == "agent" else "of"
                    return _fit([_fixed(f"{words} {link}"), self._nominal_piece(argument.head, None, 0)])
            pieces = [_fixed(words)]
        else:
            pieces = [_Piece(lambda brevity: self._wording.one(noun, None, brevity), 0)]
        for child in doc.children(noun, "acl"):
            if child.deprel == "acl" and marks(doc, child) & {"that", "to"}:
                pieces.append(_Piece(
                    lambda brevity, clause=child: self._wording.clause(  # type: ignore[misc]
                        clause, None, keep_that=True, brevity=brevity), 1))
        return _fit(pieces)

    def _adjectival(self, adjective: Token) -> str:
        who = subject(self._doc, adjective)
        helper = next((aux.text for aux in self._doc.children(adjective, "cop")), "")
        words = self._wording.nominal(who, None) if who else ""
        return " ".join(filter(None, [words, helper, adjective.text]))


def _negative_inside(doc: Doc, clause: Token) -> bool:
    return any(child.lower in ("not", "n't", "n’t", "never") for child in doc.children(clause))


def _spelled(helper: str) -> str:
    return {"'s": "is", "’s": "is", "'re": "are", "’re": "are", "'m": "am", "’m": "am", "'ve": "have",
            "’ve": "have", "'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "ca": "can", "wo": "will"
            }.get(helper, helper)


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
    return re.sub(r"[“”\"]", "", text)


def _finish(text: str) -> str:
    text = _tidy(text)
    if len(text) > LIMIT:
        words = text[:LIMIT - 1].rsplit(" ", 1)[0].split(" ")
        while len(words) > 2 and words[-1].lower().strip(",") in _DANGLING:
            words.pop()
        text = " ".join(words).rstrip(" ,;:") + "…"
    return text[:1].upper() + text[1:]
