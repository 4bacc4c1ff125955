"""The clause: what the tree says about a predicate: subject, objects, voice, negation, marks.

Follows Universal Dependencies v2 as the English treebanks use it. Subjects are found where English leaves
them unsaid: in relative clauses, participles, infinitives (control and raising) and coordination.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.language import Doc, Token

#: Relations that make a token the head of a clause of its own.
CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "csubj"})

#: Nouns of those who act: in "the first country to recognise" the country recognises.
_ACTORS = frozenset({"country", "nation", "state", "people", "person", "man", "woman", "group", "company", "party",
                     "team", "government", "force", "troop", "soldier", "ally", "leader", "minister"})
#: Verbs whose object does what the infinitive says, although their subject could ("promise X to …").
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "swear", "pledge"})
#: "keep X from …": the object is the one that does not do it.
PREVENTING = frozenset({"prevent", "stop", "keep", "bar", "ban", "block", "deter", "discourage", "prohibit",
                        "forbid", "hinder", "dissuade", "restrain", "save"})
_CONTENT_NOUNS = frozenset({"announcement", "statement", "claim", "report", "allegation", "accusation", "warning",
                            "declaration", "suggestion", "news", "word", "fear", "hope", "belief",
                            "decision", "fact", "idea", "rumour", "rumor", "concern", "sign", "evidence"})
_NEGATIVE_WORDS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "scarcely"})
_NEGATIVE_PRONOUNS = frozenset({"nobody", "nothing", "none", "neither", "no-one"})


#: Verbs whose infinitive tells what somebody is asked, told or made to do.
REQUESTING = frozenset({"ask", "urge", "tell", "order", "force", "call", "request", "beg", "instruct", "allow",
                        "invite", "press", "advise", "encourage", "warn", "require", "permit", "appeal",
                        "push", "persuade", "compel", "pressure", "want"})
#: Verbs whose complement came about with them.
CAUSING = frozenset({"prompt", "force", "cause", "make", "lead", "help", "get", "compel", "drive", "manage"})
#: Verbs that say of somebody, without saying it is so, that they did something.
ACCUSING = frozenset({"accuse", "charge", "suspect", "blame", "indict", "convict", "acquit", "clear"})
_WANTING = frozenset({"expect", "need", "help", "get", "let", "make", "see"})
#: Participles after "he said" that tell how he spoke, not what happened.
_MANNER_OF_SPEAKING = frozenset({"use", "add", "cite", "refer", "speak", "quote", "note", "describe", "call", "stress",
                                 "warn", "insist", "explain", "accuse", "blame", "vow", "promise",
                                 "point", "urge", "comment", "respond", "reply", "write"})
_SPEAKING = frozenset({"say", "add", "tell", "report", "announce", "claim", "explain", "note", "state", "write"})
_WITH_CLAUSE = frozenset({"think", "believe", "expect", "warn", "fear", "hope", "know", "deny", "insist", "argue",
                          "confirm", "admit", "promise", "vow", "agree", "ensure", "mean", "show", "suggest", "find",
                          "hear", "see", "feel", "decide", "demand", "urge", "reveal", "declare", "estimate"})
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


def governor(doc: Doc, token: Token) -> Token:
    """What a token depends on in meaning: its head in the tree, or what the tree should have said
    (`_reattached`). Never something below the token itself."""
    found = _reattached(doc, token)
    if found.index != token.head and any(above.index == token.index for above in doc.ancestors(found)):
        return doc.head(token)
    return found


def climb(doc: Doc, token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (token, its governor) up to the root; each token once, so that it always ends."""
    seen: set[int] = set()
    while not token.is_root and token.index not in seen:
        seen.add(token.index)
        above = governor(doc, token)
        yield token, above
        token = above


