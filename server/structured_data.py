"""What pages say of their things to search engines: schema.org as JSON-LD, made from what the page itself shows."""

from __future__ import annotations

from typing import Any

from kb.graph.vocabulary import WIKIDATA

Plain = dict[str, Any]

_CONTEXT = "https://schema.org"
_CLASSES = {"person": "Person", "organization": "Organization", "place": "Place"}


def event_data(event: Plain, base: str) -> Plain:
    """An event with its days, places, who takes part, and the articles that tell of it."""
    articles = {witness["article"]["id"]: witness["article"] for witness in event["witnesses"]}
    return _filled({
        "@context": _CONTEXT, "@type": "Event", "@id": event["iri"], "name": event["label"],
        "startDate": event["earliest"], "endDate": event["latest"], "description": event["date_label"],
        "location": [_thing(place | {"type": "place"}, base) for place in event["places"]],
        "about": [_thing(participant, base) for participant in event["participants"] if participant.get("key")],
        "subjectOf": [_article(article) for article in articles.values()]})


def entity_data(entity: Plain) -> Plain:
    """A person, organisation, place or group with its other names and the same thing elsewhere."""
    return _filled({
        "@context": _CONTEXT, "@type": _CLASSES.get(entity["type"], "Thing"), "@id": entity["iri"],
        "name": entity["name"], "alternateName": entity["aliases"], "sameAs": _wikidata(entity),
        "geo": _coordinates(entity.get("coordinates"))})


def article_data(article: Plain) -> Plain:
    """An article with where and when it was published."""
    return _filled({"@context": _CONTEXT} | _article(article) | {"@id": article["iri"]})


def _article(article: Plain) -> Plain:
    return _filled({
        "@type": "NewsArticle", "headline": article["title"], "url": article["url"],
        "datePublished": article["published"],
        "publisher": {"@type": "Organization", "name": article["source"]} if article["source"] else None})


def _thing(thing: Plain, base: str) -> Plain:
    return _filled({
        "@type": _CLASSES.get(thing.get("type", ""), "Thing"), "@id": f"{base}entity/{thing['key']}",
        "name": thing["name"], "sameAs": _wikidata(thing), "geo": _coordinates(thing.get("coordinates"))})


def _wikidata(thing: Plain) -> str | None:
    return str(WIKIDATA[thing["wikidata"]]) if thing.get("wikidata") else None


def _coordinates(pair: list[float] | None) -> Plain | None:
    return {"@type": "GeoCoordinates", "latitude": pair[0], "longitude": pair[1]} if pair else None


def _filled(data: Plain) -> Plain:
    """Without what is not known."""
    return {key: value for key, value in data.items() if value not in (None, [], "")}
