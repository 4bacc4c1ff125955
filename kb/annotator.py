"""One article through the rooms: language, times, entities, events."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256

from kb.entities import Gazetteer, own_files, shipped_files
from kb.extraction import Extraction
from kb.language import Doc
from kb.reading import Article
from kb.settings import Settings


class Annotator:
    """Calls the rooms in order. They, the model and the gazetteer are loaded at the first article, not before, so
    that commands which only read a store start at once."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def language(self) -> Callable[[Article], Doc]:
        from kb.language.pipeline import load_language

        return load_language(self.settings.language, threads=self.settings.threads)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load(*shipped_files(), *own_files(self.settings.gazetteer_folder))

    @cached_property
    def own_names(self) -> str | None:
        """A digest of the user's own gazetteer files, None without any: other names make other extractions."""
        files = own_files(self.settings.gazetteer_folder)
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest() if files else None

    def __call__(self, article: Article) -> Extraction:
        """Everything said about the article; the same article always gives the same extraction."""
        from kb.entities import find_entities
        from kb.events import find_events
        from kb.temporal import find_times

        doc = self.language(article)
        times = find_times(doc, article)
        entities = find_entities(doc, article, self.gazetteer)
        events = find_events(doc, article, times, entities)
        return Extraction(article=article, times=times, events=events, entities=entities)
