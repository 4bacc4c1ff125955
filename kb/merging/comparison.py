"""Do two mentions tell the same event? Clues for and against, added up as log-odds.

Every clue can be said in words, so that a merge can be explained. What contradicts (dates, polarity, place, one
sentence) keeps a pair apart whatever else agrees; in a group it counts against.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.merging import weights
from kb.merging.event import MergeReason
from kb.merging.meaning import family, is_generic, likeness
from kb.merging.near import nearness
from kb.merging.telling import Filler, Telling
from kb.merging.wording import alike, held

#: Verbs (and their nouns) by which something is said; what matters is what is said.
STATEMENTS = frozenset({"say", "tell", "add", "state", "speak", "comment", "remark", "note", "explain", "statement",
                        "according"})
#: Words by which somebody thinks or announces something: of these too, an article tells several one after the other.
ATTITUDES = frozenset("know think feel want hope like love believe wish fear expect see seem look".split())
ANNOUNCEMENTS = frozenset("announce claim warn ask call urge demand promise deny reveal show demo predict".split())
_HAPPENED = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for (above 0) or against (below 0) the same event, in log-odds."""

    weight: float
    words: str
    """For the explanation, "" for what goes without saying."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two mentions compared."""

    first: Telling
    second: Telling
    log_odds: float
    clues: tuple[Clue, ...]

    @property
    def score(self) -> float:
        """Log-odds as a probability, 0 … 1."""
        return 1 / (1 + math.exp(-max(-60.0, self.log_odds)))

    @property
    def same(self) -> bool:
        return self.log_odds >= weights.MERGE_FROM

    def reason(self) -> MergeReason:
        """What spoke for it, strongest first, in one sentence."""
        spoken = sorted((clue for clue in self.clues if clue.words),
                        key=lambda clue: (-abs(clue.weight), clue.words))
        pros = [clue.words for clue in spoken if clue.weight > 0]
        cons = [clue.words for clue in spoken if clue.weight < 0]
        sentence = ", ".join(pros) or "their articles tell one story"
        if cons:
            sentence += "; against it: " + ", ".join(cons)
        return MergeReason(self.first.ref, self.second.ref, round(self.score, 3),
                           sentence[0].upper() + sentence[1:] + ".")


def compare(first: Telling, second: Telling, story: float) -> Comparison:
    """Compare two mentions; the order of the two makes no difference to the result. `story` says how surely their
    articles are of one story (`Stories.alike`)."""
    if second.ref < first.ref:
        first, second = second, first
    if first.ref.article == second.ref.article and first.mention.sentence_begin == second.mention.sentence_begin:
        return Comparison(first, second, weights.SAME_SENTENCE, ())
    clues = _clues(first, second, story)
    total = math.fsum([weights.BIAS, *(clue.weight for clue in clues)])
    if _contradict(first, second):
        return Comparison(first, second, min(total, 0.0) + weights.CONTRADICTION, tuple(clues))
    if _elsewhere(first, second):
        total = min(total, weights.ELSEWHERE)
    return Comparison(first, second, total, tuple(clues))


def _contradict(first: Telling, second: Telling) -> bool:
    """Whether the two can't be one event as they are read. One of them may be misread, so in a group of many that
    agree it only counts against."""
    if first.mention.polarity != second.mention.polarity:
        return True                     # what did not happen is no witness of what did
    if first.days.gap(second.days) > weights.GAP_DAYS:
        return True
    if _is_statement(first) != _is_statement(second):
        return True                     # to say that something happens is not that something
    return _is_statement(first) and \
        alike(first.sentence, second.sentence) < weights.STATEMENT_WORDING_FROM


