"""Linking: looks up online what the gazetteer does not know. The one room that asks Wikidata.

`Linker(Endpoint(), Memory(…)).rounds(wanted_entities(…))` gives links batch by batch; `KnowledgeBase.link` stores
them. Its modules are imported by name, since SPARQLWrapper is slow to load and most commands never need it.
"""
