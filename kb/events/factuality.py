"""Factuality: whether it happened, as the text has it: asserted, reported, planned, possible, denied or
hypothetical; positive or negative; past, present or future.

A clause's own words come first (modals, negation, "if"), then what it hangs on, from the inside out: the
complement of "refuse" did not happen, that of "plan" is planned, that of "deny" is denied. The classes of verbs
are the implicatives and factives of Karttunen (1971) and Saurí & Pustejovsky (2009), as tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.events.attachment import climb
from kb.events.attribution import FACTIVE, REPORTING, REPORTING_NOUNS, THINKING, Voice
from kb.events.clause import auxiliaries, base, cases, is_nominal, is_verbal, marks, negated
from kb.events.mention import Certainty, Polarity, Tense
from kb.events.trigger import Trigger
from kb.events.verb_forms import past
from kb.events.word_classes import ACCUSING, PREVENTING
from kb.language import Doc, Token

#: Words whose complement somebody means to bring about.
PLANNING = frozenset("plan intend decide agree vow promise pledge threaten prepare schedule arrange commit aim "
                     "propose resolve order set due ready poised about slate expect pledge volunteer "
                     "undertake offer decision plan intention promise pledge agreement deal order "
                     "proposal vow preparation threat willing move bid mean determined mandate".split())
#: Words whose complement is wished, feared, asked or tried, not done.
WISHING = frozenset("want hope wish ask call urge demand request seek try attempt fear consider suggest recommend "
                    "believe think suspect doubt encourage invite allow permit enable let authorise "
                    "authorize forecast project predict "
                    "appeal press push beg tell advise warn worry able unable likely "
                    "unlikely possible fear hope demand request call appeal risk possibility "
                    "prospect wish attempt effort chance likelihood danger need require "
                    "opportunity invitation speculation bidding reluctant eager keen hesitant "
                    "right authority power permission ability capacity licence license duty obligation".split())
#: What somebody comes to do without meaning to: "arrived to find the house in flames".
_RESULTING = frozenset({"find", "discover", "learn"})
#: Words whose complement did not happen.
NEGATIVE = frozenset("fail refuse decline neglect forget avoid omit hesitate cancel abandon reject unable refusal "
                     "failure absence lack halt foil thwart avert".split()) | PREVENTING
#: Words whose complement is said not to be so.
DENYING = frozenset("deny dispute refute denial rebut".split())
CONDITIONAL = frozenset({"if", "unless", "whether", "lest"})
#: Verbs whose object is known to them, not made by them.
_PERCEIVING = frozenset("see witness hear watch investigate examine discuss condemn criticise criticize mention "
                        "describe recall remember survive film settle order end overturn probe study mourn "
                        "mark".split())
_ABOUT = frozenset("about over into for after since during following amid despite before".split())
_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
#: Verbs by which somebody says what may come.
_FEARING = frozenset("fear worry doubt hope suspect".split())
#: The same where they say what "would" come.
_ARGUING = frozenset("warn caution argue".split())
_IN_A_ROW = frozenset("first second third fourth fifth sixth seventh last latest only next one".split())
_POSSIBLE_ADVERBS = frozenset("possibly probably perhaps maybe likely potentially".split())
_HEARSAY_ADVERBS = frozenset("allegedly reportedly apparently supposedly purportedly".split())
_RANK: dict[Certainty, int] = {"asserted": 0, "reported": 1, "possible": 2, "planned": 3, "hypothetical": 4,
                               "denied": 5}


@dataclass(frozen=True, slots=True)
class Factuality:
    certainty: Certainty
    polarity: Polarity
    tense: Tense
    perfect: bool
    """"have blocked", "had blocked"."""
    anterior: bool
    """Past perfect: before what is told around it."""
    progressive: bool


def factuality(doc: Doc, trigger: Trigger, voice: Voice | None, headline: bool) -> Factuality:
    """What the text commits itself to. `headline` reads the present tense as past and "to" as future, as
    headlines use them."""
    clause = doc.tokens[trigger.clause]
    tense, perfect, anterior = tense_of(doc, clause)
    if headline:
        if tense == "present":
            tense = "past"
        elif clause.xpos == "VB" and "to" in _marks(doc, clause):
            tense = "future"
        elif clause.xpos == "VB" and doc.children(clause, "nsubj") and not auxiliaries(doc, clause):
            tense = "past"                                            # "Rivals settle dispute", taken for an infinitive
    progressive = clause.xpos == "VBG" and any(aux.lemma == "be" for aux in auxiliaries(doc, clause))
    certainty, negative = _own(doc, clause, voice)
    if trigger.token != trigger.clause:
        inner, inner_negative = _own(doc, doc.tokens[trigger.token], voice)
        certainty, negative = _stronger(certainty, inner), negative or inner_negative
    outer, outer_negative = _inherited(doc, doc.tokens[trigger.clause], voice)
    certainty, negative = _stronger(certainty, outer), negative != outer_negative
    if headline and tense == "future" and certainty == "asserted":
        certainty = "planned"
    if certainty == "planned" and voice is not None and _is_feared(doc, clause, doc.tokens[voice.verb]):
        certainty = "possible"                                        # "they fear that cells will strike"
    if certainty == "asserted" and voice is not None and not _is_factive(doc, voice):
        certainty = "reported"
    return Factuality(certainty, "negative" if negative else "positive", tense, perfect, anterior, progressive)


def _is_feared(doc: Doc, clause: Token, speech: Token) -> bool:
    lemma = speech.lemma.lower()
    would = any(aux.lower == "would" for node in (clause, doc.head(clause)) for aux in auxiliaries(doc, node))
    return is_verbal(speech) and (lemma in _FEARING or (lemma in _ARGUING and would))


def _may_be_past(doc: Doc, verb: Token) -> bool:
    """"Rebels shut the bridge": a form that is also the past, tagged as present. News tells of what was, unless
    "we" or "they" set out what they do."""
    return verb.xpos == "VBP" and past(verb.lemma) == verb.lower and any(
        subject.upos in ("NOUN", "PROPN") for subject in doc.children(verb, "nsubj"))


def tense_of(doc: Doc, clause: Token) -> tuple[Tense, bool, bool]:
    """Tense, whether perfect, whether past perfect. Participles take the tense of what they hang on,
    infinitives and nouns have none."""
    helpers = auxiliaries(doc, clause)
    if any(aux.lower in _FUTURE_MODALS or aux.lower == "would" for aux in helpers):
        return "future", False, False
    if clause.lemma == "go" and clause.xpos == "VBG" and doc.children(clause, "xcomp"):
        return "future", False, False
    have = [aux for aux in helpers if aux.lemma == "have" and aux.deprel != "cop"]
    if have:
        return "past", True, any(aux.xpos in ("VBD",) or aux.lower in ("had", "'d", "’d") for aux in have)
    finite = [aux for aux in (*helpers, clause) if aux.xpos in ("VBD", "VBZ", "VBP", "MD")]
    if finite:
        first = finite[0]
        if first.xpos == "VBD":
            return "past", False, False
        if first is clause and _may_be_past(doc, clause):
            return "past", False, False
        return "present", False, False
    if clause.xpos == "VBN" and "to" not in marks(doc, clause) and (clause.deprel in ("acl", "advcl") or not helpers):
        if base(clause.deprel) == "xcomp":
            return "none", False, False
        return "past", False, False
    if clause.xpos == "VBG" and not clause.is_root and is_verbal(doc.head(clause)):
        return tense_of(doc, doc.head(clause))[0], False, False
    if clause.xpos == "VBG" and clause.deprel == "acl" and not clause.is_root:
        node = doc.head(clause)
        while not node.is_root and not is_verbal(node):
            node = doc.head(node)
        if is_verbal(node) and node.index != clause.index:
            return tense_of(doc, node)[0], False, False
    return "none", False, False


def _own(doc: Doc, token: Token, voice: Voice | None) -> tuple[Certainty, bool]:
    certainty: Certainty = "asserted"
    for aux in auxiliaries(doc, token):
        lower = aux.lower
        if lower in _FUTURE_MODALS:
            certainty = _stronger(certainty, "planned")
        elif lower == "would":
            certainty = _stronger(certainty, "planned" if voice is not None else "possible")
        elif aux.xpos == "MD":
            certainty = _stronger(certainty, "possible")
    if token.lemma == "go" and token.xpos == "VBG" and doc.children(token, "xcomp"):
        certainty = _stronger(certainty, "planned")
    if is_to_be(doc, token):
        certainty = _stronger(certainty, "planned")
    if _is_inverted_condition(doc, token) or any(_is_inverted_condition(doc, child)
                                                 for child in doc.children(token, "advcl")):
        certainty = _stronger(certainty, "hypothetical")
    if _marks(doc, token) & CONDITIONAL:
        certainty = _stronger(certainty, "hypothetical")
    for child in doc.children(token, "advcl"):
        if "if" in marks(doc, child) and any(aux.xpos == "MD" and aux.lower not in _FUTURE_MODALS
                                             for aux in auxiliaries(doc, token)):
            certainty = _stronger(certainty, "hypothetical")
    for adverb in doc.children(token, "advmod"):
        if adverb.lower in _POSSIBLE_ADVERBS:
            certainty = _stronger(certainty, "possible")
        elif adverb.lower in _HEARSAY_ADVERBS:
            certainty = _stronger(certainty, "reported")
    for modifier in doc.children(token, "amod"):
        if modifier.lower in ("alleged", "reported", "suspected"):
            certainty = _stronger(certainty, "reported")
        elif modifier.lower in ("planned", "upcoming", "scheduled", "proposed", "forthcoming"):
            certainty = _stronger(certainty, "planned")
        elif modifier.lower in ("possible", "potential", "likely", "threatened"):
            certainty = _stronger(certainty, "possible")
    return certainty, negated(doc, token)


def is_to_be(doc: Doc, token: Token) -> bool:
    """ "He was to be questioned", "talks are to resume": arranged, not done."""
    to = [mark.index for mark in doc.children(token, "mark", "aux") if mark.lower in ("to", "due")]
    before = [word.lower for word in doc.tokens[max(0, token.index - 2):token.index]]
    if before == ["due", "to"] and token.xpos == "VB":               # "were due to meet", however the tree takes it
        to = [token.index - 2]
    return bool(to) and any(aux.lemma == "be" and aux.index < to[0] and aux.xpos in ("VBD", "VBZ", "VBP")
                            for aux in doc.children(token, "aux", "cop"))


def _is_inverted_condition(doc: Doc, token: Token) -> bool:
    """ "Had the guards opened the gate, …", "should it rain, …"."""
    first = [aux for aux in doc.children(token, "aux") if aux.lower in ("had", "should", "were")]
    subjects = doc.children(token, "nsubj")
    return bool(first and subjects) and token.deprel == "advcl" and first[0].index < subjects[0].index


def _inherited(doc: Doc, token: Token, voice: Voice | None) -> tuple[Certainty, bool]:
    """What the words above make of it, and whether they turn it round."""
    certainty: Certainty = "asserted"
    negative = False
    for node, head in climb(doc, token):
        relation, lemma = base(node.deprel), head.lemma.lower()
        if relation == "conj":
            if _marks(doc, head) & CONDITIONAL:                       # "if he was charged or convicted"
                certainty = _stronger(certainty, "hypothetical")
            continue
        if relation == "advcl" and head.lemma.lower() in REPORTING_NOUNS and is_nominal(head):
            relation = "acl"                                          # "since the announcement that they would leave"
        elif relation == "acl" and head.index != node.head:
            relation = "advcl" if lemma in ACCUSING else "xcomp"
        if relation == "parataxis" or node.deprel == "acl:relcl":
            break
        if relation in ("obj", "obl", "nmod") and _is_taken_for_granted(doc, node, head, token):
            break
        if relation == "advcl":
            if lemma in PREVENTING and "from" in marks(doc, node):
                return _stronger(certainty, _own(doc, head, voice)[0]), not negative
            if lemma in ACCUSING:
                return _stronger(certainty, "reported"), negative
            if node.xpos == "VBG" and lemma in ("confess", "admit"):    # "confessed to killing him"
                return _stronger(certainty, "reported"), negative
            if "to" in _marks(doc, node):
                if node.lemma in _RESULTING and head.xpos in ("VBD", "VBN"):
                    break                                             # "arrived to find the house in flames"
                certainty = _stronger(certainty, _class(lemma) or "planned")
            elif _finite_or_marked(doc, node):
                break
            elif node.xpos == "VBG" and is_verbal(head):
                certainty = _stronger(certainty, _own(doc, head, voice)[0])   # "will spend a year rebuilding it"
        elif relation == "acl" and node.xpos in ("VBN", "VBG") and not marks(doc, node):
            break
        elif relation in ("nsubj", "csubj") and is_verbal(head):
            if lemma not in ("be", "seem"):
                certainty = _stronger(certainty, _own(doc, head, voice)[0])
            if node.deprel == "nsubj:pass" and is_nominal(node) and _calls_off(doc, head):
                negative = not negative                               # "the tour was called off"
            break
        elif relation in ("obj", "obl", "xcomp", "ccomp", "acl", "nmod", "iobj", "compound"):
            governed = relation != "obl" or _governs(doc, head, node)
            if relation == "compound" and lemma not in PLANNING | WISHING | NEGATIVE:
                node = head
                continue
            if governed:
                if lemma in DENYING:
                    certainty = _stronger(certainty, "denied")
                elif (lemma in NEGATIVE and _bites(relation, lemma, node, doc)) or (
                        relation == "obj" and is_nominal(node) and lemma == "call" and _calls_off(doc, head)):
                    negative = not negative
                elif relation in ("xcomp", "acl", "ccomp") or is_nominal(node):
                    stance = _class(lemma) if _stance_applies(doc, relation, node, head) else None
                    coming = relation == "acl" and node.xpos == "VBN" and "to" in marks(doc, node)
                    if stance is None and coming and not _is_one_of_a_row(doc, head):
                        stance = "planned"                            # "a system to be released in May"
                    if stance is not None:
                        certainty = _stronger(certainty, stance)
                    if lemma in ("think", "believe", "expect") and negated(doc, head):
                        negative = not negative
            if relation == "ccomp" and (lemma in REPORTING or lemma in FACTIVE):
                break
            if relation in ("nmod", "acl", "ccomp", "compound") and lemma in REPORTING_NOUNS:
                if base(head.deprel) == "obj" and doc.head(head).lemma in DENYING:
                    certainty = _stronger(certainty, "denied")
                break
            if is_verbal(head):
                certainty = _stronger(certainty, _own(doc, head, voice)[0])
                if relation == "xcomp" and lemma not in NEGATIVE and negated(doc, head):
                    negative = not negative
                if relation == "obj" and is_nominal(node) and negated(doc, head) and lemma in (
                        "hold", "make", "have", "see", "take"):
                    negative = not negative
        else:
            break
    return certainty, negative


def _is_one_of_a_row(doc: Doc, noun: Token) -> bool:
    """"The first woman to be elected" was elected."""
    words = {noun.lower, *(child.lower for child in doc.children(noun, "amod", "nummod", "advmod"))}
    return bool(words & _IN_A_ROW) or any(child.xpos == "JJS" for child in doc.children(noun, "amod"))


def _is_taken_for_granted(doc: Doc, node: Token, head: Token, token: Token) -> bool:
    """A noun that speaks of a happening as known: "may have seen the robbery", "an inquiry into the deaths";
    not what is planned, wished or prevented ("call off the strike") and not what the verb itself makes happen
    ("will hold the vote")."""
    if node.index != token.index or not is_nominal(node) or node.upos == "PRON":
        return False
    lemma = head.lemma.lower()
    if is_verbal(head):
        if lemma in PLANNING | WISHING | NEGATIVE | DENYING | THINKING:
            return False
        if any(child.deprel == "acl" and child.xpos == "VBN" for child in doc.children(node)):
            return True
        return lemma in _PERCEIVING or (base(node.deprel) == "obl" and bool(cases(doc, node) & _ABOUT))
    return is_nominal(head) and lemma not in PLANNING | WISHING | NEGATIVE | DENYING | REPORTING_NOUNS and (
        not cases(doc, node) & {"of"} or _definite(doc, node))


def _calls_off(doc: Doc, verb: Token) -> bool:
    lemma = verb.lemma.lower()
    return lemma in ("cancel", "scrap", "avert", "prevent", "thwart", "foil") or (
        lemma == "call" and any(child.lower == "off" for child in doc.children(verb, "compound:prt", "advmod")))


def _definite(doc: Doc, noun: Token) -> bool:
    return any(child.lower in ("the", "this", "that", "these", "those") or child.deprel == "nmod:poss"
               for child in doc.children(noun))


def _class(lemma: str) -> Certainty | None:
    if lemma in PLANNING:
        return "planned"
    if lemma in WISHING or lemma in THINKING:
        return "possible"
    return None


def _stance_applies(doc: Doc, relation: str, node: Token, head: Token) -> bool:
    """"They plan an attack" is planned, but "they ordered food" and "he told of the attack" are not."""
    lemma = head.lemma.lower()
    if relation == "ccomp" and lemma in REPORTING and node.xpos != "VB":
        return False
    if relation in ("xcomp", "ccomp", "acl"):
        return True
    if is_verbal(head):
        return (relation == "obj" and lemma in ("plan", "propose", "schedule", "threaten", "promise", "want", "seek",
                                               "demand", "fear", "consider", "expect", "prepare", "pledge",
                                               "attempt", "urge", "order", "suggest", "request", "offer",
                                               "recommend", "suspect")) or (
            relation == "obl" and lemma in ("call", "ask", "prepare", "push", "appeal", "hope", "press", "plan")
            and bool(cases(doc, node) & {"for"}))
    return relation in ("nmod", "compound") and (relation == "compound" or bool(cases(doc, node) & {"of", "for", "to"}))


def _governs(doc: Doc, head: Token, node: Token) -> bool:
    return head.lemma.lower() in ("call", "ask", "push", "appeal", "hope", "prepare", "press", "plan", "prevent",
                                  "refrain") and bool(cases(doc, node) & {"for", "from"})


def _bites(relation: str, lemma: str, node: Token, doc: Doc) -> bool:
    if lemma in PREVENTING and relation == "xcomp":
        return "from" in marks(doc, node)
    if relation in ("obj", "nmod"):
        return lemma in ("prevent", "avert", "avoid", "cancel", "foil", "thwart", "abandon", "halt", "lack", "absence")
    return relation in ("xcomp", "acl")


def _finite_or_marked(doc: Doc, node: Token) -> bool:
    return bool(marks(doc, node) - {"to"}) or node.xpos in ("VBD", "VBZ", "VBP") or any(
        aux.xpos in ("VBD", "VBZ", "VBP", "MD") for aux in auxiliaries(doc, node))


def _marks(doc: Doc, token: Token) -> frozenset[str]:
    own = marks(doc, token)
    if not own and base(token.deprel) == "conj" and token.xpos == "VB":
        return marks(doc, doc.head(token))
    return own


def _is_factive(doc: Doc, voice: Voice) -> bool:
    return doc.tokens[voice.verb].lemma.lower() in FACTIVE


def _stronger(first: Certainty, second: Certainty) -> Certainty:
    return first if _RANK[first] >= _RANK[second] else second
