"""Seasons, named days such as Easter Monday, and weekends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context, told_anchor
from kb.temporal.grammar import Match
from kb.temporal.lengths import amount_of
from kb.temporal.lexicon import SEASONS
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.shades import distance, mod_of, period
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset
from kb.temporal.yearless import story_year

SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def _season(match: Match, context: Context) -> Meaning | None:
    season = str((match.get("s") or match.words[-1]).value)
    if "year" in match:
        return _season_of(match.number("year"), season, "written with its year", match, None)
    if match.words[-1].text == "fall" and match.following == "of":
        return None  # "the fall of the city"
    which, tense = match.word("which"), tense_of(match)
    anchor = context.at(match)
    if anchor is None:
        return Meaning("DATE", f"XXXX-{season}", "named without a year", mod=mod_of(match))
    if "relyear" in match:
        shift = {"last": -1, "next": 1}.get(match.word("relyear"), 0)
        return _season_of(
            anchor.day.year + shift, season, "in the year given beside it, counted from {anchor}", match, anchor
        )
    if "told" in match and match.says("year") and (told := told_anchor(match, context)):
        shift = {"following": 1, "next": 1, "previous": -1}.get(match.groups["told"][0].category, 0)
        return _season_of(told.day.year + shift, season, "in the year told, from {anchor}", match, told)
    if which in ("following", "previous") and (told := told_anchor(match, context)):
        year = _in_story(season, which, told)
        return _season_of(year, season, f"the {SEASON_NAMES[season]} beside {{anchor}}", match, told)
    if not (which or match.has("the") or match.previous in ("in", "by", "since", "until", "during", "over", "through")):
        return None
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    spans = [(year, span) for year in years if (span := calendar.bounds(f"{year:04d}-{season}"))]
    past = [year for year, (first, last) in spans if last < anchor.day]
    begun = [year for year, (first, last) in spans if first <= anchor.day]
    coming = [year for year, (first, last) in spans if last >= anchor.day]
    if not (past and begun and coming):
        return None
    if anchor.source == "narrative":
        year = _in_story(season, which, anchor)
    elif which in ("last", "past", "previous"):
        year = past[-1]
    elif which == "next":
        year = next((y for y, (first, _) in spans if first > anchor.day), coming[0])
    elif which in ("this", "current", "coming"):
        year = begun[-1] if tense == "past" and begun[-1] >= anchor.day.year - (season == "WI") else coming[0]
        if which == "this" and season != "WI":
            year = anchor.day.year
    else:
        near = min(spans, key=lambda one: distance(one[1], anchor.day))[0]
        year = {"past": begun[-1], "future": coming[0]}.get(tense or "", near)
    return _season_of(year, season, f"the {SEASON_NAMES[season]} meant from {{anchor}}", match, anchor)


def _seasons_ago(match: Match, context: Context) -> Meaning | None:
    """ "Two summers ago": counted from the last one that is over."""
    amount, season, anchor = amount_of(match.groups["n"]), SEASONS[match.word("s").removesuffix("s")], context.published
    if anchor is None or isinstance(amount, str) or amount != int(amount):
        bounds = (None, anchor.day) if anchor else None
        return Meaning("DATE", "PAST_REF", "some time before {anchor}", anchor, bounds=bounds)
    span = calendar.bounds(f"{anchor.day.year:04d}-{season}")
    last = anchor.day.year - (span is None or span[1] >= anchor.day)
    value = f"{last - int(amount) + 1:04d}-{season}"
    return Meaning("DATE", value, f"so many {match.word('s')} before {{anchor}}", anchor)


def _in_story(season: str, which: str, anchor: Anchor) -> int:
    """The year of a season in a story that has got to the anchor; a winter is named by the year it begins in."""
    month = calendar.PARTS_OF_YEAR[season][0]
    year = story_year(month + 1 if month < 12 else 12, 15, anchor)
    if season == "WI" and anchor.day.month <= 2 and calendar.granularity(anchor.value or "") != "year":
        year = anchor.day.year - (which not in ("following", "next", "coming"))
    elif which in ("following", "next", "coming"):
        begin = calendar.make_day(year, month, 1)
        year += begin is not None and begin <= anchor.day
    elif which in ("last", "previous", "past"):
        begin = calendar.make_day(year, month, 1)
        year -= begin is not None and begin >= anchor.day
    return year


def _season_of(year: int, season: str, phrase: str, match: Match, anchor: Anchor | None) -> Meaning:
    meaning = period(f"{year:04d}-{season}", phrase, match, anchor)
    if season == "WI" and anchor is None:
        first, last = calendar.make_day(year - 1, 12, 1), calendar.month_span(year, 12, 3)
        return Meaning(
            "DATE",
            meaning.value,
            phrase + "; a winter belongs to two years, either is covered",
            mod=meaning.mod,
            bounds=(first, last[1] if last else None),
        )
    return meaning


#: What stands beside a feast and is no time: "the Christmas party", "an Easter egg".
_FEAST_THINGS = wordset("""
    album bonus bunny cake card cards carol carols concert cookie cookies costume costumes decorations dinner display
    egg eggs film gift gifts hit island jumper light lights list meal menu movie number party present presents pudding
    single song songs special spirit star stocking story tree trees turkey wish wishes
""")
#: What makes of a feast the weeks around it: "Christmas sales", "the Easter holidays".
_FEAST_WEEKS = wordset("""
    break campaign closure holiday holidays period quarter rush sale sales season shoppers shopping spending term time
    trade trading vacation
