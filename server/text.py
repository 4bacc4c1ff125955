"""The words that pages use for what the data names: roles, certainties, where a date came from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Flask, url_for

from kb.graph.iris import article_slug
from kb.timeline import date_label
from server.marks import stretches

ROLES = {"trigger": "what", "agent": "who", "patient": "whom", "recipient": "to whom",
         "instrument": "with what", "topic": "about", "beneficiary": "for whom", "origin": "from",
         "destination": "to", "companion": "with", "place": "where", "time": "when", "speaker": "says"}
#: As a tag on an event, and as the reader should take it; what is asserted needs no tag.
CERTAINTIES = {"asserted": ("told as fact", "The article itself says that it happened."),
               "reported": ("somebody says", "The article reports that somebody says so."),
               "planned": ("planned", "It is intended or announced; it need not have happened."),
               "possible": ("possible", "It may have happened or may happen."),
               "denied": ("denied", "Somebody says that it did not happen."),
               "hypothetical": ("if", "It is only imagined: a condition, a wish or a fear.")}
DATE_SOURCES = {"option": "given by hand", "metadata": "from its metadata",
                "text": "found in the text", "url": "found in the address",
                "witnesses": "concluded from other articles that tell the same"}
ANCHORS = {"published": "the publication date", "witnesses": "the publication date that other articles give",
           "dateline": "the dateline", "expression": "another time in the text",
           "narrative": "the day that the story has reached"}
#: What ties a date to an event, where it isn't words that stand with it.
BASES = {"inferred": "another event of the sentence", "carried": "the story, which goes on"}
RELATIONS = {"on": "in it", "before-or-on": "in it or before", "on-or-after": "in it or after",
             "since": "from then on", "until": "until then"}


def install(app: Flask) -> None:
    """Gives the templates these words and what they need to print text and addresses."""
    app.jinja_env.filters.update(day=day, interval=interval, article_url=article_url, host=host,
                                 outlet=outlet)
    app.jinja_env.globals.update(ROLES=ROLES, CERTAINTIES=CERTAINTIES, DATE_SOURCES=DATE_SOURCES,
                                 ANCHORS=ANCHORS, RELATIONS=RELATIONS, BASES=BASES,
                                 stretches=stretches, before=before, after=after)


def day(iso: str | date | None) -> str:
    """ "2019-02-18" as "18 February 2019"."""
    if not iso:
        return "date unknown"
    value = iso if isinstance(iso, date) else date.fromisoformat(iso)
    return date_label(value, value)


def before(value: date) -> date:
    """The day before."""
    return value - timedelta(days=1) if value > date.min else value


def after(value: date) -> date:
    """The day after."""
    return value + timedelta(days=1) if value < date.max else value


def interval(time: dict[str, Any]) -> str:
    """A mention's bounds in words."""
    bounds = [date.fromisoformat(time[name]) if time.get(name) else None for name in ("earliest", "latest")]
    return date_label(bounds[0], bounds[1], time.get("value"), time.get("granularity"))


def article_url(article_id: str) -> str:
    return url_for("linked_data.article", slug=article_slug(article_id))


def host(url: str) -> str:
    """The host of an address, for showing where a link goes."""
    return url.partition("://")[2].partition("/")[0] or url


def outlet(source: str) -> str:
    """Who tells it, for reading: an article that names no outlet goes by the end of its id."""
    return source.rstrip("/").rpartition("/")[2] or source
