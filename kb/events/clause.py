"""The clause: what the tree says about a predicate: voice, auxiliaries, negation, marks.

Follows Universal Dependencies v2 as the English treebanks use it.
"""

from __future__ import annotations

from kb.events.verb_forms import participle
from kb.events.word_classes import TRANSITIVE, is_person
from kb.language import Doc, Token

_NEGATIVE_WORDS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "scarcely"})
_NEGATIVE_PRONOUNS = frozenset({"nobody", "nothing", "none", "neither", "no-one"})
_OFTEN = frozenset({"repeatedly", "often", "frequently", "regularly"})
#: Verbs that in a headline, without an object, tell what was done to their subject.
_SUFFERED = frozenset("arrest kill jail detain wound injure rescue deport sentence imprison evacuate hospitalise "
                      "hospitalize convict indict".split())
#: Nouns that a relative clause seldom speaks of, where something stands in between that they are a part of.
_PHASES = frozenset("end start beginning middle rest remains remainder fall collapse height edge site scene".split())
_PREPOSITIONS = frozenset({"out of", "because of", "ahead of", "away from", "close to", "next to", "prior to", "due to",
                           "instead of", "as of", "along with", "together with", "such as",
                           "according to", "thanks to", "in front of", "up to", "as for", "except for"})


def base(deprel: str) -> str:
    """The relation without its subtype."""
    return deprel.split(":")[0]


def is_verbal(token: Token) -> bool:
    return token.upos in ("VERB", "AUX")