def _clues(first: Telling, second: Telling, story: float) -> list[Clue]:
    same_article = first.ref.article == second.ref.article
    wording = alike(first.sentence, second.sentence)
    clues = [*_trigger(first, second), *_participants(first, second), *_place(first, second), *_date(first, second),
             *_who_and_when(first, second), *_counts(first, second), *_factuality(first, second)]
    if wording < weights.SPECIFIC_WORDING and not any(clue.weight > 0 for clue in clues[1:]):
        clues.append(Clue(weights.NOTHING_SPECIFIC, ""))
        if not same_article and is_generic(first.lemma):
            clues.append(Clue(weights.GENERIC_ELSEWHERE, ""))
    if wording < weights.SPECIFIC_WORDING and _is_other_content(first, second):
        clues.append(Clue(weights.OTHER_CONTENT, ""))
    clues.append(Clue(weights.SENTENCE * wording, f"sentences {wording:.0%} alike" if wording >= 0.3 else ""))
    if same_article:
        clues += _again(first, second)
    else:
        aside = max(_aside(first, second), _aside(second, first))
        clues.append(Clue(weights.STORY * _one_story(story) * max(0.0, 1 - weights.ASIDE * aside), ""))
        if first.people and second.people and not first.people & second.people and not _spoken_for(first, second):
            clues.append(Clue(weights.OTHER_PEOPLE, "other people are named"))
        if first.hero and second.hero:
            heroes = weights.HEROES[(first.hero in second.cast) + (second.hero in first.cast)]
            if heroes > 0 or not _is_of_one_person(first, second):
                clues.append(Clue(heroes, ""))
    return clues


def _is_of_one_person(first: Telling, second: Telling) -> bool:
    """Whether one person takes part in both; of whom their articles tell else matters little then."""
    return any(filler.kind == "person" and filler.named and filler.key in second.keys for filler in first.fillers)


def _is_other_content(first: Telling, second: Telling) -> bool:
    """Whether two verbs tell what is thought or announced, where a title doesn't tell it with its text."""
    one, other = first.lemma, second.lemma
    if first.noun or second.noun or first.in_title != second.in_title:
        return False
    if first.ref.article != second.ref.article:
        return one in ATTITUDES and other in ATTITUDES
    return {one, other} <= ATTITUDES | ANNOUNCEMENTS


def _again(first: Telling, second: Telling) -> list[Clue]:
    """What speaks for and against an article telling one thing twice."""
    clues = [Clue(weights.SAME_ARTICLE, "")]
    one_word = likeness(first.lemma, second.lemma) in ("same word", "same family")
    later = max(first, second, key=lambda telling: telling.mention.begin)
    if not one_word:
        if later.noun and later.definite:
            clues.append(Clue(weights.SYNONYM_POINTS_BACK, f"“the {later.mention.text}” points back"))
        else:
            clues.append(Clue(weights.SYNONYM_IN_ARTICLE, ""))
    new = later.indefinite and first.in_title == second.in_title  # a title leaves articles out
    if new:
        clues.append(Clue(weights.IS_NEW, ""))
    if one_word and first.in_title != second.in_title:
        clues.append(Clue(weights.TOLD_IN_TITLE, "the title tells it"))
    if one_word and first.noun and second.noun and not new:
        clues.append(Clue(weights.NOUN_AGAIN, f"the article speaks of “{later.mention.text}” again"))
    elif one_word and later.definite:
        clues.append(Clue(weights.POINTS_BACK, f"“the {later.mention.text}” points back"))
    elif is_generic(first.lemma) and first.in_title == second.in_title:
        clues.append(Clue(weights.GENERIC_IN_ARTICLE, ""))
    return clues


def _one_story(likeness_of_articles: float) -> float:
    """0 … 1 for the cosine of two articles."""
    share = (likeness_of_articles - weights.STORY_FROM) / (weights.STORY_FULL - weights.STORY_FROM)
    return min(1.0, max(0.0, share))


def _aside(telling: Telling, other: Telling) -> float:
    """How surely the first mention is an aside, 0 … 1: it weighs little and stands far down in its article, in a
    sentence of whose words the other article has few. Such a sentence is not what makes the two articles one story."""
    return telling.lateness * (1 - held(telling.sentence, other.document)) * (1 - telling.mention.salience)


def _is_statement(telling: Telling) -> bool:
    return telling.lemma in STATEMENTS


