"""What a person sees: dates with their anchors, bounds and reasons, and honesty where nothing is known."""

from __future__ import annotations

from datetime import date

from edtf import parse_edtf

from kb.language.model import LanguageModel
from kb.reading import article_from_text
from kb.temporal import TimeExpression, find_times
from tests.temporal.conftest import MONDAY, Read


def values(times: tuple[TimeExpression, ...]) -> dict[str, str]:
    return {time.text: time.value for time in times}


def test_yesterday_says_where_its_anchor_came_from(read: Read) -> None:
    (time,) = read("Rebels shut the bridge yesterday.")
    assert time.explanation == (
        "“yesterday” → the day before 2019-02-18, the publication date found in the text → 2019-02-17"
    )
    assert (time.anchor, time.anchor_from) == (MONDAY, "published")
    assert (time.earliest, time.latest, time.edtf) == (date(2019, 2, 17), date(2019, 2, 17), "2019-02-17")


def test_a_publication_date_concluded_from_other_articles_is_named_as_such(read: Read) -> None:
    (time,) = read("Rebels shut the bridge on Sunday.", published_from="witnesses")
    assert (time.value, time.anchor_from) == ("2019-02-17", "witnesses")
    assert "concluded from other articles" in time.explanation


def test_without_a_publication_date_nothing_is_made_up(read: Read) -> None:
    times = read(
        "On Sunday he left. Yesterday it rained. In 2014 it fell. On 3 May 2018 it was retaken. "
        "In recent weeks many fled.",
        None,
    )
    assert values(times) == {
        "Sunday": "XXXX-WXX-7",
        "Yesterday": "XXXX-XX-XX",
        "2014": "2014",
        "3 May 2018": "2018-05-03",
        "recent weeks": "PXW",
    }
    unknown = [time for time in times if time.text in ("Sunday", "Yesterday", "recent weeks")]
    assert all((time.earliest, time.latest, time.anchor, time.edtf) == (None, None, None, None) for time in unknown)


def test_tense_decides_the_direction_of_a_weekday(read: Read) -> None:
    assert values(read("The council met on Thursday.")) == {"Thursday": "2019-02-14"}
    assert values(read("The council will meet on Thursday.")) == {"Thursday": "2019-02-21"}
    assert values(read("The council is due to meet on Thursday.")) == {"Thursday": "2019-02-21"}
    assert values(read("The trial opens on Thursday.")) == {"Thursday": "2019-02-21"}


def test_a_day_within_what_will_be_lies_ahead(read: Read) -> None:
    assert values(read("In Saturday's final the town will play at home.")) == {"Saturday": "2019-02-23"}
    assert values(read("In Saturday's final the town played at home.")) == {"Saturday": "2019-02-16"}


def test_the_other_direction_is_kept_as_a_reading(read: Read) -> None:
    (time,) = read("The council met on Thursday.")
    assert [reading.value for reading in time.readings] == ["2019-02-21"]
    assert time.readings[0].reason


def test_dates_without_a_year_take_the_nearest_one(read: Read) -> None:
    assert values(read("It opened on December 20.")) == {"December 20": "2018-12-20"}
    assert values(read("It will open on March 9.")) == {"March 9": "2019-03-09"}
    assert values(read("It fell in December.")) == {"December": "2018-12"}


def test_days_are_counted_from_the_day_told_before(read: Read) -> None:
    times = read("The town fell on 3 May 2018. The following day looting began. Two weeks later the mayor returned.")
    assert values(times) == {
        "3 May 2018": "2018-05-03",
        "The following day": "2018-05-04",
        "Two weeks later": "2018-W20",
    }
    assert (times[1].anchor_from, times[1].anchor_expression) == ("expression", "t1")
    assert "“3 May 2018”" in times[1].explanation


