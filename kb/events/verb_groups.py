"""Verb groups: the verb of an event in a form that stands alone in a headline.

"Said IS had blocked roads" gives "blocked", "is preventing" stays, "will have to be sold" too, an infinitive takes the
verb that it hangs on: "agreed to keep", "was asked to leave", "may be forced to cancel".
"""

from __future__ import annotations

from kb.events.attachment import governor
from kb.events.attribution import THINKING
from kb.events.clause import auxiliaries, base, conjuncts, is_passive, is_verbal, marks
from kb.events.factuality import Factuality, is_to_be
from kb.events.lexicon import known_lemma
from kb.events.phrases import EntityIndex
from kb.events.subjects import subject
from kb.events.unnamed import UnnamedAntecedents
from kb.events.verb_forms import participle, past, third_person
from kb.events.word_classes import CAUSING, PREVENTING, REQUESTING
from kb.language import Doc, Token

_THIRD = {"am": "is", "'m": "is", "’m": "is", "have": "has", "'ve": "has", "’ve": "has", "do": "does"}


class VerbGroups:
    """Writes the verb groups of one document's labels."""

    def __init__(self, doc: Doc, index: EntityIndex, unnamed: UnnamedAntecedents) -> None:
        self._doc, self._index, self._unnamed = doc, index, unnamed

    def words(self, verb: Token, clause: Token, fact: Factuality, passive: bool, who: Token | None, named: bool
              ) -> str:
        """The verb in a form that stands alone in a headline; `named` when the label has a name for "I"."""
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
        told_flat = clause.is_root and not marks(doc, clause) and doc.children(clause, "nsubj")
        helped = any(aux.lemma in ("do", "have", "be") for aux in helpers)
        if verb.xpos == "VB" and modal is None and not told_flat and not helped:
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
                if named:
                    said = [_THIRD.get(word, word) for word in said]
                return " ".join([*(_spelled(h) for h in said), *(["not"] if own else []), verb.text.lower()])
            return third_person(lemma) if named and verb.xpos == "VBP" else verb.text.lower()
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
            copula = " ".join(_spelled(aux.lower) for aux in auxiliaries(doc, above))
            how = f"the {above.text}" if above.xpos == "JJS" else up   # "is the latest to hit France"
            return f"{copula} {how} to {bare}".lstrip()
        told = relation in ("xcomp", "advcl", "acl") and up in (REQUESTING | THINKING) - {"want"}
        doer = subject(doc, above) if is_verbal(above) else None
        shared = relation == "xcomp" and who is not None and doer is not None and doer.index == who.index
        if shared and is_passive(doc, above):
            return f"{self._shared_verb(above, who)} to {bare}"        # "may be forced to cancel", "was set to resign"
        if told and fact.certainty in ("possible", "planned") and not shared:
            on = " on" if up == "call" else ""
            return f"{self._passive_verb(above, who)}{on} to {bare}"   # "was asked to leave"
        if fact.polarity == "negative" and relation == "acl":
            return f"did not {lemma}"                                 # "his refusal to meet them"
        if fact.polarity == "negative" and relation == "xcomp" and not bare.startswith("not "):
            return f"{past(up)} to {bare}"
        if fact.certainty in ("asserted", "reported") and up in CAUSING and fact.polarity == "positive":
            plural = who is not None and self._plural(self._unnamed.of(who))
            return past(lemma) if not passive else f"{'were' if plural else 'was'} {participle(lemma)}"
        if shared and above.upos == "VERB":
            return f"{self._shared_verb(above, who)} to {bare}"        # "threatened to attack", "may try to hide"
        return f"to {bare}"

    def _passive_verb(self, above: Token, who: Token | None) -> str:
        """ "Was asked", "would be allowed": the verb over an infinitive, told of the one whom it is done to."""
        done = participle(known_lemma(above))
        helpers = auxiliaries(self._doc, above) if is_verbal(above) else ()
        modal = next((aux.lower for aux in helpers if aux.xpos == "MD"), None)
        no = "not " if is_verbal(above) and _negative_inside(self._doc, above) else ""
        if modal is not None:
            return f"{_spelled(modal)} {no}be {done}"
        plural = who is not None and self._plural(self._unnamed.of(who))
        if above.xpos == "VB" and "to" in marks(self._doc, above):
            return f"will {no}be {done}"                              # "is set to ask them to leave"
        present = is_passive(self._doc, above) and any(aux.lower in ("is", "are", "'s", "’s") for aux in helpers)
        be = ("are" if plural else "is") if present else ("were" if plural else "was")
        return f"{be} {no}{done}"

    def _shared_verb(self, above: Token, who: Token | None) -> str:
        """The verb over an infinitive that shares its subject, as it stands."""
        helpers = [aux for aux in auxiliaries(self._doc, above) if aux.deprel.startswith("aux")]
        modal = next((aux.lower for aux in helpers if aux.xpos == "MD"), None)
        no = "not " if _negative_inside(self._doc, above) else ""
        if modal is not None:
            bare = f"be {participle(known_lemma(above))}" if is_passive(self._doc, above) else known_lemma(above)
            return f"{'can' if modal == 'ca' else _spelled(modal)} {no}{bare}"
        if is_passive(self._doc, above):
            return self._passive_verb(above, who)
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
        if head.upos == "PROPN" and len(conjuncts(self._doc, head)) == 1:
            entity = self._index.entity_of(self._doc, head)
            if entity is not None and entity.type in ("person", "place"):
                return False                                          # "Jobs", "the United States"
        if head.xpos in ("NNS", "NNPS") or (head.upos == "NUM" and head.lower not in ("one", "1")):
            return True
        if head.lower in ("they", "we", "you", "these", "those", "many", "both"):
            return True
        return len(conjuncts(self._doc, head)) > 1 and any(
            cc.lower == "and" for item in conjuncts(self._doc, head) for cc in self._doc.children(item, "cc"))


def _negative_inside(doc: Doc, clause: Token) -> bool:
    return any(child.lower in ("not", "n't", "n’t", "never") for child in doc.children(clause))


def _spelled(helper: str) -> str:
    return {"'s": "is", "’s": "is", "'re": "are", "’re": "are", "'m": "am", "’m": "am", "'ve": "have",
            "’ve": "have", "'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "ca": "can", "wo": "will"
            }.get(helper, helper)
