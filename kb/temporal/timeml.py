"""TimeML: an article with its times marked, as ISO-TimeML 1.2 tools and the TempEval scorers read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from kb.reading import Article
from kb.temporal.expression import TimeExpression

#: What XML 1.0 can't hold (section 2.2); each is written as one replacement character, so that offsets stay.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_timeml(article: Article, times: Iterable[TimeExpression]) -> str:
    """The article as a TimeML document: its publication date as the creation time "t0", its times as TIMEX3 in TEXT.

    The times must be in text order and not overlap, as `find_times` gives them.
    """
    parts, place = [], 0
    for time in times:
        parts.append(_text(article.text[place : time.begin]))
        parts.append(f"<TIMEX3 {_attributes(time)}>{_text(time.text)}</TIMEX3>")
        place = time.end
    parts.append(_text(article.text[place:]))
    created = article.published.isoformat() if article.published else "XXXX-XX-XX"
    made = f'tid="t0" type="DATE" value="{created}" functionInDocument="PUBLICATION_TIME"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_text(article.id)}</DOCID>\n"
        f"<DCT><TIMEX3 {made}>{created}</TIMEX3></DCT>\n"
        f"<TITLE>{_text(article.title or '')}</TITLE>\n"
        f"<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _attributes(time: TimeExpression) -> str:
    anchor = time.anchor_expression or ("t0" if time.anchor_from in ("published", "witnesses") else None)
    given = {
        "tid": time.id,
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "quant": time.quant,
        "freq": time.freq,
        "temporalFunction": "true" if anchor else None,
        "anchorTimeID": anchor,
    }
    return " ".join(f"{name}={quoteattr(value)}" for name, value in given.items() if value is not None)
