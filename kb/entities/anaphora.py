"""Takes up again what was named before: adds pronouns and descriptions to the clusters that they mean."""

from __future__ import annotations

from collections.abc import Sequence

from kb.entities.cluster import Cluster
from kb.entities.descriptions import resolve_description
from kb.entities.discourse import Discourse
from kb.entities.phrases import noun_phrase_start
from kb.entities.pronouns import is_pronoun, pronoun_gender, resolve_pronoun
from kb.language.doc import Doc


def resolve_anaphora(doc: Doc, clusters: Sequence[Cluster]) -> None:
    """Reads the article twice: first outside direct speech, since who speaks must be known before what is
    said can be understood."""
    discourse = Discourse(doc, clusters)
    for quoted in (False, True):
        for token in doc.tokens:
            if discourse.is_quoted(token) is not quoted or discourse.cluster_at(token):
                continue
            if is_pronoun(token):
                cluster = resolve_pronoun(discourse, token)
                if cluster:
                    discourse.add(cluster, token.index, token, "pronoun")
                    if cluster.type == "person":
                        cluster.gender = cluster.gender or pronoun_gender(token)
            elif token.upos == "NOUN" and discourse.at(token):
                cluster = resolve_description(discourse, token)
                if cluster:
                    discourse.add(cluster, noun_phrase_start(doc, token), token, "description")
