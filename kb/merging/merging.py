"""Merging that goes on: articles come and go, and only what they touch is thought over again.

What a pair of mentions is worth depends on the two alone and on the stories of their articles. So a new article
changes comparisons with its own mentions, and with those of the few articles whose story it is a neighbour to; and
events are made anew only where mentions hang together with one of these. The result is the same as from a fresh
start with all articles. What is known stands in the notes, in a file where they are to outlive the process; articles
are read again when something of theirs must be compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.extraction import Extraction
from kb.merging.blocks import Pair, day_number
from kb.merging.candidates import SHARED_BLOCKS, SHARED_WITHOUT_STORY, candidates, keys_of, telling_words, when
from kb.merging.decisions import Decision
from kb.merging.event import ArticleDate, Conclusions, Event
from kb.merging.grouping import Grouping
from kb.merging.notes import Notes, number_of
from kb.merging.partners import Partners, Partnership, strength_of
from kb.merging.ruling import Rulings
from kb.merging.stories import Stories, story_keys
from kb.merging.syndication import Copies, runs_of
from kb.merging.telling import document
from kb.merging.tellings import Tellings
from kb.merging.undated import date_article, is_undated
from kb.merging.wording import stored_vector
from kb.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class Settled:
    """What was thought over, and what came of it."""

    before: dict[str, Event]
    """The events that came out otherwise or are no more, as they were, by id."""
    after: dict[str, Event]
    """As they are, by id."""
    dates: dict[str, ArticleDate | None]
    """Undated articles whose date is another now; None where nothing dates them any more."""


class Merging:
    """The articles merged so far, and what follows from them."""

    def __init__(self, decisions: Iterable[Decision] = (), *, notes: Notes | None = None,
                 read: Callable[[str], Extraction] | None = None) -> None:
        """`decisions` are a person's, in the order in which they were taken; they win over everything else. `notes`
        hold what was merged before, and `read` gives an article of those by its id; without them all begins here."""
        self._notes = notes or Notes()
        self._tellings = Tellings(self._notes, read)
        self._rulings = Rulings(self._notes, self._tellings, decisions)
        self._blocks = candidates(self._notes)
        self._stories = Stories(self._notes)
        self._copies = Copies(self._notes)
        self._partners = Partners(self._notes)
        self._grouping = Grouping(self._notes, self._tellings, self._stories, self._copies, self._rulings,
                                  self._partners)
        #: Mentions whose event, and articles whose date, must be thought over.
        self._touched: set[int] = set()
        self._retold: set[int] = set()
        #: Articles whose mentions must be compared anew, and pairs of mentions that became partners or ceased to be.
        self._reread: set[int] = set()
        self._pairs: set[Pair] = set()
        #: Articles that came and mentions that went since the last settling, and those that were tied to these.
        self._new: set[int] = set()
        self._gone: set[int] = set()
        self._loose: set[int] = set()
        #: Events that were taken apart since the last settling.
        self._before: dict[str, Event] = {}

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Puts these decisions in the place of those that were taken before."""
        self._rulings.decide(decisions)

    def add(self, extractions: Iterable[Extraction]) -> None:
        """Takes in articles; one that is known already is replaced."""
        for extraction in extractions:
            id = extraction.article.id
            if self._notes.one("SELECT 1 FROM article WHERE id = ?", id):
                if self._tellings.given(id) == extraction:
                    continue
                self.remove(id)
            self._add(extraction)

    def _add(self, extraction: Extraction) -> None:
        article = number_of(extraction.article.id)
        words = document(extraction)
        about = telling_words(words)
        own_day = None if is_undated(extraction.article) else extraction.article.published
        self._notes.execute("INSERT INTO article (number, id, day, words, weights, keys, runs) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?)",
                            (article, extraction.article.id, day_number(own_day), *stored_vector(words),
                             story_keys(words), runs_of(extraction.article)))
        tellings = self._tellings.give(extraction)
        self._notes.executemany(
            "INSERT INTO mention (number, article, name, day, keys) VALUES (?, ?, ?, ?, ?)",
            [(mention, article, telling.ref.mention, when(telling), keys_of(telling, about))
             for mention, telling in tellings.items()])
        self._retell(self._stories.add(article))
        self._touch_articles(self._copies.add(article))
        self._new.add(article)
        self._gone.difference_update(tellings)
        self._touched.update(tellings)
        turned = self._blocks.add(tellings)
        self._pairs |= turned.nearer
        self._pairs |= self._partners.known_among(turned.further - self._pairs)

    def remove(self, id: str) -> None:
        """Forgets an article."""
        article = number_of(id)
        mentions = self._mentions(article)
        for mention in mentions:
            turned = self._blocks.remove(mention)
            self._pairs |= turned.nearer
            self._loose.update(self._partners.remove(mention))
            self._dissolve(mention)
        self._grouping.forget()
        self._gone.update(mentions)
        self._notes.execute("DELETE FROM mention WHERE article = ?", (article,))
        self._touched.difference_update(mentions)
        self._retell(self._stories.remove(article))
        self._touch_articles(self._copies.remove(article))
        self._notes.execute("DELETE FROM article WHERE number = ?", (article,))
        self._notes.execute("DELETE FROM dated WHERE article = ?", (article,))
        self._tellings.forget(article)
        for articles in (self._reread, self._retold, self._new):
            articles.discard(article)

    def settle(self) -> Settled:
        """Thinks over what was touched. Gives what that changed."""
        self._grouping.begin()
        self._touched |= self._rulings.changed()
        self._compare()
        after: dict[str, Event] = {}
        done: set[int] = set()
        for mention in sorted(self._touched):
            if mention not in done and self._is_there(mention):
                region = self._grouping.region(mention)
                done.update(region)
                if len(region) == 1 and self._is_alone(mention):
                    continue
                for member in region:
                    self._dissolve(member, touch=False)
                after.update((event.id, event) for event in self._grouping.events_among(region))
        for event in after.values():
            self._notes.execute("INSERT INTO event VALUES (?, ?, ?)",
                                (event.id, len({ref.article for ref in event.mentions}), _text(event)))
            self._notes.executemany("UPDATE mention SET event = ? WHERE number = ?",
                                    [(event.id, number_of(ref.article, ref.mention)) for ref in event.mentions])
        same = {id for id, event in after.items() if self._before.get(id) == event}
        settled = Settled({id: event for id, event in self._before.items() if id not in same},
                          {id: event for id, event in after.items() if id not in same}, self._date())
        for what in (self._touched, self._reread, self._retold, self._pairs, self._new, self._gone, self._loose):
            what.clear()
        self._before = {}
        return settled

    def conclusions(self) -> Conclusions:
        """All that follows from the articles together."""
        self.settle()
        return Conclusions(events=tuple(event_noted(record) for record in
                                        self._notes.column("SELECT record FROM event ORDER BY id")),
                           dates=tuple(sorted((from_plain(ArticleDate, json.loads(record)) for record in
                                               self._notes.column("SELECT record FROM dated")),
                                              key=lambda dated: dated.article)))

    def extraction(self, id: str) -> Extraction:
        """An article that is merged."""
        return self._tellings.extraction(number_of(id))

    def release(self, keep: Collection[str] = ()) -> None:
        """Lets go of the articles that were given, but for those of these ids: from now on they can be read."""
        self._tellings.release(keep)

    # --- what is touched ---

    def _mentions(self, article: int) -> list[int]:
        return self._notes.column("SELECT number FROM mention WHERE article = ?", article)

    def _is_there(self, mention: int) -> bool:
        return self._notes.one("SELECT 1 FROM mention WHERE number = ?", mention) is not None

    def _is_alone(self, mention: int) -> bool:
        """Whether a mention has an event to itself, which hangs on nothing but its own article."""
        record = self._notes.one("SELECT event.record FROM mention JOIN event ON event.id = mention.event "
                                 "WHERE mention.number = ?", mention)
        return record is not None and len(json.loads(record)["mentions"]) == 1

    def _retell(self, articles: set[int]) -> None:
        self._reread |= articles
        self._retold |= articles

    def _touch_articles(self, articles: Iterable[int]) -> None:
        self._retold.update(articles)
        for article in articles:
            self._touched.update(self._mentions(article))

    def _dissolve(self, mention: int, *, touch: bool = True) -> None:
        """Takes the event of a mention apart; its mentions are touched."""
        row = self._notes.execute("SELECT event.id, event.record FROM mention JOIN event ON event.id = mention.event "
                                  "WHERE mention.number = ?", (mention,)).fetchone()
        if row:
            event = event_noted(row[1])
            self._before.setdefault(event.id, event)
            self._notes.execute("DELETE FROM event WHERE id = ?", (event.id,))
            if touch:
                self._touched.update(number_of(ref.article, ref.mention) for ref in event.mentions)

    # --- comparing ---

    def _compare(self) -> None:
        """Finds which mentions may be of one event now; where that is news, all that hang together with them are
        touched."""
        turned: dict[Pair, tuple[Partnership | None, Partnership | None]] = {}
        for pair in self._pairs:
            if pair[0] not in self._gone and pair[1] not in self._gone:
                here, there = map(self._tellings.article_of, pair)
                was = None if here in self._new or there in self._new else self._partners[pair]
                turned[pair] = was, self._partnership(pair, here, there)
        for article in self._reread - self._new:  # all that is new is among the pairs
            self._touched.update(self._mentions(article))
            for pair, there, was in self._partners.of_article(article):
                # A story speaks for an event or says nothing: without it, what was no tie before is none now.
                if pair not in turned and (was[1] is not None or self._grouping.one_story(article, there)):
                    turned[pair] = was, self._partnership(pair, article, there, was[0])
        news = {pair: change for pair, change in turned.items() if change[0] != change[1]}
        weaker = {pair: now for pair, (was, now) in news.items() if _tie(was) > _tie(now)}
        self._partners.write(weaker.items())
        self._loose.update(one for pair, (was, now) in news.items() if _tie(was) != _tie(now) for one in pair)
        # What hung together by the old ties may be cut otherwise without them, and otherwise again with the new ones.
        for mention in self._loose - self._gone:
            self._touched |= self._partners.together(mention)
        self._partners.write((pair, now) for pair, (_, now) in news.items() if pair not in weaker)

    def _partnership(self, pair: Pair, here: int, there: int, shared: int | None = None) -> Partnership | None:
        """What is to be noted of two mentions in these articles; `shared` where it is known."""
        if shared is None:
            shared = self._blocks.shared(*pair, SHARED_WITHOUT_STORY)
        if shared < SHARED_BLOCKS:
            return None
        if shared >= SHARED_WITHOUT_STORY or self._grouping.one_story(here, there):
            comparison = self._grouping.compare(*pair)
            if comparison.same:
                return shared, strength_of(comparison.log_odds)
        return shared, None

    # --- dating ---

    def _date(self) -> dict[str, ArticleDate | None]:
        """Dates the undated articles whose story reads otherwise now. Gives the dates that changed."""
        followers = {other for article in self._retold for other in self._stories.followers(article)}
        changed: dict[str, ArticleDate | None] = {}
        for article in sorted(self._retold | followers):
            row = self._notes.execute("SELECT id, day FROM article WHERE number = ?", (article,)).fetchone()
            if row is None or row[1]:
                continue
            others = (self._tellings.told(other) for other in self._stories.nearest(article))
            dated = date_article(self._tellings.told(article), others,
                                 lambda other, article=article: self._stories.alike(article, number_of(other)),  # type: ignore[misc]
                                 self._grouping.source_of)
            text = _text(dated) if dated else None
            if text != self._notes.one("SELECT record FROM dated WHERE article = ?", article):
                self._notes.execute("DELETE FROM dated WHERE article = ?", (article,))
                if dated:
                    self._notes.execute("INSERT INTO dated VALUES (?, ?)", (article, text))
                changed[row[0]] = dated
        return changed


def _tie(noted: Partnership | None) -> int:
    """The strength of a tie, less than 0 for none."""
    return -1 if noted is None or noted[1] is None else noted[1]


def event_noted(record: str) -> Event:
    """The event that the notes hold as text."""
    event: Event = from_plain(Event, json.loads(record))
    return event


def _text(value: Event | ArticleDate) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def merge(extractions: Sequence[Extraction], decisions: Iterable[Decision] = ()) -> Conclusions:
    """Everything that follows from the articles together: which mentions tell one event, and when the
    articles without a date must have appeared.

    The same extractions give the same conclusions in whatever order they come. `decisions` are a person's, in the
    order in which they were taken; they win over everything else. An article that was dated by an earlier call
    (`published_from` "witnesses") gets the same `ArticleDate` again, so calling until nothing changes takes two
    rounds.
    """
    merging = Merging(decisions)
    merging.add(extractions)
    return merging.conclusions()