def test_a_story_of_long_ago_hangs_on_its_own_dates(read: Read) -> None:
    times = read(
        "The siege began on 4 March 1941. On 20 March 1941 the wall was breached. In April 1941 food ran out. "
        "On 10 June the garrison gave up. In August the town was rebuilt."
    )
    found = values(times)
    assert (found["10 June"], found["August"]) == ("1941-06-10", "1941-08")
    assert times[-1].anchor_from == "narrative"


def test_a_short_story_of_long_ago_needs_no_publication_date(read: Read) -> None:
    text = (
        "The winter of 1942 was hard. In December a relief force set out. On Christmas Eve it was stopped. "
        "The garrison gave up on 2 February 1943. Two weeks earlier the airfield had been lost. On the morning of "
        "5 July the attack began, and by the end of the month it had failed. In late August the city was retaken. "
        "During the following winter the front moved west."
    )
    for published in (None, date(2009, 5, 1)):
        found = values(read(text, published))
        assert found == {
            "The winter of 1942": "1942-WI",
            "December": "1942-12",
            "Christmas Eve": "1942-12-24",
            "2 February 1943": "1943-02-02",
            "Two weeks earlier": "1943-W03",
            "morning of 5 July": "1943-07-05TMO",
            "end of the month": "1943-07",
            "late August": "1943-08",
            "the following winter": "1943-WI",
        }


def test_a_story_moves_on_into_the_next_year_but_not_by_a_limit(read: Read) -> None:
    found = values(
        read(
            "The revolt began on 17 July 1936. The siege began on 8 November and lasted until May 1938. In the spring "
            "the town changed hands. The next year, in February, it fell."
        )
    )
    assert (found["8 November"], found["the spring"], found["February"]) == ("1936-11-08", "1937-SP", "1938-02")


def test_weekdays_of_a_story_follow_the_day_told(read: Read) -> None:
    found = values(
        read(
            "The revolt began on Easter Monday, 24 April 1916. On Tuesday martial law came. The leaders gave up at "
            "3:45 p.m. on Saturday. The prisoners came home in June 1917, and their party won in December 1918."
        )
    )
    assert (found["Tuesday"], found["3:45 p.m. on Saturday"]) == ("1916-04-25", "1916-04-29T15:45")


def test_one_date_long_past_makes_a_story_where_nothing_counts_from_the_publication(read: Read) -> None:
    found = values(
        read(
            "The ferry sank on 3 May 2011. The next day divers reached it. That summer an inquiry began. In October "
            "the owner was charged. In January of the following year he was let go."
        )
    )
    assert found == {
        "3 May 2011": "2011-05-03",
        "The next day": "2011-05-04",
        "That summer": "2011-SU",
        "October": "2011-10",
        "January of the following year": "2012-01",
    }


def test_weekdays_beside_a_dated_one_belong_to_its_story(read: Read) -> None:
    found = values(
        read(
            "Anger had grown since late 1912. On Monday, 14 April 1913, the mine cut the pay. On Wednesday "
            "the first shift stayed at home, and by Friday four pits were idle. The following week the union called a "
            "vote."
        )
    )
    assert list(found.values()) == ["1912", "1913-04-14", "1913-04-16", "1913-04-18", "1913-W17"]


def test_a_passage_of_the_news_goes_on_from_the_day_that_it_told(read: Read) -> None:
    found = values(
        read(
            "Police said on Friday that the case was closed. The ferry sank on 3 May 2011. On 7 May divers reached it. "
            "Last week the owner was charged, and a trial will open on 9 May."
        )
    )
    assert (found["7 May"], found["9 May"], found["Friday"]) == ("2011-05-07", "2019-05-09", "2019-02-15")


def test_the_first_end_of_a_stretch_has_the_year_of_the_last(read: Read) -> None:
    assert values(read("It lasted from 30 December to 2 January 1916.")) == {
        "30 December": "1915-12-30",
        "2 January 1916": "1916-01-02",
    }
    assert values(read("They met between March and June 1915.")) == {"March": "1915-03", "June 1915": "1915-06"}
    assert values(read("They met from Wednesday to Friday.")) == {"Wednesday": "2019-02-13", "Friday": "2019-02-15"}
    assert values(read("They will meet from Thursday to Tuesday.")) == {
        "Thursday": "2019-02-21",
        "Tuesday": "2019-02-26",
    }


