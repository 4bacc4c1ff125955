"""Which language pipeline reads the articles: ours, or a spaCy pipeline by name."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from kb.language.doc import Doc
from kb.language.model import LanguageModel
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reading.article import Article

Language = Callable[["Article"], Doc]


def load_language(name: str | None = None, threads: int | None = None) -> Language:
    """The pipeline called `name`, or by the setting `KB_LANGUAGE` when no name is given.

    "kb" is the model that ships; any other name is a spaCy pipeline that the user has installed
    ("en_core_web_trf"). Raises LanguageError when it can't be loaded.
    """
    settings = Settings.from_environment(os.environ, language=name, threads=threads)
    if settings.language == "kb":
        return LanguageModel.load(threads=settings.threads)
    from kb.language.spacy_pipeline import SpacyPipeline

    return SpacyPipeline.load(settings.language)
