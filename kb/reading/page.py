"""Web pages: the main text by trafilatura, the date of publication by htmldate, title and outlet from the metadata."""

from __future__ import annotations

import json
import logging
import re
from copy import deepcopy
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from kb.errors import DateError, ReadingError
from kb.reading.article import Article
from kb.reading.blocks import find_blocks
from kb.reading.dates import EARLIEST, parse_date
from kb.reading.furniture import normalise
from kb.reading.json_lines import outlet_of
from kb.reading.limits import PAGE_ELEMENTS, PAGE_WORDS
from kb.reading.plain_text import article_from_text
from kb.reading.prose import count_words

# Both libraries log what they find odd in a page; what matters is told in the article or the error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_LANGUAGE = re.compile(r"\s*([a-z]{2})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
#: Elements whose markup says that they hold a date of publication.
_DATED = ("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
          " | //abbr[contains(@class, 'date') or contains(@class, 'published')]"
          " | //*[@itemprop='datePublished' or @itemprop='dateCreated' or @pubdate]")
#: The only fields of linked data that say when the page was published or changed.
_LINKED_DATES = re.compile(r'"(datePublished|dateCreated|dateModified)"\s*:\s*"([^"\\]{4,40})"')
#: Elements that stand on lines of their own.
_BLOCKS = "//" + " | //".join(("p", "div", "br", "li", "ul", "ol", "blockquote", "figcaption", "tr", "pre", "section",
                               "article", "h1", "h2", "h3", "h4", "h5", "h6"))
_TITLE_SEPARATOR = re.compile(r"\s+[|»·•–—-]\s+")


def article_from_page(markup: str, *, id: str, name: str | None = None, url: str | None = None,
                      published: date | None = None, source: str | None = None) -> Article:
    """The article on a page of HTML.

    `text` is the extracted main text, with the title as its first line; offsets count in it. The article is
    named by `url`, else the page's canonical address, else `id`; messages name it by `name`, else `id`. The date
    is looked for in the metadata, then in a date line of the text, then in the address. Raises ReadingError when
    the page holds no article.
    """
    import trafilatura  # slow to load, and most commands read no page
    from trafilatura.settings import Document

    name = name or id
    if not markup.strip():
        raise ReadingError(f"{name}: empty; give a page with an article in it")
    tree = trafilatura.load_html(_parsable(markup))
    document = None if tree is None else trafilatura.bare_extraction(
        deepcopy(tree), url=url, fast=sum(1 for _ in tree.iter()) > PAGE_ELEMENTS, include_comments=False,
        include_tables=False, with_metadata=True, date_extraction_params={"extensive_search": False})
    if not isinstance(document, Document) or not document.text or not document.text.strip():
        raise ReadingError(f"{name}: no article found on the page; save the page of one article, or its text")
    title = _title(document.title, document.sitename)
    text = document.text.strip()
    if title and normalise(title) not in (normalise(line) for line in text.splitlines()[:4]):
        text = f"{title}\n{text}"
    body = sum(count_words(text[block.begin:block.end]) for block in find_blocks(text, title=title, pasted=False)
               if block.kind == "body")
    if body < PAGE_WORDS:
        raise ReadingError(f"{name}: no article found on the page, only {body} words of running text; "
                           "save the page of one article, or its text")
    address = url or _address(tree)
    by_markup = _published(tree) if published is None else None
    return article_from_text(
        text, id=address or id, name=name, title=title, url=address,
        source=document.sitename or source or outlet_of(address), published=published or by_markup,
        published_from="option" if published else "metadata", language=_language(tree), extracted=True)


def text_of_fragment(markup: str) -> str:
    """The text of a piece of HTML, such as the content of a feed's entry, a paragraph a line."""
    import trafilatura

    tree = trafilatura.load_html(f"<html><body><div>{markup}</div></body></html>")
    if tree is None:
        return markup
    for hidden in tree.xpath("//script | //style"):
        hidden.text = None
    for element in tree.xpath(_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def _parsable(markup: str) -> str:
    """The page without what the parser stumbles over: an XML declaration, whose encoding no longer holds for decoded
    text, and characters that no page may have, raw or as references."""
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup, count=1)
    markup = _FORBIDDEN.sub("", markup)
    return _REFERENCE.sub(lambda match: "" if _is_forbidden(match[1]) else match[0], markup)


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|\d{1,8});?")


def _is_forbidden(reference: str) -> bool:
    number = int(reference[1:], 16) if reference[0] in "xX" else int(reference)
    return number > 0x10ffff or 0xd800 <= number <= 0xdfff or _FORBIDDEN.match(chr(number)) is not None


def _published(tree: Any) -> date | None:
    """The day of publication that the markup gives: head, linked data, time elements; never the running text."""
    import htmldate

    html = etree.Element("html")
    head = tree.find(".//head")
    if head is not None:
        head = deepcopy(head)
        for other in head.xpath("./link[@rel='canonical'] | ./meta[@property='og:url'] | ./script | ./style"):
            head.remove(other)      # the address is asked last, not first, and scripts are full of dates
        html.append(head)
    body = etree.SubElement(html, "body")
    dates = [found.groups() for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()")
             for found in _LINKED_DATES.finditer(script)]
    if dates:
        script = etree.SubElement(body, "script", type="application/ld+json")
        script.text = json.dumps([{name: day} for name, day in dates])
    for element in tree.xpath(_DATED):
        copy = deepcopy(element)
        copy.tail = None
        body.append(copy)
    markup = etree.tostring(html, encoding="unicode", method="html")
    found = htmldate.find_date(markup, original_date=True, extensive_search=False,
                               min_date=EARLIEST.isoformat())
    try:
        return parse_date(found) if found else None
    except DateError:
        return None


def _address(tree: Any) -> str | None:
    """The canonical address of the page, if it has one below the outlet's front page."""
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for address in tree.xpath(path):
            try:
                parts = urlsplit(str(address).strip())
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
                return parts.geturl()
    return None


def _title(title: str | None, site: str | None) -> str | None:
    """The title without the outlet's name at its end."""
    if not title:
        return None
    title = " ".join(title.split())
    parts = _TITLE_SEPARATOR.split(title)
    if site and len(parts) > 1 and normalise(parts[-1]) == normalise(site):
        title = title[:title.rindex(parts[-1])].rstrip(" |»·•–—-")
    return title or None


def _language(tree: Any) -> str:
    for value in tree.xpath("/html/@lang | //meta[@property='og:locale']/@content"):
        match = _LANGUAGE.fullmatch(str(value))
        if match:
            return match[1].lower()
    return "en"
