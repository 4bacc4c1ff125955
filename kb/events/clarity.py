"""Clarity: whether the words of a label say by themselves who did what.

A timeline shows labels without their sentences. "He bolted", "Reversed the rule" and "The board granted me leave" are
no news to somebody who has not read the article.
"""

from __future__ import annotations

import re

from kb.events.clause import base, cases, is_passive, marks
from kb.events.lexicon import known_lemma
from kb.events.trigger import Trigger
from kb.events.verb_forms import participle, past
from kb.language import Doc

_SPEAKER = frozenset("i me my mine myself we us our ours ourselves you your yours yourself".split())
_STAND_INS = frozenset("he she they it him her them who others somebody someone something anyone anybody everyone "
                       "everybody everything there what".split())
#: These stand for somebody where no noun follows: "some were freed".
_WITHOUT_NOUN = frozenset("this that these those some both neither many most several one two".split())
#: Types of which only their content is news: a decision, but which?
_WITH_CONTENT = frozenset("PolicyDecision Announcement Demand Promise Statement Agreement Proclamation Threat Warning "
                          "Rejection Creation Change Happening Performance Investigation Accusation Criticism Support "
                          "Match Killing Attack ProductLaunch Denial Transfer Movement Publication Interview "
                          "Discovery Research Charge Verdict Investment".split())
#: Types of which a verb alone is no news: "she was asked", "they accepted".
_WITH_OBJECT = frozenset("SocialMediaPost PolicyDecision Announcement Demand Promise Statement Agreement Threat "
                         "Warning Rejection Creation Change Happening Performance Accusation Criticism Support "
                         "Match Denial Transfer Movement Use Attempt Contest Discovery Research Trade Negotiation "
                         "Aid Investigation".split())
#: What somebody declines to do who says nothing.
_SAYING = frozenset("comment say discuss speak elaborate identify talk reveal disclose answer specify confirm".split())
_KEEPING = frozenset({"decline", "refuse"})
#: Types of which even the name of who did it says too little: "Moreno's announcement".
_NAMED_TOO = frozenset("PolicyDecision Announcement Demand Promise Statement Denial Warning Rejection Accusation "
                       "Criticism Change Happening".split())
_WORDS = re.compile(r"[\w’'-]+")


def unclear(doc: Doc, trigger: Trigger, type: str, label: str) -> str | None:
    """What a reader of the label alone misses, in words; None where it stands for itself."""
    words = [word.lower() for word in _WORDS.findall(label) if word != "US"]
    if not words or any(word in _SPEAKER for word in words):
        return "its words speak of “me” or “us”"
    if words[0] in _STAND_INS:
        return "its words do not say who"
    if any(words[:n] == words[n + 1:2 * n + 1] for n in range(2, 5) if 2 * n < len(words)):
        return "who does it to whom is not sure"                      # "the officer shot the officer"
    forms = _forms(doc, trigger)
    if words[0] in _WITHOUT_NOUN and len(words) > 1 and words[1] in forms:
        return "its words do not say who"
    if trigger.lemma == "take" and any(child.lemma == "place" for child in doc.children(
            doc.tokens[trigger.token], "obj")):
        return "its words do not say what"                            # "the merger, which took place in May"
    token = doc.tokens[trigger.token]
    mute = token.lemma in _SAYING and token.deprel == "xcomp" and doc.head(token).lemma in _KEEPING
    if mute or (token.lemma in _KEEPING and any(child.lemma in _SAYING for child in doc.children(token, "xcomp"))):
        return "it only says that nothing was said"
    if trigger.kind != "noun":
        if words[0] in forms:
            return "its words do not say who"
        alone = words[-1] in forms and len(words) > 1 and words[-1] not in ("to", "not")
        told = type in ("Demand", "Statement") if is_passive(doc, doc.tokens[trigger.token]) else type in _WITH_OBJECT
        return "its words do not say what" if told and alone else None
    return "its words do not say what" if type in _WITH_CONTENT and _says_only_whose(
        doc, trigger, type in _NAMED_TOO) else None


def is_loose_infinitive(doc: Doc, trigger: Trigger, label: str) -> bool:
    """ "The opponents to sue": no finite verb says whether they shall, may or do."""
    clause = doc.tokens[trigger.clause]
    above, words = doc.head(clause), [word.lower() for word in _WORDS.findall(label)]
    first = above if base(clause.deprel) == "conj" and clause.xpos == "VB" else clause   # "his desire to try and win"
    if "to" not in marks(doc, first) or clause.lemma not in words or trigger.kind != "verb":
        return False
    before = words[:words.index(clause.lemma)]
    finite = {"was", "were", "is", "are", "will", "may", "had", "has", "have", above.lower, past(known_lemma(above)),
              participle(known_lemma(above)), above.lemma}
    return before[-1:] in (["to"], ["be"]) and not finite & set(before)


def _forms(doc: Doc, trigger: Trigger) -> frozenset[str]:
    """What stands first in a label without a subject."""
    verb, clause = doc.tokens[trigger.token], doc.tokens[trigger.clause]
    return frozenset({"be", "was", "were", "is", "are", "may", "will", "to", "did", "had", "not", verb.lower,
                      clause.lower, past(known_lemma(verb)), participle(known_lemma(verb))})


def _says_only_whose(doc: Doc, trigger: Trigger, named: bool) -> bool:
    """ "His decision", "the last two absences": a noun of which nothing is said but whose it is; with `named` also
    "Moreno's decision"."""
    if trigger.clause != trigger.token:
        return False
    noun = doc.tokens[trigger.token]
    return all(base(child.deprel) in ("det", "punct", "case", "cc", "conj", "advmod", "cop", "nummod")
               or (child.deprel == "nmod:poss" and (named or child.upos == "PRON"))
               or (base(child.deprel) == "amod" and child.upos == "ADJ")
               for child in doc.children(noun)) and not marks(doc, noun) and not (cases(doc, noun) & {"by"})