def _reattached(doc: Doc, token: Token) -> Token:
    """What a token depends on in meaning, where that is not its head in the tree: "they blocked roads, he
    said, trapping hundreds" (they trap, not he), "A streamed out, but at the gate B stood" and "he said that in
    May B stood" (the adverbial belongs to what follows)."""
    head = doc.head(token)
    if base(token.deprel) == "advcl" and token.xpos == "VBG" and head.lemma in _SPEAKING and (
            head.index < token.index and token.lemma not in _MANNER_OF_SPEAKING and not marks(doc, token)):
        if head.deprel == "parataxis":
            return doc.head(head)
        for said in doc.children(head, "ccomp"):
            if said.index < head.index:
                return said
    above = doc.head(head)
    if token.deprel == "acl" and "to" in marks(doc, token) and base(head.deprel) == "obl" and (
            above.lemma in REQUESTING):                               # "asked them in a tweet to leave"
        return above
    if token.deprel == "acl" and "of" in marks(doc, token) and base(head.deprel) == "obj" and (
            above.lemma in ACCUSING):                                 # "accused them of lying"
        return above
    if "that" in marks(doc, token) and (base(token.deprel) == "acl" or (
            base(token.deprel) == "ccomp" and head.lemma not in _SPEAKING | _WITH_CLAUSE)):
        mark = next(child.index for child in doc.children(token, "mark") if child.lower == "that")
        for noun in reversed(doc.tokens[head.index + 1:mark]):
            if noun.lemma.lower() in _CONTENT_NOUNS:              # "fears since the announcement that they leave"
                return noun
    if base(token.deprel) == "advcl" and token.xpos == "VBG" and token.lemma in _MANNER_OF_SPEAKING and (
            head.deprel == "ccomp" and above.lemma in _SPEAKING and head.index < above.index < token.index):
        return above                                                  # "they fled, he said, using a code word"
    if base(token.deprel) == "obl" and head.deprel == "ccomp" and above.lemma in _SPEAKING and (
            head.index < above.index < token.index):                  # "they fled, he said on Sunday"
        return above
    if base(token.deprel) in ("obl", "advmod") and head.index < token.index:
        for other in doc.children(head, "conj", "ccomp", "advcl"):
            if is_verbal(other) and any(head.index < word.index < token.index < other.index
                                        for word in doc.children(other, "cc", "mark")):
                return other
    return head


def dependents(doc: Doc, verb: Token, *deprels: str) -> tuple[Token, ...]:
    """Children of a predicate by `governor`: without those that belong to a later conjunct, with those that
    the tree hung on the conjunct before."""
    own = [child for child in doc.children(verb, *deprels) if governor(doc, child).index == verb.index]
    if base(verb.deprel) in ("conj", "ccomp", "advcl"):
        own = [child for child in doc.children(doc.head(verb), *deprels)
               if governor(doc, child).index == verb.index] + own
    return tuple(own)


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
    said = [child for child in doc.children(verb, "nsubj", "csubj")
            if child.deprel != "nsubj:outer" and _speech_of(doc, child) in (None, verb)]
    if len(said) > 1 and any(child.xpos in ("WDT", "WP") for child in said):      # "tents that workers put up"
        said = [child for child in said if child.xpos not in ("WDT", "WP")] or said[:1]
    if len(said) > 1:
        said = _one_subject(said, verb)
    if said:
        return antecedent(doc, said[0])
    if verb.is_root or verb.lemma in _SPEAKING:
        inverted = _inverted_subject(doc, verb) or _stray_subject(doc, verb)
        if inverted is not None or verb.is_root:
            return inverted
    over, relation = governor(doc, verb), base(verb.deprel)
    if relation == "parataxis":
        return None
    if relation == "conj":
        if not is_verbal(over) and not is_verbal(verb):
            return None
        return subject(doc, over, _depth + 1)
    beside = _noun_before(doc, verb)
    if verb.deprel == "acl" and over.index == verb.head:
        if "to" in marks(doc, verb) or "of" in marks(doc, verb):
            if _acts(over) and "to" in marks(doc, verb):
                return over
            return possessor(doc, over) or _subject_of_holder(doc, over, _depth)
        return beside or over
    if verb.deprel == "acl:relcl":
        if any(pronoun in ("who", "which", "that") for pronoun in _relative_words(doc, verb)):
            return None
        return over
    if relation in ("xcomp", "advcl") and verb.xpos == "VBN" and not auxiliaries(doc, verb) and beside is not None:
        return beside
    if relation == "xcomp" or (relation == "advcl" and "from" in marks(doc, verb) and over.lemma in PREVENTING) or (
            relation in ("advcl", "acl") and "to" in marks(doc, verb) and over.lemma in REQUESTING | _WANTING) or (
            relation in ("advcl", "acl") and "of" in marks(doc, verb) and over.lemma in ACCUSING):
        return _controller(doc, over) or subject(doc, over, _depth + 1)
    if relation == "advcl" and is_verbal(over):
        return subject(doc, over, _depth + 1)
    if relation == "ccomp" and verb.xpos in ("VB", "VBG") and not auxiliaries(doc, verb):
        return _controller(doc, over) or subject(doc, over, _depth + 1)
    return None


