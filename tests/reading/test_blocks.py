"""The blocks of pasted texts: what is the article, what is the page around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.reading import Article, article_from_text
from kb.reading.blocks import find_blocks

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Article:
    return article_from_text((PAGES / name).read_text(encoding="utf-8"), id=name)


def lines_of(article: Article, *kinds: str) -> list[str]:
    return [article.text[block.begin:block.end] for block in article.blocks if block.kind in kinds]


def test_a_page_with_menus_alerts_and_comments_leaves_its_article() -> None:
    article = page("harbour-fire.txt")
    assert article.title == "Fire destroys three warehouses in Port Lorne"
    body = lines_of(article, "body")
    assert body[0].startswith("A fire destroyed three warehouses")
    assert body[-1] == "The harbour was last struck by a fire in 2009, when a grain silo burned down."
    assert len(body) == 6       # five paragraphs and a heading among them
    furniture = lines_of(article, "furniture")
    for line in ("We use cookies to make this site work better. Accept all  Manage preferences",
                 "Breaking: Parliament votes on the ferry law tonight, follow it live here.", "Advertisement",
                 "READ MORE: Ten years of fires in the old harbour", "Ferry runs aground off Cape Sorrow",
                 "The dockers want higher pay and shorter nights.",
                 "My uncle was one of the firemen and he is fine, thank you all for asking about him today."):
        assert line in furniture


def test_the_title_nearest_to_the_text_is_the_title_and_its_copy_above_is_not() -> None:
    article = page("harbour-fire.txt")
    assert lines_of(article, "title") == [article.title]
    title = next(block for block in article.blocks if block.kind == "title")
    assert title.begin > article.text.index("Home > News")


def test_icons_are_cut_off_what_they_are_glued_to() -> None:
    article = page("harbour-fire.txt")
    assert "By Ada Merrin" in lines_of(article, "byline")
    assert "March 4, 2021 | Updated: March 5, 2021 08:12" in lines_of(article, "dateline")
    assert "access_time" in lines_of(article, "furniture")


def test_captions_and_credits_are_told_from_the_text() -> None:
    article = page("harbour-fire.txt")
    assert lines_of(article, "caption") == [
        "Firefighters stand in front of a burning warehouse in Port Lorne on Thursday. (Photo: Jon Vale)"]
    assert "Reporting by Ada Merrin; editing by Tom Hale" in lines_of(article, "byline")


def test_a_sentence_in_the_present_tense_above_the_byline_is_a_caption() -> None:
    text = ("Dockers of Port Lorne end strike\nMay 3 2022 07:10 PM\n"
            "Dockers cheer as they leave the union house in Port Lorne, yesterday.\n\nReuters/ Port Lorne\n\n"
            "The dockers of Port Lorne ended their strike yesterday, their union said.\n"
            "They had stopped work in February to ask for higher pay.\n")
    article = article_from_text(text, id="dockers")
    assert [block.kind for block in article.blocks] == ["title", "dateline", "caption", "byline", "body", "body"]


def test_a_lead_in_the_past_tense_above_the_byline_is_text() -> None:
    text = ("Dockers of Port Lorne end strike\n"
            "The union signed an agreement after eleven weeks at the gates.\nBy Ada Merrin\n"
            "The dockers of Port Lorne ended their strike yesterday, their union said.\n")
    article = article_from_text(text, id="dockers")
    assert [block.kind for block in article.blocks] == ["title", "body", "byline", "body"]


def test_buttons_glued_to_a_title_or_a_sentence_become_blocks_of_their_own() -> None:
    article = page("glued-buttons.txt")
    assert article.title == "Flood cuts off two valleys in the north"
    assert lines_of(article, "furniture")[:3] == ["Comments", "ShareFacebook", "Continue reading"]
    assert lines_of(article, "body")[1] == "Rain had fallen for three days before the river Anse broke its banks."


def test_a_date_glued_to_a_title_is_cut_off() -> None:
    text = ("Flood cuts off two valleysJuly 9, 2020 10:15 AM\n\n"
            "A flood cut off two valleys in the north on Wednesday, the rescue service said.\n")
    article = article_from_text(text, id="flood")
    assert article.title == "Flood cuts off two valleys"
    assert article.published is not None and article.published.isoformat() == "2020-07-09"


def test_lines_wrapped_by_hand_make_paragraphs() -> None:
    article = page("wrapped.txt")
    body = lines_of(article, "body")
    assert lines_of(article, "dateline") == ["PORT LORNE, March 5, 2021 (Coast Agency) --"]
    assert len(body) == len(article.blocks) - 1 == 4
    assert body[1].startswith("The authority had first spoken") and body[1].endswith("of the basin.")
    assert body[2].startswith("The fishermen")


def test_a_transcript_of_short_lines_is_kept_whole() -> None:
    article = page("transcript.txt")
    assert {block.kind for block in article.blocks} == {"body"}
    assert article.title is None


def test_clean_prose_has_no_furniture() -> None:
    text = ("Ferry runs aground\n\nA ferry ran aground off Cape Sorrow on Wednesday, the coast guard said.\n\n"
            "Nobody was hurt.\n\nTugs pulled the ship free after two hours, and she went on to Port Lorne.")
    article = article_from_text(text, id="ferry")
    assert lines_of(article, "title") == ["Ferry runs aground"]
    assert "Nobody was hurt." in lines_of(article, "body")


@pytest.mark.parametrize("text", [
    "Share your grief, the bishop told the families of the miners on Sunday.",
    "Comments posted on the site of the group claimed the attack, and police were checking them.",
    "Two days ago he left for Anse and has not been seen since.",
    "“Follow us,” the soldiers shouted at the crowd in front of the station.",
    "Support for the strike fell to a third of the members, the union said.",
    "You will be paid in May, the director told the miners of Sall.",
    "More than forty houses burned down in the night, the brigade said.",
    "Related costs will reach 40 million crowns, according to the ministry.",
])
def test_sentences_that_begin_like_furniture_are_text(text: str) -> None:
    assert [block.kind for block in find_blocks(text)] == ["body"]


def test_a_comment_link_above_the_text_does_not_end_the_article() -> None:
    text = ("Leave a comment\nFerry runs aground off Cape Sorrow\n"
            "A ferry ran aground off Cape Sorrow on Wednesday evening, the coast guard said.\n"
            "Tugs pulled the ship free after two hours.\n")
    kinds = [block.kind for block in find_blocks(text)]
    assert kinds == ["furniture", "title", "body", "body"]


def test_text_goes_on_after_links_to_other_articles() -> None:
    text = ("A ferry ran aground off Cape Sorrow on Wednesday evening, the coast guard said.\n"
            "Related articles\nStorm over the cape\n"
            "Tugs pulled the ship free after two hours, and nobody on board was hurt.\n"
            "The line will question the captain on Friday, its spokesman said.\n")
    assert [block.kind for block in find_blocks(text)] == ["body", "furniture", "furniture", "body", "body"]


def test_a_line_too_long_to_compare_makes_no_paragraph_a_copy() -> None:
    text = "See " + "x" * 500 + " for the list\n" + "\n".join(
        f"The harbour of Port Lorne burned down on day {day}, the mayor said. " * 8 for day in range(4))
    assert [block.kind for block in find_blocks(text)][1:] == ["body"] * 4


def test_tags_at_the_end_are_furniture() -> None:
    text = ("Ferry runs aground\nA ferry ran aground off Cape Sorrow on Wednesday evening, the coast guard said.\n"
            "Cape Sorrow\nFerries\nAccidents\nCoast guard\n")
    assert [block.kind for block in find_blocks(text)] == ["title", "body"] + ["furniture"] * 4


def test_what_a_page_says_twice_is_text_once() -> None:
    lead = "The line will question the captain of the ferry on Friday, and he may lose his licence."
    text = (f"Ferry runs aground\n{lead}\nFerry runs aground\n{lead}\n"
            "A ferry ran aground off Cape Sorrow on Wednesday evening, the coast guard said.\n")
    assert [block.kind for block in find_blocks(text)] == ["title", "body", "furniture", "furniture", "body"]


def test_teasers_that_break_off_are_no_text() -> None:
    text = ("A ferry ran aground off Cape Sorrow on Wednesday evening, the coast guard said.\n"
            "You might also like\nthe harbour of Port Lorne is the oldest of the coast and has been rebuilt twice ...\n"
            "Sailors say that the sands off the cape move with every storm of the winter ...\n")
    assert [block.kind for block in find_blocks(text)] == ["body"] + ["furniture"] * 3


def test_a_title_known_from_elsewhere_is_found_in_the_text() -> None:
    text = "Anse Daily\nStrike over\nThe miners of Sall ended their strike on Tuesday, their union said.\n"
    blocks = find_blocks(text, title="Strike over")
    assert [block.kind for block in blocks][1:] == ["title", "body"]


def test_a_text_in_another_script_is_kept() -> None:
    text = "港口发生火灾\n周四，洛恩港的三座仓库被大火烧毁，两名消防员被送往医院，市长表示，大火在午夜过后不久爆发。\n"
    assert "body" in [block.kind for block in find_blocks(text)]


_PIECES = st.sampled_from([
    "Share", "Comments", "By Ada Merrin", "access_time5 years ago", "March 4, 2021", "Related articles", "\n",
    "The miners of Sall ended their strike on Tuesday after eleven weeks, their union said.",
    "\r\n", "\n\n", " ", "Home | World | Sport | Arts",
    "starAdd", "PORT LORNE, March 5, 2021 (AP) --", "\u2028", "\x85", "\ufeff", "\u200b", "\x1c", "©"])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=5))).map("".join)), st.booleans())
def test_blocks_are_in_order_apart_and_cover_all_but_white_space(text: str, pasted: bool) -> None:
    blocks = find_blocks(text, pasted=pasted)
    covered = [False] * len(text)
    end = 0
    for block in blocks:
        assert end <= block.begin < block.end
        end = block.end
        covered[block.begin:block.end] = [True] * (block.end - block.begin)
        assert not text[block.begin].isspace() and not text[block.end - 1].isspace()
    assert all(inside or character.isspace() for inside, character in zip(covered, text, strict=True))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("unit", "size"), [
    ("a", 1_000_000), ("word ", 1_000_000), ("Share", 1_000_000), ("1/1/2020 ", 1_000_000), ("A. ", 1_000_000),
    ("said the mayor. Read more ", 1_000_000), ("The harbour burned down on Thursday. ", 1_000_000),
    ("\n", 1_000_000), ("By A,\n", 100_000), ("x\ny ", 100_000), ("Related\n", 100_000),
    ("The harbour burned down on Thursday, the mayor said.\nComments\n", 1_000_000)])
def test_long_lines_and_many_lines_take_linear_time(unit: str, size: int) -> None:
    text = unit * (size // len(unit))
    assert all(block.end <= len(text) for block in find_blocks(text))