def test_a_day_of_the_year_after_the_one_told(read: Read) -> None:
    found = values(read("The treaty of 28 June 1919 came into force on 10 January the following year."))
    assert found["10 January the following year"] == "1920-01-10"
    found = values(read("He jumped on the night of 28 December 1941 and hid until the spring. His hut is now a museum. "
                        "Two years later he was caught, and died on 24 October of the same year."))
    assert list(found.values()) == ["1941-12-28TNI", "1942-SP", "PRESENT_REF", "1944", "1944-10-24"]


def test_the_first_week_of_a_month_has_its_seven_days(read: Read) -> None:
    first, last = read("It began in the first week of August 1914 and ended in the last week of May 1915.")
    assert (first.mod, first.earliest, first.latest) == ("START", date(1914, 8, 1), date(1914, 8, 7))
    assert (last.mod, last.earliest, last.latest) == ("END", date(1915, 5, 25), date(1915, 5, 31))


def test_the_next_day_of_nothing_told_stays_open(read: Read) -> None:
    (time,) = read("The next day he was shot.")
    assert (time.value, time.earliest, time.anchor) == ("XXXX-XX-XX", None, None)


def test_a_day_counted_from_a_month_is_an_unnamed_day_of_it(read: Read) -> None:
    text = "He came on 3 May 2018. In October 2018 he fell ill. That day he wrote his will. The next day he died."
    times = read(text)
    assert [(time.value, time.earliest, time.latest) for time in times[2:]] == [
        ("2018-10-XX", date(2018, 10, 1), date(2018, 10, 31)),
    ] * 2
    assert parse_edtf(times[2].edtf)
    later = read("The deal was struck in December. A day later the shares fell.")[1]
    assert (later.value, later.earliest, later.latest) == ("P1D", date(2018, 12, 2), date(2019, 1, 1))
    assert later.anchor_expression == "t1"


def test_a_month_mentioned_beside_a_day_does_not_hide_it(read: Read) -> None:
    times = read("On 3 May 2018 the guards, who had struck in March 2018, came back. The next day they left.")
    assert times[2].value == "2018-05-04"


def test_less_and_more_than_so_long_ago_bound_one_side(read: Read) -> None:
    less, more, nearly = read(
        "It began less than two weeks ago. He left more than a year ago. She died nearly three months ago."
    )
    assert (less.value, less.earliest, less.latest) == ("2019-W06", date(2019, 2, 4), MONDAY)
    assert (more.value, more.earliest, more.latest, more.edtf) == ("2018", None, date(2018, 2, 18), "../2018-02-18")
    assert (nearly.earliest, nearly.latest) == (date(2018, 11, 1), date(2018, 11, 30))


def test_a_feast_is_a_day_some_weeks_or_no_time_at_all(read: Read) -> None:
    assert values(read("He spoke in his Christmas message.")) == {"Christmas": "2018-12-25"}
    assert values(read("They met at the Christmas party, beside the Easter eggs.")) == {}
    (time,) = read("Takings were high in the Christmas season.")
    assert (time.value, time.earliest, time.latest) == ("2018-12", date(2018, 11, 25), date(2019, 1, 6))


def test_the_previous_weekday_lies_before_the_one_of_that_name(read: Read) -> None:
    found = values(read("The index fell on Friday. It lost a tenth from the previous Friday."))
    assert found == {"Friday": "2019-02-15", "the previous Friday": "2019-02-08"}


def test_words_that_say_no_time(read: Read) -> None:
    assert values(read("Now, what is a bridge? For the town, high noon has come. His 1987 Chevrolet was found.")) == {}
    assert values(read("Three men were shot, most recently last October.")) == {"last October": "2018-10"}