""")
#: How many days of such weeks lie before the feast, and how many after it.
_WEEKS_AROUND = {"christmas": (30, 12), "new year": (7, 10), "thanksgiving": (3, 4)}
_OTHER_WEEKS_AROUND = (10, 10)


def _is_feast(match: Match) -> bool:
    return match.following not in _FEAST_THINGS and (match.has("unit") or match.following not in _FEAST_WEEKS)


def _feast_weeks(match: Match, context: Context) -> Meaning | None:
    """ "The Christmas season", "Christmas and New Year sales": the weeks around the feast."""
    feast = _holiday(match, context)
    day = calendar.bounds(feast.value) if feast is not None else None
    if feast is None or day is None:
        return None
    before, after = _WEEKS_AROUND.get(str(match.groups["h"][0].value), _OTHER_WEEKS_AROUND)
    unit = "month" if before + after > 31 else "week"
    return replace(
        feast,
        value=calendar.period_value(day[0], unit),
        phrase=f"the weeks around {day[0].isoformat()}, {feast.phrase}",
        bounds=(calendar.add_days(day[0], -before), calendar.add_days(day[0], after)),
    )


def _holiday(match: Match, context: Context) -> Meaning | None:
    word = match.get("h")
    assert word is not None
    find = calendar.HOLIDAYS[str(word.value)]
    if "year" in match:
        day = find(match.number("year"))
        return Meaning("DATE", day.isoformat(), f"{match.text} on the calendar") if day else None
    which, tense = match.word("which"), tense_of(match)
    anchor = context.at(match)
    if anchor is None:
        return Meaning("DATE", "XXXX-XX-XX", "a named day without a year")
    days: list[date] = [day for year in range(anchor.day.year - 1, anchor.day.year + 2) if (day := find(year))]
    before = [day for day in days if day < anchor.day]
    after = [day for day in days if day >= anchor.day]
    if not days:
        return None
    chosen = min(days, key=lambda day: abs((day - anchor.day).days))
    near = abs((chosen - anchor.day).days) <= 7 * 4
    if anchor.source == "narrative" and not which:
        year = story_year(chosen.month, chosen.day, anchor)
        chosen = next((day for day in days if day.year == year), chosen)
    elif before and (which in ("last", "past", "previous") or (tense == "past" and not near and not which)):
        chosen = before[-1]
    elif after and (which in ("next", "coming") or (tense == "future" and not near)):
        chosen = after[0]
    if match.has("unit"):
        return Meaning(
            "DATE", calendar.period_value(chosen, "week"), "the week of that day nearest to {anchor}", anchor
        )
    return Meaning("DATE", chosen.isoformat(), "the one meant from {anchor}", anchor)


def _weekend(match: Match, context: Context) -> Meaning | None:
    anchor = context.today
    which = match.word("which")
    if anchor is None:
        return Meaning("DATE", "XXXX-WXX-WE", "a weekend; without a publication date nobody knows which")
    saturday = calendar.weekday_on_or_before(anchor.day, 5)
    if match.has("coming"):
        which = "coming"
    shift = {"last": 0, "past": 0, "next": 1, "coming": 1, "following": 1}.get(which)
    if shift is None:
        ahead = tense_of(match) == "future" or (match.previous in ("of", "until", "by", "before") and which != "this")
        shift = 0 if not ahead or anchor.day.weekday() >= 5 else 1
    day = saturday and calendar.add_days(saturday, 7 * shift)
    if day is None:
        return None
    phrase = "the weekend after {anchor}" if shift else "the last weekend begun before {anchor}"
    return period(calendar.period_value(day, "weekend"), phrase, match, anchor)


RULES = (
    Rule(
        "season",
        "a season, with its year or the one its clause points to",
        (
            "(the)? (early|late|mid)? s=season of? year=year ((hyphen|slash) (dayno|number|year))?",
            "(edge|the|early|late|mid)? which=which (past)? s=season",
            "(the)? (early|late|mid|end of)? s=season of? relyear=(last|this|next) unit",
            "(the)? (early|late|mid|end of)? s=season of (the)? told=(that|same|following|next|previous) unit",
            "(the)? (early|late|mid)? s=season",
        ),
        _season,
        (
            ("The strike began [last spring].", "2018-SP"),
            ("It rained in [the winter of 1994].", "1994-WI"),
            ("Ice broke it in [the winter of 1887–88].", "1887-WI"),
            ("Parades are planned [this summer].", "2019-SU"),
            ("It shut in June 2003 and reopened [the following spring].", "2004-SP"),
        ),
    ),
    Rule(
        "seasons-ago",
        "so many summers or winters before the publication",
        ("approx? n=quantity s=winters ago",),
        _seasons_ago,
        (("She broke her leg [two summers ago].", "2017-SU"),),
    ),
    Rule(
        "holiday",
        "a named day",
        ("(which=which)? h=holiday (comma? year=year)?", "h=holiday unit"),
        _holiday,
        (("They were freed on [Christmas Day].", "2018-12-25"), ("It will close on [Easter Monday].", "2019-04-22")),
        _is_feast,
    ),
    Rule(
        "feast-weeks",
        "the weeks around a named day",
        ("(which=which)? h=holiday (and holiday)? (comma? year=year)?",),
        _feast_weeks,
        (
            ("Shops did well in the [Christmas] season.", "2018-12"),
            ("[Christmas and New Year] sales rose.", "2018-12"),
            ("Many tourists came over the [Easter] holidays.", "2018-W13"),
        ),
        lambda match: match.following in _FEAST_WEEKS,
    ),
    Rule(
        "weekend",
        "a weekend",
        ("(early|late|earlier|later)? (the|this|which) (past|coming)? weekend", "which=which (past)? weekend"),
        _weekend,
        (
            ("Over [the weekend], two towns fell.", "2019-W07-WE"),
            ("It will snow [next weekend].", "2019-W08-WE"),
            ("They will meet [this coming weekend].", "2019-W08-WE"),
        ),
    ),
)