def is_nominal(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or token.xpos in ("DT", "CD")


def auxiliaries(doc: Doc, verb: Token) -> tuple[Token, ...]:
    """Auxiliaries and copulas of a predicate; a coordinated verb without its own borrows them from the first
    conjunct when its form needs one ("were caught and taken away")."""
    own = doc.children(verb, "aux", "cop")
    if own or base(verb.deprel) != "conj" or verb.xpos not in ("VB", "VBN", "VBG"):
        return own
    first = doc.head(verb)
    if doc.children(verb, "mark") or doc.children(verb, "nsubj") or not is_verbal(first):
        return own
    if verb.xpos != first.xpos and not (verb.xpos == "VB" and first.xpos == "VB"):
        return own
    return auxiliaries(doc, first)


def marks(doc: Doc, token: Token) -> frozenset[str]:
    """Lower-case subordinators and prepositions of a clause: {"after"}, {"to"}, {"if"}."""
    return frozenset(mark.lower for mark in doc.children(token, "mark"))


def cases(doc: Doc, token: Token) -> frozenset[str]:
    """Prepositions of a nominal, those of several words joined: {"according to"}, {"out of"}, {"in"}."""
    found = []
    for case in doc.children(token, "case"):
        words = [case, *doc.children(case, "fixed", "goeswith")]
        found.append(" ".join(word.lower for word in words))
    whole = " ".join(found)
    return frozenset({whole} if whole in _PREPOSITIONS else found)


def is_passive(doc: Doc, verb: Token) -> bool:
    """True for "was blocked", "got hit", "captured in Syria" (of a noun) and their conjuncts."""
    if verb.xpos not in ("VBN", "VBD") or verb.upos == "AUX":
        return False
    helped = bool(doc.children(verb, "aux:pass"))
    if not helped and doc.children(verb, "obj") and not doc.children(verb, "obl:agent"):
        return False                                                  # "the phone, which the company unveiled"
    if helped or doc.children(verb, "nsubj:pass", "csubj:pass"):
        return True
    fits = verb.xpos == "VBN" or verb.lower == participle(verb.lemma.lower())
    if fits and doc.children(verb, "obl:agent"):
        return True
    if any(aux.deprel == "aux:pass" for aux in auxiliaries(doc, verb)):
        return True
    if verb.is_root and verb.lemma in _SUFFERED and verb.lower == participle(verb.lemma.lower()) and not doc.children(
            verb, "obj", "aux", "cop", "ccomp", "xcomp", "conj"):
        return True                                                   # headlines: "Man arrested on suspicion of fraud"
    shared = base(verb.deprel) == "conj" and verb.lower == participle(verb.lemma.lower()) and (
        verb.lemma in TRANSITIVE or (doc.head(verb).deprel in ("acl", "advcl") and doc.head(verb).xpos == "VBN"))
    if shared and not has_subject(doc, verb) and not doc.children(verb, "obj", "iobj", "ccomp", "xcomp"):
        return is_passive(doc, doc.head(verb))                        # "was vetoed and sent back"
    elided = base(verb.deprel) == "conj" and verb.lemma in TRANSITIVE and has_subject(doc, verb) and (
        verb.lower == participle(verb.lemma.lower()) and not doc.children(verb, "aux", "obj", "ccomp"))
    if elided and is_passive(doc, doc.head(verb)):
        return True                                                   # "two were killed and a third wounded"
    loose = verb.xpos == "VBD" and verb.deprel in ("acl", "advcl") and not has_subject(doc, verb)
    if loose and not marks(doc, verb) and not doc.children(verb, "xcomp", "ccomp"):
        return True                                                   # "the militants, squeezed into a corner, …"
    if verb.xpos != "VBN" or any(aux.lemma == "have" for aux in auxiliaries(doc, verb)):
        return False
    if verb.deprel in ("acl", "advcl", "amod", "xcomp"):
        return True
    if has_subject(doc, verb):
        return False                                                  # "he was freed, a lawyer told us"
    return base(verb.deprel) == "conj" and not doc.children(verb, "obj") and is_passive(doc, doc.head(verb))


def antecedent(doc: Doc, token: Token) -> Token:
    """What a relative pronoun stands for; any other token is its own antecedent."""
    if token.xpos not in ("WDT", "WP", "WP$", "WRB") and token.feat("PronType") != "Rel":
        return token
    node = token
    while not node.is_root:
        if node.deprel in ("acl:relcl", "acl"):
            if token.lower in ("who", "whom"):
                return _person_between(doc, doc.head(node), token)
            noun = part_of(doc, doc.head(node), token)
            said = token.lower == "which" and token.deprel == "obj" and noun.upos == "NOUN" and is_person(noun)
            return token if said else noun                            # "beaten by guards, which they denied"
        node = doc.head(node)
    return token


def part_of(doc: Doc, noun: Token, pronoun: Token) -> Token:
    """"The end of the «caliphate» that they had proclaimed": of a noun of part or phase, what it is a part of."""
    if noun.lemma.lower() not in _PHASES:
        return noun
    for child in doc.children(noun, "nmod"):
        if "of" in cases(doc, child) and noun.index < child.index < pronoun.index:
            return child
    return noun


def _person_between(doc: Doc, noun: Token, pronoun: Token) -> Token:
    """The name nearest before "who", when the tree hung its clause on a thing ("a ship named after Lee, who …")."""
    if noun.upos in ("PROPN", "PRON") or is_person(noun) or noun.sentence != pronoun.sentence:
        return noun
    for token in reversed(doc.tokens[noun.index + 1:pronoun.index]):
        if token.upos == "PROPN" or (token.upos == "NOUN" and is_person(token)):
            while token.deprel in ("flat", "compound") and token.head > noun.index:
                token = doc.head(token)
            return token
    return noun


def has_subject(doc: Doc, verb: Token) -> bool:
    return bool(doc.children(verb, "nsubj", "csubj"))


def negated(doc: Doc, token: Token) -> bool:
    """True where the clause says that it did not happen ("not", "never", "no one came", "without paying", "rather than
    pay")."""
    before = tuple(word.lower for word in doc.tokens[max(0, token.index - 2):token.index])
    if is_verbal(token) and before in (("rather", "than"), ("instead", "of")):
        return True
    for child in doc.children(token):
        if child.lower in _NEGATIVE_WORDS and base(child.deprel) in ("advmod", "aux", "det", "cc:preconj"):
            return True
        if child.lower == "longer" and any(x.lower == "no" for x in doc.children(child)):
            return True
        if base(child.deprel) in ("nsubj", "obj") and is_verbal(token):
            if child.lower in _NEGATIVE_PRONOUNS:
                return True
            if any(word.lower == "neither" for word in doc.children(child, "cc:preconj", "cc", "det")):
                return True
            if any(det.lower in ("no", "neither") and base(det.deprel) in ("det", "advmod")
                   for det in doc.children(child)):
                return True
        if child.deprel == "det" and child.lower == "no":
            return True
        if child.deprel in ("mark", "case") and child.lower == "without":
            return True
    if any(aux.lower in ("n't", "n’t", "cannot") for aux in doc.children(token, "aux")):
        return True
    above = doc.head(token)
    if base(token.deprel) == "xcomp" and above.lemma in ("have", "be") and any(
            adverb.lower == "yet" for adverb in doc.children(above, "advmod")):   # "have yet to say"
        return True
    if base(token.deprel) == "conj" and is_verbal(token) and not has_subject(doc, token):
        cc = doc.children(token, "cc")
        if cc and cc[0].lower in ("or", "nor") and negated(doc, doc.head(token)):
            return True
    return False


def is_repeated(doc: Doc, verb: Token) -> bool:
    """True for "paused it several times", "stopped repeatedly": no one day holds it all."""
    words = {child.lower for child in doc.children(verb, "advmod")}
    return bool(words & _OFTEN) or any(child.lower == "times" for child in doc.children(verb, "obl", "obj", "nmod"))


def conjuncts(doc: Doc, head: Token) -> tuple[Token, ...]:
    """The head and the nominals coordinated with it, in text order."""
    found = [head]
    for child in doc.children(head, "conj", "appos"):
        if child.deprel == "appos" and not _is_listed(doc, head, child):
            continue
        if child == titled_conjunct(doc, head):
            continue
        if is_nominal(child) and not is_second_title(doc, head, child) and not any(
                word.lower == "not" for word in doc.children(child, "advmod", "cc")):   # "Lee, not Moreno"
            found.extend(conjuncts(doc, child))
    return tuple(found)


def _is_listed(doc: Doc, head: Token, aside: Token) -> bool:
    """"Two soldiers, a «clerk» and a driver": the second of three, taken for an aside."""
    if head.is_root and head.upos == aside.upos == "PROPN" and doc.children(head, "parataxis"):
        return True                                                   # headlines: "Northwind, Eastlake settle dispute"
    return head.upos == "NOUN" and aside.upos == "NOUN" and any(
        det.lower in ("a", "an") for det in doc.children(aside, "det")) and any(
        other.index > aside.index and doc.children(other, "det") and doc.children(other, "cc")
        for other in doc.children(head, "conj"))


def is_second_title(doc: Doc, head: Token, other: Token) -> bool:
    """ "The founder and former director of the firm Ada Moreno": one person, with two titles before the name."""
    if other.xpos != "NN" or not is_person(other):
        return False
    names = _names(doc, head)
    if head.xpos == "NN" and is_person(head) and not doc.children(other, "det"):
        names = (*names, *_names(doc, other))                         # "the president and general manager Ada Moreno"
    return any(name.upos == "PROPN" and name.index > other.index for name in names)


def titled_conjunct(doc: Doc, head: Token) -> Token | None:
    """The name of "harbour master and mayor «Ada Lund»", which the tree coordinates with the first of the titles."""
    if head.xpos != "NN" or doc.children(head, "det", "nmod:poss", "appos", "flat"):
        return None
    return next((child for child in doc.children(head, "conj") if child.upos == "PROPN" and any(
        title.xpos == "NN" and is_person(title) and not doc.children(title, "det")
        for title in doc.children(child, "nmod:desc"))), None)


def _names(doc: Doc, title: Token) -> tuple[Token, ...]:
    """What stands beside a title as a name: also "the former head of the firm «Ada» Moreno", which a tree hangs on it
    like a phrase without its preposition."""
    return tuple(child for child in doc.children(title, "appos", "flat", "nmod") if child.deprel != "nmod" or (
        child.upos == "PROPN" and child.index > title.index and not doc.children(child, "case")))


def names_beside(doc: Doc, head: Token) -> tuple[Token, ...]:
    """What stands beside a title as its name, also after a second title."""
    found = doc.children(head, "appos", "flat", "nmod:desc")
    name = titled_conjunct(doc, head)
    if name is not None:
        return (*found, name)
    for other in doc.children(head, "conj"):
        if is_second_title(doc, head, other):
            found = (*found, *_names(doc, head), *_names(doc, other))
    return found


def is_finite(doc: Doc, verb: Token) -> bool:
    """True when the predicate or one of its auxiliaries carries tense or a modal."""
    if verb.xpos in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(aux.xpos in ("VBD", "VBZ", "VBP", "MD") for aux in auxiliaries(doc, verb))