def test_what_is_yet_to_come_is_no_story(read: Read) -> None:
    found = values(read("The shop opened in June 2011 and moved later that year. It will open another one in May."))
    assert (found["later that year"], found["May"]) == ("2011", "2019-05")


def test_a_weekday_near_the_publication_is_of_its_days_in_a_story_too(read: Read) -> None:
    found = values(
        read(
            "February 18, 2019\n\nThe painter died Saturday. He was born in May 1931 in Riga. In June 1952 he left. "
            "In March 1960 he came back, and in August 1975 he was given a prize. The funeral will be held on 3 March."
        )
    )
    assert (found["Saturday"], found["3 March"]) == ("2019-02-16", "2019-03-03")


def test_a_story_looks_aside_without_going_there(read: Read) -> None:
    found = values(
        read(
            "The army crossed the river on 4 May 1864. In the last week of May it reached the old lines of 1862. "
            "On 3 June it attacked at dawn. By noon it was over. That autumn the valley was burnt."
        )
    )
    assert (found["3 June"], found["dawn"], found["That autumn"]) == ("1864-06-03", "1864-06-03TMO", "1864-FA")


def test_a_bare_part_of_a_day_is_a_time_only_after_a_preposition(read: Read) -> None:
    assert values(read("They left on Friday and were home by nightfall. A dawn raid failed.")) == {
        "Friday": "2019-02-15",
        "nightfall": "2019-02-15TEV",
    }


def test_quarters_and_halves_of_a_game_are_no_parts_of_a_year(read: Read) -> None:
    game = (
        "The quarterback threw two touchdowns in the second quarter, his coach said. The team had lost its last game "
        "of the season. It scored again in the first half of the next game."
    )
    assert not [time for time in read(game) if time.granularity in ("quarter", "half")]
    assert values(read("Profit rose in the second quarter, the company said.")) == {"the second quarter": "2018-Q2"}


def test_versions_and_addresses_are_no_years(read: Read) -> None:
    assert values(read("They ran Windows 2000 and lived at 1988 Philip Street.")) == {}


def test_a_chance_of_something_looks_ahead(read: Read) -> None:
    found = values(read("It raises the chances of the town pulling off an upset on Saturday."))
    assert found == {"Saturday": "2019-02-23"}


def test_the_previous_day_told_twice_is_the_same(read: Read) -> None:
    times = read("He was held on 3 May 2018. He had been seen the previous day. Shots were heard the previous day.")
    assert [time.value for time in times] == ["2018-05-03", "2018-05-02", "2018-05-02"]


def test_years_before_christ_have_a_value_and_no_day(read: Read) -> None:
    (time,) = read("They landed in 490 BC.")
    assert (time.value, time.edtf, time.granularity, time.earliest) == ("BC0490", "-0489", "year", None)


def test_a_day_in_a_quotation_counts_from_the_day_on_which_it_was_said(read: Read) -> None:
    times = read("“We will not leave today,” the mayor said on Friday. “They came yesterday,” he said.")
    assert [(time.id, time.text, time.value) for time in times] == [
        ("t1", "today", "2019-02-15"),
        ("t2", "Friday", "2019-02-15"),
        ("t3", "yesterday", "2019-02-17"),
    ]
    assert (times[0].anchor_from, times[0].anchor_expression) == ("expression", "t2")
    times = read("He said on Friday that he will leave today.")
    assert values(times) == {"Friday": "2019-02-15", "today": "2019-02-18"}


DATELINED = (
    "Rebels shut the bridge\nFebruary 18, 2019\n\nBAGHOUZ, Feb 17 (AFP) - Rebels shut the bridge today, and it rained "
    "on Sunday. Nobody was hurt when the first shots fell near the river, the mayor of the town said yesterday."
)


