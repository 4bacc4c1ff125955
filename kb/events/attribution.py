"""Attribution: who says so.

Reported speech is seen through the tree ("forces said that …", "…, he said", "the announcement that …",
"according to …"), quotations through their marks, also across sentences: a quotation that goes on after
"he said" stays his, and so does one that takes up a paragraph of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kb.entities.quotes import Quotation, quotations
from kb.events.attachment import climb
from kb.events.clause import base, cases, is_nominal, is_passive, is_verbal, marks
from kb.events.phrases import EntityIndex
from kb.events.subjects import possessor, subject
from kb.events.trigger import Trigger
from kb.events.word_classes import ACCUSING
from kb.language import Doc, Sentence, Token

#: Verbs whose complement is what someone says.
REPORTING = frozenset("say tell report claim announce add state declare note warn argue insist admit confirm reveal "
                      "explain write tweet post allege acknowledge suggest deny reply respond answer "
                      "remark recall stress emphasise emphasize testify conclude estimate predict "
                      "complain joke boast contend assert maintain observe point caution concede "
                      "promise vow pledge shout whisper quote describe indicate hint inform "
                      "agree continue repeat comment cite mention swear brief proclaim read".split())
#: Verbs whose complement is what someone has found out or decided.
FINDING = frozenset("find show rule establish judge".split())
#: Question words whose clause asks or tells of what is taken for granted ("said who had signed the order").
_ASKED = frozenset("who whom whose which what when where why".split())
#: Verbs of "denied taking bribes".
_OWNING_UP = frozenset("deny admit report acknowledge confess recall mention".split())
#: Verbs whose subject says what the noun that they take says ("made an announcement that …").
_UTTERING = frozenset("make issue repeat reiterate publish post give release send receive".split())
#: Verbs whose complement is what someone thinks or wishes.
THINKING = frozenset("think believe expect hope fear doubt suspect assume worry guess reckon understand feel "
                     "consider want wish".split())
#: Adjectives whose complement is what someone thinks.
_SURE = frozenset("certain sure convinced confident afraid worried hopeful adamant fearful".split())
#: Verbs that presuppose their complement: it is the article's own word.
FACTIVE = frozenset("know realise realize forget regret remember learn discover see notice ignore".split())
#: Nouns whose clause is what someone says ("his announcement that troops would leave").
REPORTING_NOUNS = frozenset("announcement statement claim report allegation accusation promise pledge vow warning "
                            "admission declaration suggestion assertion assurance news word rumour "
                            "rumor message tweet complaint conclusion belief fear hope "
                            "prediction estimate testimony denial".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: the word that reports it and the head of who speaks (None when unsaid)."""

    verb: int
    speaker: int | None
    entity: str | None
    quoted: bool
    """Said in the speaker's own words."""