def _trigger(first: Telling, second: Telling) -> list[Clue]:
    one, other = first.mention, second.mention
    how = likeness(first.lemma, second.lemma)
    if how == "same word":
        clue = Clue(weights.SAME_WORD, f"both say “{one.text}”" if one.text.lower() == other.text.lower()
                    else f"same word “{one.text}”, “{other.text}”")
    elif how == "same family":
        clue = Clue(weights.SAME_FAMILY, f"“{one.text}” and “{other.text}” are of one word family")
    elif how == "synonym":
        clue = Clue(weights.SYNONYM, f"“{one.text}” and “{other.text}” can mean the same")
    elif (near := nearness(first.lemma, second.lemma)) >= weights.NEAR_WORD_FROM:
        clue = Clue(weights.NEAR_WORD, f"“{one.text}” and “{other.text}” are near in meaning ({near:.2f})")
    elif one.type == other.type:
        clue = Clue(weights.SAME_TYPE, f"both of type {one.type}")
    else:
        clue = Clue(0.0, "")
    if how not in ("same word", "same family") and (
            family(first.lemma) in second.beside or family(second.lemma) in first.beside):
        return [clue, Clue(weights.WORD_IS_BESIDE, "")]
    if is_generic(first.lemma) or is_generic(second.lemma):
        one_word = how in ("same word", "same family")
        return [clue, Clue(weights.GENERIC_WORD if one_word else weights.GENERIC_WORD_FOR_ANOTHER, "")]
    if how == "same word" and first.noun and second.noun and _plural(first) != _plural(second):
        return [clue, Clue(weights.ONE_AND_SEVERAL, f"“{one.text}” here, “{other.text}” there")]
    return [clue]


def _plural(telling: Telling) -> bool:
    """Whether a noun tells of several happenings."""
    return telling.mention.text.lower() == f"{telling.mention.lemma.lower()}s"


def _participants(first: Telling, second: Telling) -> list[Clue]:
    clues = []
    names = {filler.key: filler.name for filler in (*first.fillers, *second.fillers)}
    turned = {key for key in first.keys & second.keys if _turned_round(first, second, key)}
    clues += [Clue(weights.TURNED_ROUND, f"{names[key]} does it here and has it done there") for key in sorted(turned)]
    shared = sorted(first.keys & second.keys - turned)
    roles = {(filler.role, filler.key) for filler in first.fillers} & \
            {(filler.role, filler.key) for filler in second.fillers}
    for number, key in enumerate(shared):
        weight = weights.FURTHER_ACTOR if number else weights.SHARED_ACTOR
        if any(key == same for _, same in roles):
            weight += weights.SAME_ROLE
        clues.append(Clue(weight, f"same participant {names[key]}"))
    heads = sorted({word for one in first.fillers for other in second.fillers
                    if one.role == other.role and not (one.key and one.key == other.key)
                    for word in one.words & other.words})
    clues += [Clue(weights.SHARED_HEAD, f"both have “{word}”") for word in heads[:weights.MOST_HEADS]]
    spoken_for = _spoken_for(first, second)
    if spoken_for:
        clues.append(Clue(weights.SPEAKS_FOR, f"{spoken_for[1]} may stand for {spoken_for[0]}"))
    return clues + _strangers(first, second, bool(shared or heads or spoken_for))


def _spoken_for(first: Telling, second: Telling) -> tuple[str, str] | None:
    """The place that does it in one telling, and who there does it in the other: "Norland called for talks", "in
    Norland, Minister Ada Moreno called for talks"."""
    for one, other in ((first, second), (second, first)):
        for place in one.fillers:
            if place.role == "agent" and place.kind == "place" and place.key in other.lineage - one.lineage:
                for person in other.fillers:
                    if person.role == "agent" and person.kind == "person" and person.named:
                        return place.name, person.name
    return None


def _turned_round(first: Telling, second: Telling, key: str) -> bool:
    """Whether who does it here has it done to them there; with the same word, these are two happenings."""
    if likeness(first.lemma, second.lemma) not in ("same word", "same family"):
        return False
    roles = [{filler.role for filler in telling.fillers if filler.key == key} & {"agent", "patient"}
             for telling in (first, second)]
    return bool(roles[0] and roles[1] and not roles[0] & roles[1])


def _strangers(first: Telling, second: Telling, in_common: bool) -> list[Clue]:
    """What speaks against: other patients, other names in one role, nobody in common."""
    clues = []
    patients = [[filler for filler in telling.fillers if filler.role == "patient"] for telling in (first, second)]
    if all(patients) and not any(_meet(one, other) for one in patients[0] for other in patients[1]):
        named = any(filler.named for side in patients for filler in side)
        clues.append(Clue(weights.UNLIKE_NAMED_PATIENT if named else weights.UNLIKE_PATIENT, ""))
    if in_common or not first.fillers or not second.fillers:
        return clues
    for role, weight in (("agent", weights.OTHER_AGENT), ("patient", weights.OTHER_PATIENT)):
        one, other = ([filler for filler in telling.fillers if filler.role == role and filler.named]
                      for telling in (first, second))
        if {filler.kind for filler in one} & {filler.kind for filler in other} \
                and not any(_meet(a, b) for a in one for b in other):
            return [*clues, Clue(weight, f"{one[0].name} here, {other[0].name} there")]
    if not any(_meet(one, other) for one in first.fillers for other in second.fillers):
        clues.append(Clue(weights.NOBODY_SHARED if first.keys and second.keys else weights.NOTHING_SHARED, ""))
    return clues


