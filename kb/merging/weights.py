"""The numbers that tune merging, each with its reason. Units: log-odds for clues, days for gaps.

Set by hand, tried out on the training part of ECB+, and checked on its development part, on MEANTIME and on the sample
articles (`tests/gate/merging.py`).
A wrong merge misleads, a missed one only repeats: where the two weigh the same on the corpora, the careful
number stands.
"""

from __future__ import annotations

#: What must be outweighed: two mentions taken at random tell different events.
BIAS = -5.5
#: A pair may hold a cluster together from here on (log-odds above the bias).
MERGE_FROM = 0.0

SAME_WORD = 2.2
SAME_FAMILY = 2.0
#: "Attack" and "raid" may be two things; it takes more of the rest.
SYNONYM = 1.5
#: No table written by hand joins them, but a sentence encoder puts them so near each other (`kb.merging.near`).
NEAR_WORD = 1.2
NEAR_WORD_FROM = 0.6
#: Only the type agrees ("Attack"): almost nothing without near-equal wording.
SAME_TYPE = 0.3
#: "Went", "made", "issue" tell of all sorts of happenings.
GENERIC_WORD = -1.4
#: "Went" may stand for "exited", "let" for "released", and for all else.
GENERIC_WORD_FOR_ANOTHER = -3.4
#: "The hijack attempt", "two hijack attempts".
ONE_AND_SEVERAL = -2.5

#: One actor in common, and each further one.
SHARED_ACTOR = 1.3
FURTHER_ACTOR = 0.8
#: The same actor in the same role.
SAME_ROLE = 0.4
#: A country acts here, and there somebody in it: a minister may stand for it.
SPEAKS_FOR = 1.0
#: Unnamed participants in the same role with the same head ("civilians").
SHARED_HEAD = 0.7
MOST_HEADS = 2
#: Two names for one role, and no actor in common: results, appointments and earnings are reported in the same words
#: for one after the other.
OTHER_AGENT = -5.0
#: Who was arrested, killed or elected is the event; even many vaguer mentions must not outvote another name.
OTHER_PATIENT = -9.0
#: Who does it here has it done to them there.
TURNED_ROUND = -6.0
#: Both say what it was done to, unnamed in one of them at least, in words that have nothing in common.
UNLIKE_PATIENT = -0.6
#: The same, and one of them has a name: who captured a town did not capture "fighters".
UNLIKE_NAMED_PATIENT = -0.8
#: Both name who takes part, and nobody is the same (a minister may stand for a country, so it is no clash).
NOBODY_SHARED = -2.2
#: Both say who or what takes part, in words that have nothing in common.
NOTHING_SHARED = -0.1

#: The sentences name persons, and none is the same: two tell of one kind of thing, each of somebody else.
OTHER_PEOPLE = -4.0

#: How many of two articles name the person of whom the other tells most: none, one, both.
HEROES = (-2.0, -1.5, 0.5)

SAME_PLACE = 0.6
PLACE_WITHIN = 0.3
OTHER_PLACE = -3.5
#: Two places are never one event by themselves, but in a group that agrees one of them may be misread.
ELSEWHERE = -0.5

#: Both say when, to the day, and it is the same day.
SAME_DAY = 1.5
#: Both say when, within a month or so, and it can be the same day.
SAME_MONTH = 0.8
SAME_PERIOD = 0.3
#: Reports err by a day or two; merging them shows the disagreement. More apart is another event.
GAP_DAYS = 2
NEAR_MISS = -1.5

#: The same word, actor and day, or month: this holds whatever else the articles are about.
WHO_AND_DAY = 2.0
WHO_AND_MONTH = 1.0

#: One says when; the other says nothing, in an article that appeared so many days later: what news tells without a
#: date is mostly of late.
LONG_AGO = -0.7
LONG_AGO_DAYS = 120

SAME_COUNT = 0.6
OTHER_COUNT = -0.8

#: One says it happened, the other that it is planned or feared.
OTHER_CERTAINTY = -0.5

#: Times the cosine of the two sentences.
SENTENCE = 3.5
#: Times how surely two articles tell one story (`kb.merging.stories`). Below the first cosine they share no more than a
#: field of news, above the second they tell the same; how much more alike they are then says nothing about one event.
STORY = 7.5
STORY_FROM = 0.42
STORY_FULL = 0.95
#: So many times as much of that is lost as a mention is an aside: two reporters of one story fill up their reports with
#: other things each. Of 114 wrong merges that were read in two stories of ECB+ this undoes 85, of 64 right ones 8.
ASIDE = 3.0
#: Nothing in common but the word and the story: nobody who takes part, no date, and little of the wording.
NOTHING_SPECIFIC = -1.3
SPECIFIC_WORDING = 0.25
#: The same, and the word is one that every article says: two reporters of one story both write "put".
GENERIC_ELSEWHERE = -2.0
#: A synonym, though the other sentence has this very word for something else.
WORD_IS_BESIDE = -2.5
#: In place of how surely two articles are of one story: an article tells one story, of which the same word may yet
#: tell several happenings.
SAME_ARTICLE = 5.4
#: A synonym in one article: it would mostly have used one word for one thing.
SYNONYM_IN_ARTICLE = -3.0
#: "It was unveiled … the announcement".
SYNONYM_POINTS_BACK = 0.5
#: An article says "use" or "call" of all sorts of things.
GENERIC_IN_ARTICLE = -1.0
#: "They held a ceremony … the ceremony": the article points back at what it has told.
POINTS_BACK = 1.6
#: "The conference … the conference": an article has one of a kind, where a verb may tell of each in turn.
NOUN_AGAIN = 2.0
#: What the title says, the text says again.
TOLD_IN_TITLE = 2.5
#: "A ceremony" after another one was told is a new one.
IS_NEW = -3.0
#: Two verbs of thinking or announcing, in sentences that say different things.
OTHER_CONTENT = -4.0
#: Statements are told by what is said: the wording decides, not the word "said".
STATEMENT_WORDING_FROM = 0.6
#: What a pair that can't be one event as it is read counts in a group, at best.
CONTRADICTION = -4.0
#: A sentence names two happenings as two. Some tell one thing twice ("struck by a car … who hit her"), so that two
#: large groups may yet become one.
SAME_SENTENCE = -30.0
