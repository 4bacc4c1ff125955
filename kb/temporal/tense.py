"""The tense around an expression: does its clause tell what was, what is or what will be?"""

from __future__ import annotations

from typing import Literal

from kb.language import Doc, Token
from kb.temporal.grammar import Match
from kb.temporal.wordlists import wordset

Tense = Literal["past", "present", "future"]

_FUTURE_MODALS = wordset("will 'll ’ll wo shall")
_WITHIN = wordset("in at during")
#: How many words from its verb an auxiliary is sought.
_REACH = 10
#: Modals that may look ahead or back, by the clause that governs them.
_OPEN_MODALS = wordset("would should may might must 'd ’d")
#: Heads whose infinitive, or whose own complement, is yet to come: "is due to meet", "plans to open", "scheduled for".
AHEAD = wordset("""
    expect schedule plan due intend hope set slate likely ready agree promise vow propose want aim
    decide prepare forecast project predict anticipate tentative upcoming postpone delay upcoming order
    require ask urge
""")
#: Verbs and adjectives whose time is yet to come, in whatever tense they stand: "a rally planned for Sunday".
_LOOKS_AHEAD = wordset("schedule plan expect due slate forecast anticipate upcoming")
#: Nouns of what is yet to come: "the chances of an upset on Saturday".
_AHEAD_NOUNS = wordset("chance odds risk hope prospect likelihood possibility")
#: Verbs whose present tense with a day beside it is a timetable: "the trial opens Monday".
_TIMETABLE = wordset("""
    begin start open close end finish meet arrive leave depart travel face play expire vote resume return visit
    launch host mark fly land gather convene reopen retire go elect choose decide continue
""")
#: With "until", these set a limit ahead: "they extended the deadline until Tuesday".
_UNTIL = wordset("extend postpone delay give have set adjourn suspend remain")


def tense_of(match: Match) -> Tense | None:
    """The tense of the clause that a match stands in; None where the tagger gives nothing to go by."""
    tokens = match.tokens()
    if not tokens:
        return None
    after = match.doc.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    if after and after[0].xpos == "VBD" and after[0].sentence == tokens[-1].sentence:
        return "past"
    if match.following in ("'s", "’s"):
        if match.previous in _WITHIN and any(word.text in _FUTURE_MODALS for word in match.after[:_REACH]):
            return "future"  # "in Saturday's semifinal the town will play"
        return None  # "to discuss Sunday's attack": the clause says nothing about the day of the attack
    before = match.doc.tokens[max(0, tokens[0].index - 1)]
    if before.upos == "ADP":
        before = match.doc.tokens[max(0, before.index - 1)]
    if before.xpos in ("VBD", "VBN", "VB") and before.sentence == tokens[0].sentence and before.lemma not in AHEAD:
        beside = "past" if before.xpos == "VBD" else _verb_tense(match.doc, before)
        if beside is not None:
            return beside
    inside = {token.index for token in tokens}
    top = next((token for token in tokens if token.head not in inside or token.is_root), tokens[0])
    if top.is_root:
        return None
    for governor in match.doc.ancestors(top):
        if governor.upos == "NOUN" and not _near(match.doc, governor, "cop", "aux"):
            if governor.lemma in _AHEAD_NOUNS and governor.index < top.index:
                return "future"
            continue
        if governor.lemma in _LOOKS_AHEAD or (match.previous in ("until", "till") and governor.lemma in _UNTIL):
            helpers = {token.lower for token in _near(match.doc, governor, "aux")}
            return "past" if helpers & {"had"} and governor.lemma not in _UNTIL else "future"
        if governor.lemma in ("set", "poise", "ready") and _near(match.doc, governor, "xcomp"):
            return "future"
        if governor.upos in ("VERB", "AUX") or _near(match.doc, governor, "cop", "aux"):
            found = _verb_tense(match.doc, governor)
            if found:
                return found
    return None


def _near(doc: Doc, verb: Token, *relations: str) -> list[Token]:
    """The dependents of a verb that stand close to it: enough for its auxiliaries, and bounded whatever the tree."""
    close = doc.tokens[max(0, verb.index - _REACH) : verb.index + _REACH]
    return [
        token
        for token in close
        if token.head == verb.index and token.index != verb.index and token.deprel.split(":")[0] in relations
    ]


def _word_before_to(doc: Doc, verb: Token) -> Token | None:
    """The word before "to VERB", as it stands in the sentence: trees of "is due to meet" differ, its words don't."""
    if verb.index < 2 or doc.tokens[verb.index - 1].lower != "to":
        return None
    before = doc.tokens[verb.index - 2]
    return before if before.sentence == verb.sentence else None


def _verb_tense(doc: Doc, verb: Token) -> Tense | None:
    helpers = [verb, *_near(doc, verb, "aux", "cop")]
    lowers = {token.lower for token in helpers}
    if lowers & _FUTURE_MODALS:
        return "future"
    if (ahead := _word_before_to(doc, verb)) is not None and (ahead.lemma in AHEAD or ahead.lower in AHEAD):
        near = doc.tokens[max(0, ahead.index - 3) : ahead.index]
        return "past" if any(token.lower == "had" for token in near) else "future"
    if any(token.xpos == "TO" or token.lower == "to" for token in _near(doc, verb, "mark", "aux")):
        head = doc.head(verb)
        if verb.deprel.startswith(("xcomp", "ccomp", "acl", "advcl")) and not verb.is_root:
            if head.lemma in AHEAD or head.lower in AHEAD or head.lemma == "go":
                return (
                    "past"
                    if any(token.lower in ("had", "'d") for token in _near(doc, head, "aux", "cop"))
                    else "future"
                )
            if verb.deprel.startswith("acl"):
                return "future"
            return _verb_tense(doc, head)
        return None
    if lowers & _OPEN_MODALS:
        return "past" if any(token.lower == "have" for token in helpers) else "future"
    for token in helpers:
        if token.xpos == "VBD" or (token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"):
            return "past"
    if any(token.lemma == "have" for token in helpers if token is not verb):
        return "past"
    for token in helpers:
        if token.xpos in ("VBZ", "VBP") or (token.feat("Tense") == "Pres" and token.feat("VerbForm") == "Fin"):
            going = verb.lemma == "go" and _near(doc, verb, "xcomp")
            timetabled = token is verb and verb.lemma in _TIMETABLE
            return "future" if going or timetabled else "present"
    if verb.xpos == "VBN":
        return "past"
    return None
