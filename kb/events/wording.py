"""Wording: the words of a phrase or clause as a label says them.

Names stand for pronouns and descriptions, asides and times are left out, and what is too long is said in fewer
words: `brevity` 0 is the phrase in full, 1 leaves out what follows its head but "of"-phrases, 2 those too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kb.events.clause import antecedent, base, cases, conjuncts, names_beside
from kb.events.phrases import EntityIndex, counted, hedge_before
from kb.events.unnamed import UnnamedAntecedents
from kb.language import Doc, Token

#: Ids of the entities that a label has named so far.
Known = frozenset[str] | None

_ASIDE = frozenset({"parataxis", "appos", "advcl", "discourse", "vocative", "dep", "list", "dislocated", "reparandum",
                    "orphan"})
_QUOTES = frozenset("“”\"„«»``''")
#: Small words before a noun that say nothing in a headline.
_LIGHT_ADVERBS = frozenset({"also", "already", "still", "just", "even", "only", "now"})
#: Prepositions of circumstances, which a headline leaves out.
_WHEN = frozenset({"after", "before", "since", "until", "during", "amid", "despite", "following", "because of",
                   "due to", "ahead of", "prior to", "within", "except", "except for", "besides"})
_AIMS = frozenset({"attempt", "effort", "bid", "hope"})
#: Parts of a clause that a shorter form of it leaves out.
_CIRCUMSTANCES = frozenset({"obl", "advcl", "advmod", "conj", "cc"})
#: Adverbs that are part of a verb: "take back", "pull out".
PARTICLES = frozenset("out back away down up home off in on over apart together abroad".split())

#: Adverbs that never go: without them the clause says something else.
_MEANT = PARTICLES | {"not", "n't", "n’t", "never", "no"}


class Wording:
    """Words phrases of one document. `timed` holds the tokens of time expressions."""

    def __init__(self, doc: Doc, index: EntityIndex, unnamed: UnnamedAntecedents, timed: Collection[int]) -> None:
        self._doc, self._index, self._unnamed, self._timed = doc, index, unnamed, frozenset(timed)

    def nominal(self, head: Token, known: Known, brevity: int = 0) -> str:
        """A nominal with what is coordinated with it. `known` are the entities that the label has named, whose
        pronouns may stay; None where it speaks of nothing yet."""
        items = [head, *self._others(head)]
        if brevity and len(items) > 2:
            return f"{self.one(head, known, brevity)} and others"
        names: list[str] = []
        for item in items:
            names.append(self.one(item, known, brevity))
            entity = self._index.entity_of(self._doc, self._unnamed.of(item))
            if entity is not None:
                known = (known or frozenset()) | {entity.id}
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _others(self, head: Token) -> list[Token]:
        """What is coordinated with a nominal, each entity once."""
        first = self._index.entity_of(self._doc, head)
        seen = {first.id} if first is not None else set()
        found: list[Token] = []
        for item in conjuncts(self._doc, head)[1:]:
            entity = self._index.entity_of(self._doc, item)
            if item.upos not in ("NOUN", "PROPN", "PRON") or item.lower in ("none", "nobody", "nothing") or (
                    entity is not None and entity.id in seen):
                continue
            found.append(item)
            if entity is not None:
                seen.add(entity.id)
        return found

    def one(self, head: Token, known: Known, brevity: int = 0) -> str:
        """A nominal without its conjuncts: a named or pronominal entity by its name, else its own words."""
        head = self._unnamed.of(head)
        named = self._name_beside(head)
        if named is not None:
            return named
        pair = self._index.mention_at(head)
        if pair is not None and pair[1].head == head.index:
            entity, mention = pair
            counts = any(child.deprel in ("nummod", "nmod") for child in self._doc.children(head))
            plain = head.upos in ("PROPN", "PRON") or mention.kind == "pronoun"
            if plain and not counts:
                if known is not None and entity.id in known and mention.kind == "pronoun":
                    return head.text
                return entity.name
        kept = self._gather(head, top=True, brevity=brevity)
        return self._join([*hedge_before(self._doc, kept[0]), *kept], known)

    def with_case(self, head: Token, known: Known, brevity: int = 0) -> str:
        """A nominal after its preposition."""
        case = [t for t in self._doc.children(head, "case") if t.index < head.index]
        words = [word.text.lower() for c in case for word in (c, *self._doc.children(c, "fixed"))]
        return " ".join([*words, self.nominal(head, known, brevity)])

    def clause(self, head: Token, known: Known, *, keep_that: bool = False, brevity: int = 0) -> str:
        """A dependent clause in its own words, without asides."""
        kept = self._gather(head, top=True, clauses=True, brevity=brevity)
        if not keep_that:
            drop = {t.index for t in self._doc.children(head, "mark") if t.lower == "that"}
            kept = [index for index in kept if index not in drop]
        return self._join(kept, known)

    def is_bare(self, noun: Token) -> bool:
        """Whether nothing but an article and words of time stands with a noun ("the talks", "Sunday's vote")."""
        return all(child.index in self._timed or base(child.deprel) in ("det", "case", "punct", "cop", "nsubj", "aux",
                                                                        "mark", "cc", "conj", "obl", "advmod")
                   for child in self._doc.children(noun))

    def dated(self, noun: Token) -> str:
        """A bare noun with its article and the words of time before it ("the 2007 ceremony")."""
        before = [token.index for child in self._doc.children(noun, "det", "nmod:poss", "compound", "amod")
                  for token in self._doc.subtree(child) if child.index < noun.index]
        first = min([noun.index, *before])
        tokens = [token.index for token in self._doc.tokens[first:noun.index + 1] if token.text not in _QUOTES]
        return self._join(tokens, None)

    def is_circumstance(self, head: Token) -> bool:
        """Words that say when or what for, which labels leave out."""
        if head.lemma.lower() in _AIMS and "in" in cases(self._doc, head):
            return True                                               # "in an attempt to stop him"
        return any(token.index in self._timed for token in (head, *self._doc.children(head, "nummod", "amod"))) or bool(
            cases(self._doc, head) & _WHEN)

    def _name_beside(self, head: Token) -> str | None:
        """ "French minister Laurent Nunez" is Laurent Nunez."""
        if head.upos != "NOUN" or head.xpos == "NNS":
            return None
        for child in names_beside(self._doc, head):
            pair = self._index.mention_at(child)
            if pair is not None and pair[0].type == "person" and pair[1].kind == "name":
                return pair[0].name
        return None

    def _gather(self, head: Token, top: bool, clauses: bool = False, brevity: int = 0) -> list[int]:
        """Tokens of a phrase without asides, times and quotation marks."""
        doc, kept = self._doc, [head.index]
        counts = counted(doc, head).index != head.index
        for child in doc.children(head):
            if not self._is_left_out(head, child, top, clauses, brevity, counts):
                kept.extend(self._gather(child, top=False, clauses=clauses, brevity=0 if counts else brevity))
        return sorted(kept)

    def _is_left_out(self, head: Token, child: Token, top: bool, clauses: bool, brevity: int, counts: bool) -> bool:
        relation = base(child.deprel)
        quote = child.text in _QUOTES and child.xpos != "POS"
        if child.index in self._timed or quote or relation in _ASIDE:
            return True
        if relation in ("obl", "nmod") and self.is_circumstance(child):
            return True
        outside = relation in ("case", "mark", "conj", "cc", "cop", "nsubj", "aux", "punct")
        inside = (relation == "case" and child.index > head.index) or child.text == "-"
        if top and not clauses and outside and not inside:
            return True
        if not clauses and relation in ("acl", "ccomp"):
            return True
        if clauses and (child.deprel == "acl:relcl" or (brevity and relation == "acl") or (
                top and brevity and relation in _CIRCUMSTANCES and child.lower not in _MEANT)):
            return True
        if relation == "punct" and (child.text not in "-,–’'/" or (
                child.text == "," and any(c.deprel in ("acl:relcl", "appos") for c in self._doc.children(head)))):
            return True
        if relation == "amod" and child.index > head.index and head.upos in ("NOUN", "PROPN") and not clauses:
            return True                                               # "a phone capable of …"
        if relation == "nmod" and child.index > head.index and self._follows_comma(child):
            return True                                               # "Lee, of Leeds"
        if relation == "nmod" and top and child.index < head.index and any(
                mark.text == "," and mark.index < head.index for mark in self._doc.children(child, "punct")):
            return True                                               # "In Syria, last stand"
        unmarked = child.deprel == "nmod:unmarked" or (child.deprel == "obl:unmarked" and head.upos == "NOUN")
        if unmarked and (child.index > head.index or not clauses):
            return True
        if brevity and not clauses and not counts and child.index > head.index and head.upos != "SYM" and (
                relation in ("obl", "advmod", "nummod") or (
                    relation == "nmod" and (brevity > 1 or "of" not in cases(self._doc, child)))):
            return True
        return relation == "advmod" and not clauses and child.index < head.index and child.lower in _LIGHT_ADVERBS

    def _follows_comma(self, child: Token) -> bool:
        first = self._doc.subtree(child)[0]
        return first.text == "," or (first.index > 0 and self._doc.tokens[first.index - 1].text == ",")

    def _join(self, indexes: Sequence[int], known: Known) -> str:
        """Tokens with the spacing of the text; possessive pronouns of others become names."""
        doc, text, previous = self._doc, "", -1
        indexes = self._without_loose_commas(indexes)
        while len(indexes) > 1 and self._stands_alone(doc.tokens[indexes[-1]], indexes):
            indexes.pop()
        spoken_of = set(known or ())
        for position, index in enumerate(indexes):
            token = doc.tokens[index]
            words = self._decapitalized(token)
            if token.xpos in ("WP", "WDT") and base(token.deprel) == "nmod":
                owner = antecedent(doc, token)                        # "some of whom"
                words = words if owner.index == token.index else self.one(owner, known, 2)
            if token.xpos == "WP$":
                owner = antecedent(doc, token)
                words = words if owner.index == token.index else possessive(self.one(owner, known))
            pair = self._index.mention_at(token)
            owns = token.upos == "PRON" and token.deprel == "nmod:poss" and token.lower not in ("my", "our", "your")
            if owns and pair is not None and pair[0].id not in spoken_of:
                words = possessive(pair[0].name)
            elif owns and pair is None and known is None:
                owner = self._unnamed.of(token)
                words = words if owner.index == token.index else possessive(self.one(owner, known, 2))
            if pair is not None:
                spoken_of.add(pair[0].id)
            if words in ("a", "an") and position + 1 < len(indexes):
                words = self._article(token, doc.tokens[indexes[position + 1]], words)
            if previous >= 0:
                gap = doc.text[doc.tokens[previous].end:token.begin] if index == previous + 1 else " "
                text += " " if gap.strip() == "" and gap else ("" if not gap else " ")
            text += words
            previous = index
        return text

    def _article(self, article: Token, following: Token, words: str) -> str:
        """ "A" or "an" before the word that follows now, where what followed in the text has been left out."""
        after = next((token for token in self._doc.tokens[article.index + 1:] if token.upos != "PUNCT"), following)
        if after.index == following.index:
            return words                                              # the text knows better: "an hour", "a European"
        return "an" if following.lower[:1] in "aeiou" else "a"

    @staticmethod
    def _stands_alone(word: Token, indexes: Sequence[int]) -> bool:
        """The "in" of "in October", when October has been left out, also where a tree hung it on the word before."""
        return word.deprel == "case" and word.upos == "ADP" and (word.head not in indexes or word.head < word.index)

    def _without_loose_commas(self, indexes: Sequence[int]) -> list[int]:
        """The tokens without the commas that set off what has been left out, and those at the ends."""
        kept = set(indexes)
        return [index for index in indexes if self._doc.tokens[index].text not in (",", "-") or (
            index - 1 in kept and index + 1 in kept)]

    def _decapitalized(self, token: Token) -> str:
        """A word that has its capital only from the start of its sentence."""
        first = self._doc.sentence_of(token).first
        starts = token.index == first or (token.index == first + 1 and self._doc.tokens[first].upos == "PUNCT")
        if not starts or token.upos == "PROPN" or token.text == "I" or token.text[1:] != token.text[1:].lower():
            return token.text
        if token.upos in ("NOUN", "ADJ", "VERB") and (token.lemma[:1].isupper() or self._index.mention_at(token)):
            return token.text
        return token.text[:1].lower() + token.text[1:]


def possessive(name: str) -> str:
    """ "Smith" → "Smith's", "the villagers" → "the villagers'"."""
    return name + ("'" if name.endswith("s") else "'s")
