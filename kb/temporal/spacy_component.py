"""Our times in anybody's spaCy pipeline, under the name `event_timeline_times`:

    import spacy

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("event_timeline_times", config={"published": "2019-02-18"}, last=True)
    doc = nlp("Rebels shut the bridge yesterday.")
    doc._.times[0]["value"], doc.spans["times"][0]._.time["explanation"]

The factory is an entry point of the package, so that spaCy finds it by name without an import. Put it after the tagger
and the parser where there are any: it reads their tags and trees, and does what can be done without.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from kb.language.spacy_pipeline import doc_of
from kb.plain import to_plain
from kb.reading import Article, Block
from kb.temporal.expression import TimeExpression
from kb.temporal.find import find_times

#: Where the expressions are kept in `doc.user_data`, as plain values, so that the doc can be written to disk.
_KEPT = "event_timeline_times"


def _register() -> None:
    if not Doc.has_extension("times"):
        Doc.set_extension("times", getter=lambda doc: doc.user_data.get(_KEPT, []))
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    if not Span.has_extension("time"):
        Span.set_extension("time", getter=_time_of)


def _time_of(span: Span) -> dict[str, Any] | None:
    """The expression that a span of the group "times" was made from; None for other spans."""
    times: list[dict[str, Any]] = span.doc.user_data.get(_KEPT, [])
    return next((time for time in times if time["id"] == span.id_), None)


class TimesComponent:
    """Finds the time expressions of a doc.

    `doc._.times` are all of them as objects in the shape of `TimeExpression` (dates as ISO strings, offsets as
    characters of `doc.text`); `doc.spans[spans_key]` the tokens that they cover, labelled DATE, TIME, DURATION or SET,
    each with its object in `span._.time`. Days are counted from `doc._.published` (a date or an ISO string; give
    `nlp` a doc made by `nlp.make_doc` to set it), else from the component's own `published`, else from nothing: then
    "yesterday" stays open.
    """

    def __init__(self, language: str, published: str | None, spans_key: str) -> None:
        self._language = language
        self._published = date.fromisoformat(published) if published else None
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> tuple[TimeExpression, ...]:
        """The expressions of a doc, which stays as it is. Raises ValueError where `doc._.published` is no date."""
        given = doc._.published
        published = date.fromisoformat(given) if isinstance(given, str) else given or self._published
        article = Article(
            "doc",
            doc.text,
            (Block(0, len(doc.text), "body"),),
            published=published,
            published_from="option" if published else None,
            language=self._language,
        )
        return find_times(doc_of(doc), article)

    def set_annotations(self, doc: Doc, times: tuple[TimeExpression, ...]) -> None:
        """Puts expressions into the doc."""
        doc.user_data[_KEPT] = [to_plain(time) for time in times]
        spans = []
        for time in times:
            covered = doc.char_span(time.begin, time.end, alignment_mode="expand")
            if covered is not None:
                spans.append(Span(doc, covered.start, covered.end, label=time.type, span_id=time.id))
        doc.spans[self._spans_key] = SpanGroup(doc, name=self._spans_key, spans=spans)


def times_component(nlp: Language, name: str, published: str | None, spans_key: str) -> TimesComponent:
    """What `nlp.add_pipe("event_timeline_times")` makes. `published` is an ISO date."""
    _register()
    return TimesComponent(nlp.lang or "en", published, spans_key)


_register()
Language.factory(
    "event_timeline_times",
    default_config={"published": None, "spans_key": "times"},
    assigns=["doc._.times", "doc.spans"],
    func=times_component,
)
