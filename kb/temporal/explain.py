"""Explanations: one sentence for a person that says how an expression got its date."""

from __future__ import annotations

from kb.reading import Article
from kb.temporal.meaning import Anchor, Meaning

_PUBLISHED = {
    "option": "the publication date given by hand", "metadata": "the publication date from the record of the page",
    "text": "the publication date found in the text", "url": "the publication date found in the address",
    "witnesses": "the publication date concluded from other articles", None: "the publication date",
}


def describe_anchor(anchor: Anchor, article: Article) -> str:
    """The anchor and where it came from: "2019-02-18, the publication date found in the text"."""
    if anchor.source in ("published", "witnesses"):
        return f"{anchor.day.isoformat()}, {_PUBLISHED[article.published_from]}"
    if anchor.source == "dateline":
        return f"{anchor.day.isoformat()}, the date of the dateline"
    words = f" (“{anchor.words}”)" if anchor.words else ""
    told = "where the story has got to" if anchor.source == "narrative" else "named in the text"
    return f"{anchor.value or anchor.day.isoformat()}{words}, {told}"


def explain(text: str, meaning: Meaning, article: Article) -> str:
    """“yesterday” → the day before 2019-02-18, the publication date found in the text → 2019-02-17."""
    words = " ".join(text.split())
    anchor = describe_anchor(meaning.anchor, article) if meaning.anchor else "an unknown day"
    phrase = meaning.phrase.replace("{anchor}", anchor)
    return f"“{words}” → {phrase} → {meaning.value}"
