"""The table of page furniture: every row recognises its example."""

from __future__ import annotations

import re

import pytest

from kb.reading.furniture import glued_end, glued_front, icons, is_furniture, is_menu, normalise, patterns


@pytest.mark.parametrize(("pattern", "example"), patterns(), ids=[example for _, example in patterns()])
def test_every_row_matches_its_example(pattern: str, example: str) -> None:
    assert re.fullmatch(pattern, normalise(example)), normalise(example)
    assert is_furniture(example)


@pytest.mark.parametrize("line", [
    "Fire destroys three warehouses in Port Lorne", "No trace of arson", "The end", "Opinion: Why the strike failed",
    "Iran bans Telegram", "Facebook bans two ministers", "Watch thefts rise in Anse", "KENYA:", "Total Dead: 192", "Q.",
    "Cookies recalled after salmonella scare", "Weather service warns of floods", "Bad news for members of the union"])
def test_titles_and_headings_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_menus_are_rows_of_short_items() -> None:
    assert is_menu("Home  World  Business  Sport  Weather")
    assert is_menu("News | Our harbour | Ships today | Contact")
    assert not is_menu("Killed 12  Wounded 40  Missing 3  Found 9")
    assert not is_menu("World leaders meet in Port Lorne")


def test_icons_count_only_where_they_are_glued_or_unmistakable() -> None:
    assert icons("folder_openMiddle East... access_time5 years ago") == [(0, 11), (26, 37)]
    assert icons("starAdd to favorites") == [(0, 4)]
    assert icons("The star of the evening came home") == []
    assert icons("close\" to the end") == []


def test_buttons_glued_to_words() -> None:
    line = "PrintShareFlood cuts off two valleys"
    assert line[glued_front(line):] == "Flood cuts off two valleys"
    assert glued_front("Sharers of data are warned") == 0
    assert glued_front("Share prices fell on Monday") == 0
    line = "The river broke its banks.ShareTweet"
    assert line[glued_end(line):] == "ShareTweet"
    assert glued_end("They asked to share.") == len("They asked to share.")
