"""The rows that the timeline is made of: one for each event, with all that a list or a lane shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.timeline.labels import date_label, with_likely

#: How closely a date is known, from best to worst, with the words for it.
PRECISIONS = {"day": "to the day", "month": "within a month", "year": "within a year", "longer": "within longer",
              "open": "open at one end", "unknown": "date unknown"}
#: How many independent sources tell an event: the most that a band holds, its name and the words for it.
INDEPENDENT = ((1, "1", "one source"), (2, "2", "two independent sources"), (4, "3-4", "three or four"),
               (10**9, "5+", "five or more"))


@dataclass(frozen=True, slots=True)
class TimelineParticipant:
    """Who takes part. `key` is the entity's key, None for what is no entity ("up to 2,000 civilians")."""

    role: str
    key: str | None
    name: str
    type: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """Where. `containers` are the keys of the places that contain it: an event in Baghouz is one in Syria."""

    key: str | None
    name: str
    wikidata: str | None = None
    coordinates: tuple[float, float] | None = None
    """Latitude, longitude in degrees."""
    containers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event as the timeline shows it: what all its witnesses together say."""

    id: str
    iri: str
    label: str
    type: str
    """Local name of the event type ("Blockade")."""
    type_label: str
    earliest: date | None
    """First day on which it can have begun; None is open or unknown."""
    latest: date | None
    """Last day on which it can have ended, inclusive."""
    value: str | None
    """TIMEX3 value of the date that was taken."""
    edtf: str | None
    granularity: str | None
    certainty: str
    polarity: str
    salience: float
    salient: bool
    participants: tuple[TimelineParticipant, ...] = ()
    places: tuple[TimelinePlace, ...] = ()
    sources: tuple[str, ...] = ()
    """Outlets that tell it."""
    articles: tuple[str, ...] = ()
    """Ids of the articles that tell it."""
    mentions: int = 1
    disagreements: int = 0
    independent: int = 1
    """Independent sources: articles that copy one report count once."""
    voices: tuple[str, ...] = ()
    """Names of those who are quoted as saying so, in order."""
    reported: date | None = None
    """The day of the first report on it, as far as reports have dates."""
    likely: date | None = None
    """The day on which it most likely happened, where the bounds leave the day open."""
    text: str = ""
    """The witness sentences: what the search reads besides label and names."""

    @property
    def date_label(self) -> str:
        """The date in words: "by 17 February 2019, probably that day"."""
        bounds = date_label(self.earliest, self.latest, self.value, self.granularity)
        return with_likely(bounds, self.likely, self.latest)

    @property
    def precision(self) -> str:
        """How closely the date is known: a key of `PRECISIONS`."""
        if self.earliest is None or self.latest is None:
            return "open" if self.earliest or self.latest else "unknown"
        days = (self.latest - self.earliest).days + 1
        return "day" if days == 1 else "month" if days <= 31 else "year" if days <= 366 else "longer"

    @property
    def independent_band(self) -> tuple[str, str]:
        """The band of `INDEPENDENT` that the event falls into: its name and its words."""
        return next((name, words) for most, name, words in INDEPENDENT if self.independent <= most)


def event_json(event: TimelineEvent) -> dict[str, Any]:
    """The event in the shape of the web's JSON (`docs/rooms.md`)."""
    return {
        "id": event.id, "iri": event.iri, "label": event.label,
        "type": event.type, "type_label": event.type_label,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "value": event.value, "edtf": event.edtf, "granularity": event.granularity,
        "likely": event.likely.isoformat() if event.likely else None, "date_label": event.date_label,
        "certainty": event.certainty, "polarity": event.polarity,
        "salient": event.salient, "salience": event.salience,
        "participants": [{"role": who.role, "key": who.key, "name": who.name, "type": who.type,
                          "wikidata": who.wikidata} for who in event.participants],
        "places": [{"key": place.key, "name": place.name, "wikidata": place.wikidata,
                    "coordinates": list(place.coordinates) if place.coordinates else None}
                   for place in event.places],
        "sources": list(event.sources), "articles": list(event.articles),
        "mentions": event.mentions, "disagreements": event.disagreements,
        "independent": event.independent, "voices": list(event.voices),
        "precision": event.precision, "reported": event.reported.isoformat() if event.reported else None,
    }
