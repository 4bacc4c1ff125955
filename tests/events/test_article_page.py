"""The reader's view of an article: `kb annotate --format html`."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from kb.export.article_page import article_page
from kb.extraction import Extraction

Read = Callable[..., Extraction]
TEXT = "On Friday the mayor of Lyon said that two guards had freed the prisoners. <b>They</b> fled & hid."


class _Seen(HTMLParser):
    """What a browser makes of a page: open elements, ids, links, words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.classes: list[tuple[str, str]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta",):
            self.open.append(tag)
        self.ids += [value for key, value in attrs if key == "id" and value]
        self.links += [value for key, value in attrs if key in ("href", "src") and value]
        self.classes.append((next((value or "" for key, value in attrs if key == "class"), ""), self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def _page(*extractions: Extraction) -> tuple[str, _Seen]:
    page, seen = "".join(article_page(extractions)), _Seen()
    seen.feed(page)
    assert not seen.open
    return page, seen


def test_the_words_of_the_article_stand_as_they_are(read: Read) -> None:
    page, seen = _page(read(TEXT))
    assert TEXT in seen.words and "<b>They" not in page and "&lt;b&gt;" in page


def test_it_needs_no_script_and_fetches_nothing(read: Read) -> None:
    page, seen = _page(read(TEXT))
    assert "<script" not in page and "@import" not in page and "url(" not in page
    assert all(link.startswith(("#", "https://www.wikidata.org/wiki/Q")) for link in seen.links)


def test_every_marked_event_leads_to_its_card(read: Read) -> None:
    first, second = read(TEXT), read("Angela Merkel visited Paris on Friday.")
    _, seen = _page(first, second)
    assert len(seen.ids) == len(set(seen.ids))
    cards = {f"a{number}-{event.id}" for number, one in enumerate((first, second), 1) for event in one.events}
    assert cards <= set(seen.ids)
    assert cards <= {link.removeprefix("#") for link in seen.links}


def test_a_long_paragraph_is_cut_between_sentences(read: Read) -> None:
    text = " ".join(["Police arrested two men and freed a hostage near the port."] * 6)
    page, _ = _page(read(text))
    pieces = re.findall(r'<p class="text">(.*?)</p>', page)
    assert len(pieces) > 1
    assert "".join(re.sub("<.*?>", "", piece) for piece in pieces) == text


def test_a_card_tells_who_when_and_says_who(read: Read) -> None:
    page, _ = _page(read(TEXT))
    card = re.search(r'<details id="a1-e\d+"[^>]*><summary><b>Two guards freed.*?</details>', page)
    assert card is not None
    assert "<dt>agent</dt><dd>two guards – 2</dd>" in card[0] and "reported" in card[0]
    assert "<dt>says who</dt><dd>the mayor of Lyon" in card[0]


def test_pointing_at_a_card_lights_up_its_parts(read: Read) -> None:
    found = read(TEXT)
    freed = next(event for event in found.events if event.text == "freed")
    page, seen = _page(found)
    assert f".m-{freed.id}-agent{{background:" in page
    assert any(f"m-{freed.id}-agent" in classes for classes, _ in seen.classes)