class Attribution:
    """The voices of a document, each found once."""

    def __init__(self, doc: Doc, triggers: Sequence[Trigger], index: EntityIndex) -> None:
        self._doc, self._index = doc, index
        self._quotations = quotations(doc)
        self._begins = [quotation.begin for quotation in self._quotations]
        self._blocks: dict[int, list[Sentence]] = {}
        for sentence in doc.sentences:
            self._blocks.setdefault(sentence.block, []).append(sentence)
        self._reporters = self._find_reporters(triggers)

    def voice(self, trigger: Trigger) -> Voice | None:
        """Who says that this happened, None for the article itself."""
        token = self._doc.tokens[trigger.clause]
        found = self._by_tree(token)
        quotation = self.quotation_at(token)
        if found is not None and (quotation is None or found.quoted or self._inside(quotation, found.verb)):
            return found
        if quotation is not None:
            return self._by_quotation(token, quotation) or found
        return found

    def quotation_at(self, token: Token) -> Quotation | None:
        """The quotation of more than a few words that the token stands in."""
        quotation = self._around(token)
        return quotation if quotation is not None and self._is_speech(quotation) else None

    def _around(self, token: Token) -> Quotation | None:
        at = bisect_right(self._begins, token.begin) - 1
        if at < 0 or self._quotations[at].end < token.end:
            return None
        return self._quotations[at]

    def _is_speech(self, quotation: Quotation) -> bool:
        """Not a title or a word held at arm's length: it has a verb of its own."""
        return any(is_verbal(t) and t.xpos != "VBG" for t in self._doc.tokens_between(quotation.begin,
                                                                                     quotation.end))

    def _inside(self, quotation: Quotation, index: int) -> bool:
        token = self._doc.tokens[index]
        return quotation.begin <= token.begin and token.end <= quotation.end

    def _find_reporters(self, triggers: Sequence[Trigger]) -> dict[int, list[Token]]:
        """Verbs that report, by sentence."""
        found: dict[int, list[Token]] = {}
        for trigger in triggers:
            token = self._doc.tokens[trigger.token]
            if trigger.kind == "verb" and trigger.lemma.split(" ")[0] in REPORTING:
                found.setdefault(token.sentence, []).append(token)
        return found

    def _by_tree(self, token: Token) -> Voice | None:
        doc, top = self._doc, token
        for node, head in climb(doc, token):
            commented = self._commented(node, token)
            if commented is not None:
                return commented
            relation, lemma, top = base(node.deprel), head.lemma.lower(), head
            if relation == "acl" and is_verbal(head) and "that" in marks(doc, node):
                relation = "ccomp"
            if relation == "ccomp" and lemma in FINDING and is_verbal(head) and not doc.children(head, "obj"):
                return self._made(head, subject(doc, head))
            if relation == "ccomp" and any(word.lower in _ASKED for word in doc.children(node)):
                return None
            if node.deprel == "acl:relcl" and self._accused(head):
                return None                                           # "accuse them of shelling a site where …"
            if node.deprel == "acl:relcl" and node.lemma.lower() in REPORTING and any(
                    mark.text == "," and mark.index < node.index for mark in doc.children(node, "punct")):
                return None                                           # "…, which the owner denied"
            if relation == "xcomp" and node.xpos == "VBG" and lemma in _OWNING_UP:
                return self._made(head, subject(doc, head))
            if relation in ("ccomp", "csubj", "obj") and is_verbal(head) and (
                    lemma in REPORTING or lemma in THINKING) and not self._is_nominal_object(node):
                return self._made(head, subject(doc, head))
            told = relation in ("ccomp", "advcl") and not marks(doc, node) - {"that"}
            if told and head.upos == "ADJ" and lemma in _SURE:
                return self._made(head, subject(doc, head))           # "was certain that she was being watched"
            if relation in ("advcl", "acl", "obl") and lemma in ACCUSING and (marks(doc, node) | cases(doc, node)) & {
                    "of", "with", "for"}:
                agents = doc.children(head, "obl:agent")
                active = None if doc.children(head, "aux:pass") or head.deprel == "acl" else subject(doc, head)
                return self._made(head, agents[0] if agents else active)
            content = relation != "acl" or node.xpos not in ("VBN", "VBD") or bool(marks(doc, node))
            clausal = content and relation in ("acl", "advcl", "ccomp", "xcomp")
            if clausal and lemma in REPORTING_NOUNS and is_nominal(head):
                return self._made(head, possessor(doc, head) or self._holder(head))
        return self._commented(top, token)

    def _commented(self, node: Token, token: Token) -> Voice | None:
        """The voice of "according to …" or "…, he said" that hangs on a clause."""
        doc = self._doc
        parts = [part for part in doc.children(node, "advcl", "conj") if part.xpos == "VBG"]
        below = [inner for part in parts for inner in doc.children(part, "conj")]
        for holder in (node, *parts, *below):                         # "jets hit it, killing six, according to …"
            for child in doc.children(holder, "obl"):
                if "according to" in cases(doc, child) and token not in doc.subtree(child):
                    return self._made(child, child)
        reporter = self._comment_on(node, token)
        return self._made(reporter, subject(self._doc, reporter)) if reporter is not None else None
    def _is_nominal_object(self, node: Token) -> bool:
        return base(node.deprel) == "obj" and not is_verbal(node)

    def _comment_on(self, node: Token, token: Token) -> Token | None:
        """The verb of "…, he said" hung on what is said; not for the words of the comment itself."""
        doc = self._doc
        for child in doc.children(node, "parataxis", "conj", "advcl"):
            if child.lemma.lower() not in REPORTING | FINDING or child.index == token.index or is_passive(doc, child):
                continue
            aside = any(mark.text == "," for mark in doc.children(child, "punct")) and child.index > node.index
            if child.deprel == "advcl" and (
                    child.xpos != "VBD" or not aside or marks(doc, child) or doc.children(child, "advmod")):
                continue
            if base(child.deprel) == "conj" and (doc.children(child, "cc", "obj") or not doc.children(child, "nsubj")
                                                 or child.xpos not in ("VBD", "VBN")):
                continue
            if doc.children(child, "ccomp") or subject(doc, child) is None:
                continue
            if token.index not in {t.index for t in doc.subtree(child)}:
                return child
        return None

    def _holder(self, noun: Token) -> Token | None:
        head = self._doc.head(noun)
        if base(noun.deprel) in ("obj", "obl") and is_verbal(head) and head.lemma.lower() in _UTTERING:
            return subject(self._doc, head)
        return None

    def _accused(self, node: Token) -> bool:
        """Whether what stands at the node is what somebody is accused of."""
        return any(above.lemma.lower() in ACCUSING and base(below.deprel) in ("advcl", "acl", "obl")
                   for below, above in climb(self._doc, node))

    def _made(self, verb: Token, speaker: Token | None) -> Voice:
        if speaker is not None and any(child.lower == "no" for child in self._doc.children(speaker, "det")):
            speaker = None                                            # "no group has said it was behind it"
        entity = self._index.entity_of(self._doc, speaker) if speaker is not None else None
        return Voice(verb.index, speaker.index if speaker else None, entity.id if entity else None, False)

    def _by_quotation(self, token: Token, quotation: Quotation) -> Voice | None:
        """Whose quotation it is: of the verb beside it in its sentences, else of the one before in the same
        paragraph, else of the paragraph before, when this one is nothing but the quotation."""
        doc = self._doc
        touched = sorted({t.sentence for t in doc.tokens_between(quotation.begin, quotation.end)})
        if not touched:
            return None
        block = doc.sentences[touched[0]].block
        before = [s.index for s in doc.sentences[max(0, touched[0] - 3):touched[0]] if s.block == block]
        after = [s.index for s in doc.sentences[touched[-1] + 1:touched[-1] + 2] if s.block == block]
        for sentence in (token.sentence, *reversed(touched), *reversed(before)):
            reporter = self._outside_quotations(sentence)
            if reporter is not None:
                return self._quoted(reporter)
        if block > 0:
            last = self._blocks.get(block - 1)
            whole = all(self._within_any(t) for s in self._blocks[block]
                        for t in doc.tokens_of(s) if t.upos not in ("PUNCT", "SYM"))
            if whole and last:
                reporter = self._outside_quotations(last[-1].index)
                if reporter is not None:
                    return self._quoted(reporter)
        for sentence in after:
            reporter = self._outside_quotations(sentence)
            if reporter is not None:
                return self._quoted(reporter)
        return None

    def _quoted(self, reporter: Token) -> Voice:
        found = self._made(reporter, subject(self._doc, reporter))
        return Voice(found.verb, found.speaker, found.entity, True)

    def _outside_quotations(self, sentence: int) -> Token | None:
        for reporter in self._reporters.get(sentence, ()):
            if not self._within_any(reporter):
                return reporter
        return None

    def _within_any(self, token: Token) -> bool:
        return self._around(token) is not None
