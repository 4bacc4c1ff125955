"""Finds the entities of an article: the room's front door."""

from __future__ import annotations

from kb.entities.anaphora import resolve_anaphora
from kb.entities.cluster import Cluster
from kb.entities.clustering import cluster_names
from kb.entities.entity import Entity, EntityMention, EntityType
from kb.entities.gazetteer import Gazetteer
from kb.entities.metonymy import governments
from kb.entities.names import find_names
from kb.entities.phrases import add_phrases
from kb.entities.spelling import pieces, slug
from kb.entities.titles import LEGAL_FORMS
from kb.language.doc import Doc
from kb.reading.article import Article

#: A link that is less sure than this shows its entry's name and key but claims no QID.
QID_CONFIDENCE = 0.6


def find_entities(doc: Doc, article: Article, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """The persons, organisations, groups and places of the article, in order of first mention, each with
    all its mentions in text order.

    An adjective ("French" in "a French minister") counts as a description of its country: it shows that the
    country is spoken of, but as a modifier it never acts and is never where something happens.
    """
    clusters = cluster_names(doc, find_names(doc, gazetteer), gazetteer, article.published)
    governments(doc, clusters, gazetteer)
    clusters = _joined(clusters)
    add_phrases(doc, clusters)
    resolve_anaphora(doc, clusters)
    clusters.sort(key=lambda cluster: (cluster.first, cluster.type))
    return tuple(_entity(doc, cluster, f"n{number}", gazetteer) for number, cluster in enumerate(clusters, 1))


def _joined(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters that would get one key are one: "Orbex Inc." and "Orbex Ltd"."""
    found: dict[str, Cluster] = {}
    for cluster in clusters:
        key = cluster.entry.key if cluster.entry else unknown_key(cluster.type, _best_name(cluster))
        first = found.setdefault(key, cluster)
        if first is not cluster:
            first.found += cluster.found
            first.spellings += cluster.spellings
            first.roles |= cluster.roles
            first.gender = first.gender or cluster.gender
    return list(found.values())


def _entity(doc: Doc, cluster: Cluster, id: str, gazetteer: Gazetteer) -> Entity:
    mentions = []
    for found in sorted(cluster.found, key=lambda found: (found.first, found.last)):
        begin, end = doc.tokens[found.first].begin, doc.tokens[found.last - 1].end
        mentions.append(
            EntityMention(
                begin=begin,
                end=end,
                text=doc.text[begin:end],
                first=found.first,
                last=found.last,
                head=found.head,
                kind=found.kind,
            )
        )
    entry = cluster.entry
    if entry:
        return Entity(
            id=id,
            key=entry.key,
            name=entry.name,
            type=cluster.type,
            mentions=tuple(mentions),
            wikidata=entry.wikidata if cluster.confidence >= QID_CONFIDENCE else None,
            confidence=round(cluster.confidence, 2),
            reason=cluster.reason,
            containers=gazetteer.containers(entry.key),
            coordinates=entry.coordinates,
        )
    name = _best_name(cluster)
    return Entity(id=id, key=unknown_key(cluster.type, name), name=name, type=cluster.type, mentions=tuple(mentions))


def unknown_key(type_: EntityType, name: str) -> str:
    """The key of what no gazetteer knows. What one article writes and the next leaves out is not part of it: the
    middle initials of a person, the legal form of a company."""
    words = pieces(name)
    if type_ == "person" and len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    while type_ == "organization" and len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return f"{type_}/{slug(' '.join(words) or name)}"


def _best_name(cluster: Cluster) -> str:
    """The name of most words, then the most used, then the longest, then the first in the alphabet."""
    return min(
        cluster.spellings,
        key=lambda name: (-len(name.split()), name.isupper(), -cluster.spellings[name], -len(name), name),
    )