def _meet(one: Filler, other: Filler) -> bool:
    """Whether two fillers can be the same: one entity, or a word in common."""
    return (one.key is not None and one.key == other.key) or bool(one.words & other.words)


def _elsewhere(first: Telling, second: Telling) -> bool:
    """Whether both say where, and neither place contains the other."""
    return first.place is not None and second.place is not None and first.place not in second.lineage \
        and second.place not in first.lineage


def _place(first: Telling, second: Telling) -> list[Clue]:
    if first.place is None or second.place is None:
        return []
    if first.place == second.place:
        return [Clue(weights.SAME_PLACE, f"same place {first.place_name}")]
    if _elsewhere(first, second):
        return [Clue(weights.OTHER_PLACE, f"{first.place_name} here, {second.place_name} there")]
    return [Clue(weights.PLACE_WITHIN, "")]


def _date(first: Telling, second: Telling) -> list[Clue]:
    one, other = first.days, second.days
    gap = one.gap(other)
    if gap:
        return [Clue(weights.NEAR_MISS, f"dates {gap} day{'s' if gap > 1 else ''} apart")]
    if one.stated != other.stated:
        dated, bare = (one, other) if one.stated else (other, one)
        late = dated.latest and bare.latest and (bare.latest - dated.latest).days > weights.LONG_AGO_DAYS
        return [Clue(weights.LONG_AGO, "")] if late else []
    if not (one.stated and one.closed and other.closed):
        return []
    longer = max(one.length, other.length)
    if longer == 1:
        return [Clue(weights.SAME_DAY, f"same day {one.earliest}")]
    return [Clue(weights.SAME_MONTH if longer <= 31 else weights.SAME_PERIOD, "dates agree")]


def _who_and_when(first: Telling, second: Telling) -> list[Clue]:
    """One word, one actor in one role, and days that both say and that agree: hardly anybody does one thing twice in so
    short a time, whatever else their articles are about."""
    one, other = first.days, second.days
    if is_generic(first.lemma) or likeness(first.lemma, second.lemma) not in ("same word", "same family") \
            or not (one.stated and other.stated and one.closed and other.closed) or one.gap(other):
        return []
    actors, others = ({(filler.role, filler.key) for filler in telling.fillers if filler.named}
                      for telling in (first, second))
    longest = max(one.length, other.length)
    if not actors & others or longest > 31:
        return []
    return [Clue(weights.WHO_AND_DAY if longest == 1 else weights.WHO_AND_MONTH, "")]


def _counts(first: Telling, second: Telling) -> list[Clue]:
    clues = []
    for one in first.fillers:
        for other in second.fillers:
            if one.quantity and other.quantity and one.role == other.role and one.words & other.words:
                if clash(one, other):
                    clues.append(Clue(weights.OTHER_COUNT,
                                      f"{one.quantity.text} here, {other.quantity.text} there"))
                elif one.quantity.low == other.quantity.low and one.quantity.high == other.quantity.high:
                    clues.append(Clue(weights.SAME_COUNT, f"same count {one.quantity.text}"))
    return clues


def clash(one: Filler, other: Filler) -> bool:
    """Whether two counts can't both be right."""
    if one.quantity is None or other.quantity is None:
        return False
    lows = [quantity.low for quantity in (one.quantity, other.quantity) if quantity.low is not None]
    highs = [quantity.high for quantity in (one.quantity, other.quantity) if quantity.high is not None]
    return bool(lows and highs) and max(lows) > min(highs)


def _factuality(first: Telling, second: Telling) -> list[Clue]:
    clues = []
    if (first.mention.certainty in _HAPPENED) != (second.mention.certainty in _HAPPENED):
        clues.append(Clue(weights.OTHER_CERTAINTY,
                          f"{first.mention.certainty} here, {second.mention.certainty} there"))
    return clues
