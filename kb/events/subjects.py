"""Subjects and objects: who does it and to what, said or understood.

English leaves them unsaid in relative clauses, participles, infinitives (control and raising) and
coordination; a parser misplaces them around "he said". Both are seen through here.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.events.attachment import governor
from kb.events.clause import (
    antecedent,
    auxiliaries,
    base,
    cases,
    has_subject,
    is_finite,
    is_nominal,
    is_passive,
    is_verbal,
    marks,
    part_of,
)
from kb.events.word_classes import (
    ACCUSING,
    ACTORS,
    CONTENT_NOUNS,
    INTRANSITIVE,
    PREVENTING,
    REQUESTING,
    SPEAKING,
    SUBJECT_CONTROL,
    TRANSITIVE,
    WANTING,
    is_person,
)
from kb.language import Doc, Token

#: Nouns of asking: who asks is not who shall do it.
_REASONS = frozenset({"for", "by", "after", "before", "without", "while", "despite"})
#: Verbs that name in a phrase who shall do something: "called on him to leave", "negotiated with him to give up".
_ADDRESSING = frozenset("call appeal rely press prevail plead negotiate".split())
_ASKING_NOUNS = frozenset("demand call order appeal plea request pressure invitation".split())


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
    if verb.is_root or verb.lemma in SPEAKING:
        inverted = _inverted_subject(doc, verb) or _stray_subject(doc, verb)
        if inverted is not None or verb.is_root:
            return inverted
    over, relation = governor(doc, verb), base(verb.deprel)
    if relation == "parataxis":
        listed = doc.children(over, "appos", "conj") and not doc.children(over, "cop")
        if over.is_root and over.upos in ("NOUN", "PROPN") and over.index < verb.index and listed and (
                verb.xpos in ("VB", "VBP", "VBZ", "VBD")):
            return over                                               # "Northwind, Eastlake settle dispute"
        alike = over.xpos == verb.xpos and over.index < verb.index and doc.tokens[verb.index - 1].text == ","
        return subject(doc, over, _depth + 1) if alike and is_verbal(over) else None   # "Lee sells firm, leaves Leeds"
    if relation == "conj":
        if not is_verbal(over) and not is_verbal(verb):
            return None
        return subject(doc, over, _depth + 1)
    beside = _noun_before(doc, verb)
    if verb.deprel == "acl" and over.index == verb.head and "to" in marks(doc, verb) and is_passive(doc, verb):
        return over                                                   # "an event to be held in May"
    if verb.deprel == "acl" and over.index == verb.head:
        if verb.xpos == "VBG" and marks(doc, verb) & _REASONS and over.index == verb.head:
            return _blamed(doc, over, _depth)
        if "to" in marks(doc, verb) and over.lemma.lower() in _ASKING_NOUNS:
            return None                                               # "his demand to free them"
        if "to" in marks(doc, verb) or "of" in marks(doc, verb):
            if _acts(over) and "to" in marks(doc, verb):
                return over
            return possessor(doc, over) or _subject_of_holder(doc, over, _depth)
        person = verb.xpos == "VBN" and verb.lemma in ACCUSING and over.upos != "PROPN"
        far = doc.tokens[verb.index - 1].text == "," and verb.index - over.index > 2
        aside = far and (verb.xpos == "VBG" or person)
        if aside and not is_person(over):                             # "marched past the bank, …, breaking windows"
            above = next((token for token in doc.ancestors(over) if is_verbal(token)), None)
            if above is not None and is_finite(doc, above):
                return subject(doc, above, _depth + 1) or over
        return beside or over
    if verb.deprel == "acl:relcl":
        if any(pronoun in ("who", "which", "that") for pronoun in _relative_words(doc, verb)):
            return None
        return over
    if relation in ("xcomp", "advcl") and verb.xpos == "VBN" and not auxiliaries(doc, verb) and beside is not None:
        return beside
    if relation == "csubj" and over.lemma == "take" and "to" in marks(doc, verb):
        return next((child for child in doc.children(over, "iobj", "obj") if is_person(child)), None)
    if relation == "xcomp" or (relation == "advcl" and "from" in marks(doc, verb) and over.lemma in PREVENTING) or (
            relation in ("advcl", "acl") and "to" in marks(doc, verb) and over.lemma in REQUESTING | WANTING) or (
            relation in ("advcl", "acl") and marks(doc, verb) & {"of", "with", "for"} and over.lemma in ACCUSING):
        return _controller(doc, over) or subject(doc, over, _depth + 1)
    if relation == "advcl" and verb.xpos == "VBG" and over.deprel == "acl" and over.xpos == "VBN" and (
            doc.tokens[verb.index - 1].text == ","):
        above = next((token for token in doc.ancestors(over) if is_verbal(token)), None)
        return subject(doc, above, _depth + 1) if above is not None else None   # "the bank, known as …, breaking"
    if relation == "advcl" and is_verbal(over):
        return subject(doc, over, _depth + 1)
    if relation == "ccomp" and verb.xpos in ("VB", "VBG") and not auxiliaries(doc, verb):
        return _controller(doc, over) or subject(doc, over, _depth + 1)
    return None


def _blamed(doc: Doc, noun: Token, depth: int) -> Token | None:
    """Who "was sentenced to a year in prison for taking bribes": the one affected by the verb above the noun."""
    above = next((token for token in doc.ancestors(noun) if is_verbal(token)), None)
    if above is None:
        return None
    things = () if is_passive(doc, above) else doc.children(above, "obj", "iobj")
    person = next((thing for thing in things if thing.upos in ("PROPN", "PRON") or is_person(thing)), None)
    return person or subject(doc, above, depth + 1)


def _speech_of(doc: Doc, noun: Token) -> Token | None:
    """The "said" of "they blocked roads, a spokesman said" whose subject the tree hung on the verb before."""
    if noun.head >= noun.index or base(noun.deprel) != "nsubj":
        return None
    for token in doc.tokens[noun.index + 1:doc.sentence_of(noun).last]:
        if token.lemma in SPEAKING and token.xpos == "VBD":
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
    return _after_comma(doc, verb)


def _after_comma(doc: Doc, verb: Token) -> Token | None:
    """Who speaks in "they fled, rebels fighting them said", when the tree hung the speaker on a noun before."""
    if verb.xpos != "VBD" or verb.lemma not in SPEAKING or doc.children(verb, "nsubj"):
        return None
    span: list[Token] = []
    for token in reversed(doc.tokens[doc.sentence_of(verb).first:verb.index]):
        if token.text == ",":
            break
        span.insert(0, token)
    else:
        return None
    inside = {token.index for token in span}
    heads = [token for token in span
             if is_nominal(token) and token.head not in inside and not doc.children(token, "case")]
    begins = len(span) <= 10 and bool(span) and span[0].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
    return heads[0] if len(heads) == 1 and begins else None


def _one_subject(said: list[Token], verb: Token) -> list[Token]:
    """Of two subjects, the name after a title ("spokesman" "Lee"), or the one before the verb."""
    before = [child for child in said if child.index < verb.index]
    if len(before) > 1 and before[-1].upos == "PROPN" and before[-1].index - before[-2].index == 1:
        return [before[-1]]
    return before[:1] or said[:1]


def _inverted_subject(doc: Doc, verb: Token) -> Token | None:
    """Who speaks in "“…”, said the mayor"."""
    if verb.lemma not in SPEAKING or verb.index == 0 or verb.xpos != "VBD":
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
    return noun.upos == "PROPN" or noun.lemma.lower() in ACTORS


def _relative_words(doc: Doc, verb: Token) -> Iterator[str]:
    for token in doc.subtree(verb):
        if token.feat("PronType") == "Rel" or token.xpos in ("WDT", "WP", "WP$", "WRB"):
            yield token.lower


def _controller(doc: Doc, governor: Token) -> Token | None:
    """The argument of a verb that does what its infinitive or participle says."""
    if governor.lemma in SUBJECT_CONTROL:
        return None
    for child in doc.children(governor, "obj", "iobj"):
        return antecedent(doc, child)
    for child in doc.children(governor, "obl"):
        if governor.lemma in _ADDRESSING and cases(doc, child) & {"on", "upon", "for", "to", "with"}:
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
            and doc.head(verb).lemma.lower() in CONTENT_NOUNS and has_subject(doc, verb))


def stranded(doc: Doc, verb: Token) -> Token | None:
    """The "about" of "the dam, which engineers had warned about"."""
    after = doc.tokens[verb.index + 1:verb.index + 2]
    loose = bool(after) and after[0].xpos in ("IN", "RP", "TO") and after[0].head == verb.index and (
        base(after[0].deprel) in ("obl", "advmod", "compound") and not doc.children(after[0]))
    pronouns = [child for child in doc.children(verb, "obj") if child.xpos in ("WDT", "WP")]
    return after[0] if loose and pronouns and after[0].lower not in ("up", "out", "down", "off", "away") else None


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
    that = marks(doc, verb) == {"that"}
    if verb.deprel == "acl:relcl" and doc.children(verb, "nsubj") and (that or not any(_relative_words(doc, verb))):
        head = part_of(doc, doc.head(verb), verb)
        loose = that or verb.lemma in TRANSITIVE
        others = ("ccomp", "xcomp", "obj") if loose else ("obl", "ccomp", "xcomp", "obj", "mark")
        if not doc.children(verb, *others) and is_nominal(head) and head.lemma.lower() not in CONTENT_NOUNS:
            return (head,)
    first = doc.head(verb)
    alike = first.xpos == verb.xpos or {first.xpos, verb.xpos} == {"VBD", "VBN"}
    if base(verb.deprel) == "conj" and alike and verb.index - first.index <= 3 and (
            not has_subject(doc, verb) and not doc.children(verb, "ccomp", "xcomp")):
        shared = tuple(antecedent(doc, child) for child in doc.children(first, "obj") if child.index > verb.index)
        if shared:
            return shared                                             # "shot and wounded three people"
    if doc.children(verb, "obl", "ccomp", "xcomp", "advcl") or verb.lemma.lower() in INTRANSITIVE:
        return ()
    for other in doc.children(verb, "conj"):
        if other.xpos == verb.xpos and other.index - verb.index <= 3 and not has_subject(doc, other):
            return tuple(antecedent(doc, child) for child in doc.children(other, "obj"))
    return ()
