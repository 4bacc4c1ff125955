"""Finding events: strings the thoughts of this room together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.entities import Entity
from kb.events.anchoring import Anchoring
from kb.events.attachment import governor
from kb.events.attribution import REPORTING, Attribution, Voice
from kb.events.clarity import is_loose_infinitive, unclear
from kb.events.clause import base, cases, is_finite, is_nominal, is_verbal, marks
from kb.events.factuality import Factuality, factuality
from kb.events.games import SENSES, is_about_sport, is_game_time, is_move, is_result
from kb.events.labels import Labels
from kb.events.mention import EventMention, EventPlace, Speaker
from kb.events.participants import Argument, arguments, is_animate, participants
from kb.events.phrases import EntityIndex, phrase
from kb.events.places import place_of
from kb.events.salience import Standing, salience
from kb.events.subjects import subject
from kb.events.trigger import Trigger
from kb.events.triggers import find_triggers
from kb.events.types import type_of
from kb.events.unnamed import UnnamedAntecedents
from kb.events.word_classes import ACCUSING, REQUESTING, SUBJECT_CONTROL
from kb.language import Doc, Token
from kb.reading import Article
from kb.temporal import TimeExpression

#: Verbs that only say how far the deed in their infinitive has come.
_SHELLS = frozenset("plan intend fail try attempt aim seek want hope manage expect schedule prepare decide "
                    "choose opt elect".split())
#: Besides the verbs of asking and of deciding for oneself: what these speak of is told beside them.
_TOLD_BESIDE = frozenset("agree demand call request plea appeal threat promise pledge vow".split())
#: Verbs that say how their subject and their object, both happenings, hang together.
_CONNECTING = frozenset("follow precede prompt accompany mark end cause trigger spark explain reflect include "
                        "conclude".split())
#: What somebody says something in.
_MEDIA = frozenset("tweet message statement letter email e-mail memo interview speech post release note video call "
                   "report".split())
#: Nouns whose infinitive says what they are good for.
_MEANS = frozenset("time chance opportunity way ability right need effort attempt place power means reason money tool "
                   "permission authority pressure work program programme software code vulnerability hole".split())
_UNEVENTFUL_BLOCKS = frozenset({"dateline", "byline", "furniture"})


def find_events(doc: Doc, article: Article, times: Sequence[TimeExpression], entities: Sequence[Entity]
                ) -> tuple[EventMention, ...]:
    """All happenings that the article tells of, in text order.

    `times` and `entities` are those of the same article. Nothing is found in datelines and bylines.
    """
    game = is_about_sport(doc)
    if game:
        times = [time for time in times if not is_game_time(time.text)]
    kinds = [article.blocks[sentence.block].kind for sentence in doc.sentences]
    index = EntityIndex(entities)
    timed = _timed(times)
    triggers = tuple(t for t in find_triggers(doc)
                     if kinds[doc.tokens[t.token].sentence] not in _UNEVENTFUL_BLOCKS and t.token not in timed)
    attribution = Attribution(doc, triggers, index)
    voices = {t.token: attribution.voice(t) for t in triggers}
    headlines = {t.token: kinds[doc.tokens[t.token].sentence] == "title" for t in triggers}
    facts = {t.token: factuality(doc, t, voices[t.token], headlines[t.token]) for t in triggers}
    unnamed = UnnamedAntecedents(doc, index, timed)
    filled = {t.token: arguments(doc, t, index, unnamed, timed, _who_says_i(doc, voices[t.token])) for t in triggers}
    places = _places(doc, triggers, filled, index)
    kinds_of = {t.token: type_of(doc, t, filled[t.token], index) for t in triggers}
    moves: frozenset[int] = frozenset()
    if game:
        won = {t.token for t in triggers if is_result(doc, t, filled[t.token])}
        moves = frozenset(t.token for t in triggers if is_move(doc, t, kinds_of[t.token])) - won
        kinds_of |= {t.token: SENSES.get((t.lemma, kinds_of[t.token]), kinds_of[t.token]) for t in triggers}
        kinds_of.update(dict.fromkeys(moves, "Match") | dict.fromkeys(won, "Victory"))
    anchoring = Anchoring(doc, article, times, triggers, facts, voices, attribution,
                          _actors(doc, triggers, filled, index), kinds_of,
                          _deaths(doc, triggers, filled, index, kinds_of))
    labels = Labels(doc, index, unnamed, _timed(time for time in times if not _describes(doc, time)))
    speakers = _speakers(doc, triggers, voices, index, unnamed)
    nouns = frozenset(t.token for t in triggers if t.kind == "noun")
    events = []
    for number, trigger in enumerate(triggers, start=1):
        events.append(_mention(doc, f"e{number}", trigger, kinds_of[trigger.token], index, anchoring, labels,
                               facts[trigger.token], voices[trigger.token], speakers[trigger.token],
                               filled[trigger.token], places[trigger.token], headlines[trigger.token], nouns,
                               trigger.token in moves))
    return tuple(events)


def _who_says_i(doc: Doc, voice: Voice | None) -> Token | None:
    """Who speaks of himself in a quotation, when it is a noun or a name."""
    speaker = doc.tokens[voice.speaker] if voice is not None and voice.quoted and voice.speaker is not None else None
    return speaker if speaker is not None and speaker.upos in ("NOUN", "PROPN") else None


def _timed(times: Iterable[TimeExpression]) -> frozenset[int]:
    return frozenset(i for time in times for i in range(time.first, time.last))


def _describes(doc: Doc, time: TimeExpression) -> bool:
    """ "A six-year deal", "an annual fair": says what it is like, not when it was."""
    last = doc.tokens[time.last - 1]
    return time.type in ("DURATION", "SET") and base(last.deprel) in ("amod", "compound", "nummod") and (
        last.head >= time.last)


def _actors(doc: Doc, triggers: Sequence[Trigger], filled: Mapping[int, tuple[Argument, ...]],
            index: EntityIndex) -> dict[int, str]:
    """The entity that acts in each event, by trigger token."""
    found: dict[int, str] = {}
    for trigger in triggers:
        for argument in filled[trigger.token]:
            entity = index.entity_of(doc, argument.head) if argument.role == "agent" else None
            if entity is not None:
                found.setdefault(trigger.token, entity.id)
    return found


def _deaths(doc: Doc, triggers: Sequence[Trigger], filled: Mapping[int, tuple[Argument, ...]], index: EntityIndex,
            kinds: Mapping[int, str]) -> dict[int, str]:
    """The entity that dies, by the token that tells of a death ("died", "was found dead"); not of a killing, of which
    news tells what led to it."""
    found: dict[int, str] = {}
    for trigger in triggers:
        dead = trigger.lemma == "find" and any(
            child.lower == "dead" for child in doc.children(doc.tokens[trigger.token], "xcomp"))
        for argument in filled[trigger.token] if dead or kinds[trigger.token] == "Death" else ():
            entity = index.entity_of(doc, argument.head) if argument.role == "patient" else None
            if entity is not None and entity.type == "person":
                found.setdefault(trigger.token, entity.id)
    return found


def _mention(doc: Doc, id: str, trigger: Trigger, type_: str, index: EntityIndex, anchoring: Anchoring, labels: Labels,
             fact: Factuality, voice: Voice | None, speakers: tuple[Speaker, ...], filled: tuple[Argument, ...],
             place: EventPlace | None, headline: bool, nouns: frozenset[int], move: bool) -> EventMention:
    token, sentence = doc.tokens[trigger.token], doc.sentence_of(doc.tokens[trigger.token])
    who = participants(doc, filled, index)
    time = anchoring.time_of(trigger)
    label = labels.label(trigger, filled, fact, voice)
    standing = _standing(doc, trigger, type_, headline, fact, filled, index, nouns, label, move)
    score = salience(standing, fact, time, who)
    return EventMention(
        id=id, begin=token.begin, end=token.end, text=token.text, trigger=trigger.token, lemma=trigger.lemma,
        type=type_, label=label, sentence_begin=sentence.begin,
        sentence_end=sentence.end, participants=who, place=place, time=time, polarity=fact.polarity,
        certainty=fact.certainty, tense=fact.tense, attributed_to=voice.entity if voice else None,
        salience=score.score, salient=score.salient, salience_reasons=score.reasons, voices=speakers)


def _speakers(doc: Doc, triggers: Sequence[Trigger], voices: Mapping[int, Voice | None], index: EntityIndex,
              unnamed: UnnamedAntecedents) -> dict[int, tuple[Speaker, ...]]:
    """Who says that each event happened, and who says that they say so."""
    by_word = {word: t.token for t in triggers for word in (t.token, t.clause)}
    found: dict[int, tuple[Speaker, ...]] = {}
    for trigger in triggers:
        chain: list[Speaker] = []
        seen = {trigger.token}
        voice = voices[trigger.token]
        while voice is not None:
            if voice.speaker is not None:
                head = unnamed.of(doc.tokens[voice.speaker])
                if voice.entity is not None or head.upos != "PRON":
                    words = phrase(doc, head)
                    chain.append(Speaker(words.begin, words.end, words.text, voice.entity))
            above = by_word.get(voice.verb)
            if above is None or above in seen:
                break
            seen.add(above)
            voice = voices[above]
        found[trigger.token] = tuple(chain)
    return found


def _standing(doc: Doc, trigger: Trigger, type_: str, headline: bool, fact: Factuality, filled: Sequence[Argument],
              index: EntityIndex, nouns: frozenset[int], label: str, move: bool) -> Standing:
    token, clause = doc.tokens[trigger.token], doc.tokens[trigger.clause]
    nominal = trigger.kind == "noun"
    who = subject(doc, clause) if not nominal or clause.index != token.index else None
    generic = (clause.lemma == "use" and clause.index != token.index) or (
        who is not None and (who.lower in ("you", "anyone", "anybody", "one") or (
            who.lower == "those" and clause.deprel == "acl:relcl"))) or _is_whenever(doc, clause)
    habit = clause.deprel == "acl:relcl" and fact.tense == "present" and not fact.progressive and not fact.perfect
    acts = [argument.head for argument in filled if argument.role == "agent"]
    return Standing(
        type=type_, headline=headline, main_clause=_is_main(doc, clause), nominal=nominal,
        finite=is_finite(doc, clause), modifier=base(token.deprel) in ("compound", "amod"), generic=generic,
        describes=(token.xpos == "VBG" and token.deprel == "acl") or habit or _is_ranked(doc, clause),
        shell=token.lemma in _SHELLS and bool(doc.children(token, "xcomp")),
        content=not nominal and _is_content(doc, clause) and fact.certainty in ("planned", "possible"),
        slight=nominal and len(label.split()) <= 3 and not any(letter.isdigit() for letter in label), move=move,
        purpose=not headline and (_is_purpose(doc, clause) or is_loose_infinitive(doc, trigger, label)),
        unclear=unclear(doc, trigger, type_, label) or _confused(doc, filled, index),
        medium=nominal and _is_medium(doc, token),
        accused=nominal and _is_charge(doc, token),
        connects=not nominal and token.lemma in _CONNECTING and bool(
            {child.index for child in doc.children(token, "nsubj", "obj")} & nouns),
        bare=nominal and all(base(child.deprel) in ("det", "case", "punct") for child in doc.children(token)),
        thing=bool(acts) and not any(head.upos == "PROPN" or is_animate(doc, head, index) for head in acts))


def _is_content(doc: Doc, verb: Token) -> bool:
    """The infinitive of "asked them to leave", "threatened to attack", "the demand to leave"."""
    above = governor(doc, verb)
    return "to" in marks(doc, verb) and base(verb.deprel) in ("xcomp", "advcl", "acl", "ccomp") and (
        is_verbal(above) or is_nominal(above)) and above.lemma.lower() in REQUESTING | SUBJECT_CONTROL | _TOLD_BESIDE


def _is_whenever(doc: Doc, verb: Token) -> bool:
    """The "held" of "it works when held in the left hand"."""
    return verb.xpos == "VBN" and verb.deprel == "advcl" and not doc.children(verb, "nsubj", "aux") and any(
        child.lower in ("when", "if", "unless", "once", "whenever") for child in doc.children(verb, "mark", "advmod"))


def _is_ranked(doc: Doc, verb: Token) -> bool:
    """The infinitive of "the worst violence to hit Greece", "the first coach to take a team there"."""
    return verb.deprel == "acl" and "to" in marks(doc, verb) and any(
        child.xpos == "JJS" or child.lower in ("first", "last", "latest", "only", "second")
        for child in doc.children(doc.head(verb), "amod"))


def _is_purpose(doc: Doc, verb: Token) -> bool:
    """The infinitive of "flew there to meet the owners", "time to investigate"; not of "a plan to withdraw"."""
    if "to" not in marks(doc, verb):
        return False
    return verb.deprel == "advcl" or (verb.deprel == "acl" and doc.head(verb).lemma.lower() in _MEANS)


def _confused(doc: Doc, filled: Sequence[Argument], index: EntityIndex) -> str | None:
    """"He chose him" of one and the same: one of the pronouns was taken for somebody else."""
    does = {entity.id for argument in filled if argument.role == "agent" and (
        entity := index.entity_of(doc, argument.head)) is not None}
    for argument in filled:
        if argument.role == "patient" and argument.head.upos == "PRON" and not argument.head.lower.endswith("self"):
            entity = index.entity_of(doc, argument.head)
            if entity is not None and entity.id in does:
                return "who does it to whom is not sure"
    return None


def _is_charge(doc: Doc, noun: Token) -> bool:
    """The murder of "charged with murder", "convicted of fraud and murder"."""
    while base(noun.deprel) in ("conj", "nmod") and doc.head(noun).upos == "NOUN":
        noun = doc.head(noun)
    return base(noun.deprel) == "obl" and bool(cases(doc, noun) & {"with", "of", "for"}) and (
        doc.head(noun).lemma.lower() in ACCUSING | {"arrest", "sentence", "jail", "try", "plead"})


def _is_medium(doc: Doc, noun: Token) -> bool:
    """The tweet of "said in a tweet", the statement of "announced it in a statement"."""
    above = doc.head(noun)
    return base(noun.deprel) == "obl" and bool(cases(doc, noun) & {"in", "on", "via", "through", "by"}) and (
        noun.lemma.lower() in _MEDIA) and above.lemma.lower() in REPORTING | REQUESTING | ACCUSING


def _is_main(doc: Doc, token: Token) -> bool:
    while base(token.deprel) in ("conj", "parataxis"):
        token = doc.head(token)
    return token.is_root


def _places(doc: Doc, triggers: Sequence[Trigger], filled: Mapping[int, tuple[Argument, ...]],
            index: EntityIndex) -> dict[int, EventPlace | None]:
    """The place of each trigger; participles, infinitives and coordinated verbs share their governor's."""
    by_clause = {t.clause: t for t in triggers} | {t.token: t for t in triggers}
    found: dict[int, EventPlace | None] = {}

    def place(trigger: Trigger, depth: int) -> EventPlace | None:
        if trigger.token not in found:
            node = doc.tokens[trigger.clause]
            helped = any(aux.deprel == "aux" for aux in doc.children(node, "aux"))
            shares = (base(node.deprel) == "conj" and not doc.children(node, "nsubj") and not helped) or (
                node.deprel == "advcl" and node.xpos == "VBG" and not doc.children(node, "mark"))
            governor = by_clause.get(node.head) if shares and not node.is_root else None
            outer = None
            if governor is not None and depth < 6:                    # what the clause says, not what its object does
                outer = place_of(doc, governor, (), index, None) or (
                    place(governor, depth + 1) if node.deprel == "advcl" else None)
            found[trigger.token] = place_of(doc, trigger, filled[trigger.token], index, outer)
        return found[trigger.token]

    return {trigger.token: place(trigger, 0) for trigger in triggers}