def _speech_of(doc: Doc, noun: Token) -> Token | None:
    """The "said" of "they blocked roads, a spokesman said" whose subject the tree hung on the verb before."""
    if noun.head >= noun.index or base(noun.deprel) != "nsubj":
        return None
    for token in doc.tokens[noun.index + 1:doc.sentence_of(noun).last]:
        if token.lemma in _SPEAKING and token.xpos == "VBD":
            return token if not doc.children(token, "nsubj") else None
        if is_verbal(token) and token.xpos in ("VBD", "VBZ", "VBP", "MD") and token.deprel != "acl:relcl":
            return None
    return None


def _stray_subject(doc: Doc, verb: Token) -> Token | None:
    for token in reversed(doc.tokens[doc.sentence_of(verb).first:verb.index]):
        if base(token.deprel) != "nsubj":
            continue
        over = doc.head(token)
        if _speech_of(doc, token) == verb:
            return token
        if over.xpos == "VBG" and token.index < over.index < verb.index and not auxiliaries(doc, over):
            return token                                              # "forces fighting them said"
    return None


def _one_subject(said: list[Token], verb: Token) -> list[Token]:
    """Of two subjects, the name after a title ("spokesman" "Lee"), or the one before the verb."""
    before = [child for child in said if child.index < verb.index]
    if len(before) > 1 and before[-1].upos == "PROPN" and before[-1].index - before[-2].index == 1:
        return [before[-1]]
    return before[:1] or said[:1]


def _inverted_subject(doc: Doc, verb: Token) -> Token | None:
    """Who speaks in "“…”, said the mayor"."""
    if verb.lemma not in _SPEAKING or verb.index == 0 or verb.xpos != "VBD":
        return None
    if doc.tokens[verb.index - 1].upos != "PUNCT" or doc.tokens[verb.index - 1].sentence != verb.sentence:
        return None
    for child in doc.children(verb, "obj"):
        if child.index > verb.index:
            return child
    return None


def _noun_before(doc: Doc, verb: Token) -> Token | None:
    """The noun right before a participle, when the tree hung the participle on another one."""
    if verb.index == 0 or verb.xpos not in ("VBN", "VBG") or marks(doc, verb) or auxiliaries(doc, verb):
        return None
    noun = doc.tokens[verb.index - 1]
    while noun.deprel in ("flat", "compound") and not noun.is_root:
        noun = doc.head(noun)
    if noun.upos not in ("NOUN", "PROPN") or noun.sentence != verb.sentence:
        return None
    if verb.xpos == "VBG" and verb.deprel != "acl":
        return None
    return noun if noun not in doc.subtree(doc.head(verb)) or doc.head(verb).index == noun.index or (
        verb.deprel in ("xcomp", "advcl")) else None


def _acts(noun: Token) -> bool:
    """A nominal that can do something itself, unlike a plan or a chance to do it."""
    return noun.upos == "PROPN" or noun.lemma.lower() in _ACTORS


def _has_subject(doc: Doc, verb: Token) -> bool:
    return bool(doc.children(verb, "nsubj", "csubj"))


def _relative_words(doc: Doc, verb: Token) -> Iterator[str]:
    for token in doc.subtree(verb):
        if token.feat("PronType") == "Rel" or token.xpos in ("WDT", "WP", "WP$", "WRB"):
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


def _is_content_that(doc: Doc, verb: Token, child: Token) -> bool:
    """The "that" of "his announcement that troops would withdraw", taken for a relative pronoun."""
    return (child.lower == "that" and child.index < verb.index and verb.deprel == "acl:relcl"
            and doc.head(verb).lemma.lower() in _CONTENT_NOUNS and _has_subject(doc, verb))


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
    turned = _inverted_subject(doc, verb)
    own = tuple(antecedent(doc, child) for child in doc.children(verb, "obj")
                if (turned is None or child.index != turned.index) and not _is_content_that(doc, verb, child))
    if own or is_passive(doc, verb):
        return own
    if verb.deprel == "acl:relcl" and doc.children(verb, "nsubj") and not any(_relative_words(doc, verb)):
        head = doc.head(verb)
        if not doc.children(verb, "obl", "ccomp", "xcomp", "obj", "mark") and is_nominal(head) and (
                head.lemma.lower() not in _CONTENT_NOUNS):
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