def test_days_count_from_the_dateline_where_it_is_older_than_the_publication(model: LanguageModel) -> None:
    article = article_from_text(DATELINED, id="a")
    assert article.published == MONDAY
    found = {time.text: time for time in find_times(model(article), article)}
    assert {text: time.value for text, time in found.items() if text in ("today", "Sunday", "yesterday")} == {
        "today": "2019-02-17",
        "Sunday": "2019-02-17",
        "yesterday": "2019-02-16",
    }
    today = found["today"]
    assert (today.anchor, today.anchor_from) == (date(2019, 2, 17), "dateline")
    assert "the date of the dateline" in today.explanation


def test_a_dateline_of_the_day_of_publication_or_of_long_ago_changes_nothing(model: LanguageModel) -> None:
    for day in ("Feb 18", "Jan 3"):
        article = article_from_text(DATELINED.replace("Feb 17", day), id="a")
        found = {time.text: time for time in find_times(model(article), article)}
        assert (found["today"].value, found["today"].anchor_from) == ("2019-02-18", "published")


def test_the_zone_of_a_time_of_day_is_kept(read: Read) -> None:
    (time,) = read("The offer ends at 5 p.m. EST, March 6.")
    assert (time.value, time.zone, time.edtf) == ("2019-03-06T17:00", "-05:00", "2019-03-06T17:00:00-05:00")
    (time,) = read("It fell at 14:30 UTC on Friday.")
    assert (time.value, time.zone, time.edtf) == ("2019-02-15T14:30Z", "Z", "2019-02-15T14:30:00Z")
    (time,) = read("It fell at 2:30 p.m. on Friday.")
    assert (time.zone, time.edtf) == (None, "2019-02-15T14:30:00")


def test_vague_words_have_generous_bounds(read: Read) -> None:
    (time,) = read("Thousands have fled in recent weeks.")
    assert (time.value, time.earliest, time.latest) == ("PXW", date(2018, 12, 24), MONDAY)
    assert time.edtf == "2018-12-24/2019-02-18"


def test_early_and_late_narrow_the_bounds(read: Read) -> None:
    early, late = read("It began in early 2017 and ended in late 2018.")
    assert (early.value, early.mod, early.earliest, early.latest) == (
        "2017",
        "START",
        date(2017, 1, 1),
        date(2017, 7, 2),
    )
    assert (late.value, late.mod, late.earliest, late.latest) == ("2018", "END", date(2018, 7, 2), date(2018, 12, 31))


def test_earlier_this_month_ends_on_the_day_of_publication(read: Read) -> None:
    (time,) = read("Two were hurt earlier this month.")
    assert (time.value, time.earliest, time.latest) == ("2019-02", date(2019, 2, 1), MONDAY)


def test_names_and_verbs_are_no_dates(read: Read) -> None:
    times = read(
        "They may march again. Mr May fell ill. The Sun said so. A second man sat down. Prices fall. "
        "He won by 1,998 votes and paid $2014."
    )
    assert values(times) == {}


def test_a_capital_opens_a_quotation_or_a_title(read: Read) -> None:
    assert values(read("The mayor said: “Today is a sad day.”")) == {"Today": "2019-02-18"}
    assert values(read("He spoke on the broadcast “This Week With Ann”, and wrote for “Today”.")) == {}


def test_every_edtf_string_parses(read: Read) -> None:
    times = read(
        "In the 1990s, in 2014, last week, over the weekend, this month, in the third quarter, last summer, "
        "early 2017, about two years ago, in the 19th century, at 10 p.m. Wednesday, in recent years and soon, he sang."
    )
    assert len(times) >= 11
    for time in times:
        if time.edtf:
            assert parse_edtf(time.edtf)


def test_ids_offsets_and_tokens_agree_with_the_text(read: Read) -> None:
    text = "He left on Sunday.  She came back on 12 May 2014, they say."
    for number, time in enumerate(read(text), start=1):
        assert time.id == f"t{number}"
        assert text[time.begin : time.end] == time.text
        assert time.first < time.last
