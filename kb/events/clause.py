"""The clause: what the tree says about a predicate: subject, objects, voice, negation, marks.

Follows Universal Dependencies v2 as the English treebanks use it. Subjects are found where English leaves
them unsaid: in relative clauses, participles, infinitives (control and raising) and coordination.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.language import Doc, Token

#: Relations that make a token the head of a clause of its own.
CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "csubj"})

#: Verbs whose object does what the infinitive says, although their subject could ("promise X to …").
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "swear", "pledge"})
#: "keep X from …": the object is the one that does not do it.
PREVENTING = frozenset({"prevent", "stop", "keep", "bar", "ban", "block", "deter", "discourage", "prohibit",
                        "forbid", "hinder", "dissuade", "restrain", "save"})
#: Nouns whose possessor or governing subject does what the infinitive says ("his plan to withdraw").
_NEGATIVE_WORDS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "scarcely"})
_NEGATIVE_PRONOUNS = frozenset({"nobody", "nothing", "none", "neither", "no-one"})


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
    """Prepositions of a nominal, fixed ones joined: {"according to"}, {"in"}; without them "'s" too."""
    found = set()
    for case in doc.children(token, "case"):
        words = [case, *doc.children(case, "fixed", "goeswith")]
        found.add(" ".join(word.lower for word in words))
    return frozenset(found)


def is_passive(doc: Doc, verb: Token) -> bool:
    """True for "was blocked", "got hit", "captured in Syria" (of a noun) and their conjuncts."""
    if verb.xpos not in ("VBN", "VBD") or verb.upos == "AUX":
        return False
    if doc.children(verb, "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"):
        return True
    if any(aux.deprel == "aux:pass" for aux in auxiliaries(doc, verb)):
        return True
    if verb.xpos != "VBN" or any(aux.lemma == "have" for aux in auxiliaries(doc, verb)):
        return False
    if verb.deprel in ("acl", "advcl", "amod", "xcomp"):
        return True
    return base(verb.deprel) == "conj" and not doc.children(verb, "obj") and is_passive(doc, doc.head(verb))


def antecedent(doc: Doc, token: Token) -> Token:
    """What a relative pronoun stands for; any other token is its own antecedent."""
    if token.xpos not in ("WDT", "WP", "WP$", "WRB") and token.feat("PronType") != "Rel":
        return token
    node = token
    while not node.is_root:
        if node.deprel == "acl:relcl":
            return doc.head(node)
        node = doc.head(node)
    return token


def subject(doc: Doc, verb: Token, _depth: int = 0) -> Token | None:
    """The head of who or what the predicate is about, said or understood; None where the tree tells nothing.

    For a passive this is the one affected. Relative pronouns are replaced by what they stand for.
    """
    if _depth > 8:
        return None
    for child in doc.children(verb, "nsubj", "csubj"):
        if child.deprel != "nsubj:outer":
            return antecedent(doc, child)
    if verb.is_root:
        return None
    governor, relation = doc.head(verb), base(verb.deprel)
    if relation == "conj":
        if not is_verbal(governor) and not is_verbal(verb):
            return None
        return subject(doc, governor, _depth + 1)
    if verb.deprel == "acl":
        if "to" in marks(doc, verb):
            return possessor(doc, governor) or _subject_of_holder(doc, governor, _depth)
        return governor
    if verb.deprel == "acl:relcl":
        if any(pronoun in ("who", "which", "that") for pronoun in _relative_words(doc, verb)) or _has_subject(
                doc, verb):
            return None
        return governor
    if relation == "xcomp" or (relation == "advcl" and "from" in marks(doc, verb)
                               and governor.lemma in PREVENTING):
        controller = _controller(doc, governor)
        return controller or subject(doc, governor, _depth + 1)
    if relation == "advcl" and is_verbal(governor):
        return subject(doc, governor, _depth + 1)
    if relation == "ccomp" and verb.xpos in ("VB", "VBG") and not auxiliaries(doc, verb):
        return _controller(doc, governor) or subject(doc, governor, _depth + 1)
    return None


def _has_subject(doc: Doc, verb: Token) -> bool:
    return bool(doc.children(verb, "nsubj", "csubj"))


def _relative_words(doc: Doc, verb: Token) -> Iterator[str]:
    for token in doc.subtree(verb):
        if token.feat("PronType") == "Rel" or token.xpos in ("WDT", "WP"):
            yield token.lower


def _controller(doc: Doc, governor: Token) -> Token | None:
    """The argument of a verb that does what its infinitive or participle says."""
    if governor.lemma in _SUBJECT_CONTROL:
        return None
    for child in doc.children(governor, "obj", "iobj"):
        return antecedent(doc, child)
    for child in doc.children(governor, "obl"):
        if governor.lemma in ("call", "appeal", "rely", "press", "prevail", "plead") and cases(doc, child) & {
                "on", "upon", "for", "to", "with"}:
            return child
    return None


def _subject_of_holder(doc: Doc, noun: Token, depth: int) -> Token | None:
    """Who has the plan in "they announced a plan to withdraw"."""
    if base(noun.deprel) in ("obj", "obl", "xcomp") and is_verbal(doc.head(noun)):
        return subject(doc, doc.head(noun), depth + 1)
    return None


def possessor(doc: Doc, noun: Token) -> Token | None:
    """The head of "Trump" in "Trump's announcement" or "the announcement by Trump"."""
    for child in doc.children(noun, "nmod:poss"):
        return antecedent(doc, child)
    for child in doc.children(noun, "nmod", "obl:agent"):
        if "by" in cases(doc, child):
            return child
    return None


def objects(doc: Doc, verb: Token) -> tuple[Token, ...]:
    """Heads of the direct objects, also the one that a relative clause leaves out ("the men we captured")
    and the one that coordinated verbs share ("attacked and looted the shop")."""
    own = tuple(antecedent(doc, child) for child in doc.children(verb, "obj"))
    if own or is_passive(doc, verb):
        return own
    if verb.deprel == "acl:relcl" and doc.children(verb, "nsubj") and not any(_relative_words(doc, verb)):
        head = doc.head(verb)
        if not doc.children(verb, "obl", "ccomp", "xcomp") and is_nominal(head):
            return (head,)
    if doc.children(verb, "obl", "ccomp", "xcomp", "advcl"):
        return ()
    for other in doc.children(verb, "conj"):
        if other.xpos == verb.xpos and other.index - verb.index <= 3 and not _has_subject(doc, other):
            return tuple(antecedent(doc, child) for child in doc.children(other, "obj"))
    return ()


def negated(doc: Doc, token: Token) -> bool:
    """True where the clause says that it did not happen ("not", "never", "no one came", "without paying")."""
    for child in doc.children(token):
        if child.lower in _NEGATIVE_WORDS and base(child.deprel) in ("advmod", "aux", "det", "cc:preconj"):
            return True
        if child.lower == "longer" and any(x.lower == "no" for x in doc.children(child)):
            return True
        if base(child.deprel) in ("nsubj", "obj") and is_verbal(token):
            if child.lower in _NEGATIVE_PRONOUNS:
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
    if base(token.deprel) == "conj" and is_verbal(token) and not _has_subject(doc, token):
        cc = doc.children(token, "cc")
        if cc and cc[0].lower in ("or", "nor") and negated(doc, doc.head(token)):
            return True
    return False


def conjuncts(doc: Doc, head: Token) -> tuple[Token, ...]:
    """The head and the nominals coordinated with it, in text order."""
    found = [head]
    for child in doc.children(head, "conj"):
        if is_nominal(child):
            found.extend(conjuncts(doc, child))
    return tuple(found)


def is_infinitive(doc: Doc, verb: Token) -> bool:
    """True for "to withdraw" and bare complements ("let them leave")."""
    return verb.xpos == "VB" and not any(aux.xpos in ("MD", "VBD", "VBP", "VBZ")
                                         for aux in auxiliaries(doc, verb))


def is_finite(doc: Doc, verb: Token) -> bool:
    """True when the predicate or one of its auxiliaries carries tense or a modal."""
    if verb.xpos in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(aux.xpos in ("VBD", "VBZ", "VBP", "MD") for aux in auxiliaries(doc, verb))
