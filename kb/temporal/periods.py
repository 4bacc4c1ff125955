"""Periods: months, years, seasons, decades, centuries and named days, with "early", "mid", "the end of"."""

from __future__ import annotations

from datetime import date, timedelta

from kb.temporal import calendar
from kb.temporal.calendar import Bounds
from kb.temporal.context import Context, as_anchor
from kb.temporal.days import SHADES, is_title, nearest_year
from kb.temporal.expression import Reading
from kb.temporal.grammar import Match
from kb.temporal.lexicon import unit_name
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December")
SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
#: Up to so many months away the nearest month of a name is meant, whatever the tense ("told them in May of a cut in July").
_NEAR_MONTHS = 2
#: Words before or after four digits that make them a count or a sum, not a year.
_NOT_YEARS_BEFORE = wordset("$ £ € # no number about nearly almost some than flight highway page room line")
_NOT_YEARS_AFTER = wordset("""
    people men women children troops soldiers civilians miles kilometers kilometres meters metres feet
    dollars euros pounds rubles yen employees workers jobs members votes points shares tons tonnes seats
    hours minutes days weeks months years % percent km kg m homes houses students passengers tents block
    bc dead officers cases others
""")


def mod_of(match: Match) -> str | None:
    """START, MID or END, as the words before the period say."""
    if match.has("end", "rest") and match.has("of"):
        return "END"
    if match.has("beginning") and match.has("of"):
        return "START"
    return next((SHADES[word.text] for word in match.words[:3] if word.text in SHADES), None)


def shaded(span: Bounds | None, mod: str | None, anchor: Anchor | None, match: Match) -> Bounds | None:
    """The part of a period that "early", "mid", "late" and "earlier", "later" leave: half of it, or up to the anchor."""
    if span is None or mod is None:
        return span
    first, last = span
    if anchor and match.has("earlier") and first <= anchor.day <= last:
        return first, anchor.day
    if anchor and (match.has("later") or match.says("rest", "remainder")) and first <= anchor.day <= last:
        return anchor.day, last
    days = (last - first).days
    if mod == "START":
        return first, first + timedelta(days=days // 2)
    if mod == "END":
        return first + timedelta(days=days // 2), last
    return first + timedelta(days=days // 4), last - timedelta(days=days // 4)


def period(value: str, phrase: str, match: Match, anchor: Anchor | None = None,
           readings: tuple[Reading, ...] = ()) -> Meaning:
    """A DATE with the shade that the words give it."""
    mod = mod_of(match)
    span = calendar.bounds(value)
    part = shaded(span, mod, anchor, match)
    return Meaning("DATE", value, phrase, anchor, mod, bounds=part if part != span else None, readings=readings)


def _month(match: Match, context: Context) -> Meaning | None:
    month = match.number("month")
    if "year" in match:
        year = match.number("year")
        return period(f"{year:04d}-{month:02d}", "written with its year", match)
    anchor = context.now
    which = match.word("which")
    if "told" in match:
        told = _told_anchor(match, context) or anchor
        if told is not None:
            return period(f"{told.day.year:04d}-{month:02d}", "in the year of {anchor}", match, told)
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}", "named without a year", mod=mod_of(match))
    if "relyear" in match:
        shift = {"last": -1, "previous": -1, "next": 1}.get(match.word("relyear"), 0)
        return period(f"{anchor.day.year + shift:04d}-{month:02d}", "in the year given beside it, counted from {anchor}",
                      match, anchor)
    same = (anchor.day.year, anchor.day.month)
    if which in ("last", "past", "previous"):
        year = anchor.day.year - (month >= anchor.day.month)
        return period(f"{year:04d}-{month:02d}", "the last one before {anchor}", match, anchor)
    if which in ("next", "coming", "following"):
        year = anchor.day.year + (month <= anchor.day.month)
        return period(f"{year:04d}-{month:02d}", "the next one after {anchor}", match, anchor)
    if anchor.source == "narrative":
        year = anchor.day.year + (month < anchor.day.month - 2)
        return period(f"{year:04d}-{month:02d}", "the first one from about {anchor} on", match, anchor)
    if which == "this":
        return period(f"{anchor.day.year:04d}-{month:02d}", "in the year of {anchor}", match, anchor)
    year, readings = nearest_month(month, same, tense_of(match), match)
    name = MONTH_NAMES[month - 1]
    phrase = f"the {name} of {{anchor}}" if (year, month) == same else (
        f"the last {name} before {{anchor}}" if (year, month) < same else f"the first {name} after {{anchor}}")
    return period(f"{year:04d}-{month:02d}", phrase, match, anchor, readings)


def nearest_month(month: int, now: tuple[int, int], tense: str | None, match: Match) -> tuple[int, tuple[Reading, ...]]:
    """The year of a bare month: backwards after a past tense, forwards after a future one, else the nearer."""
    year, current = now
    back, ahead = year - (month > current), year + (month < current)
    distance_back, distance_ahead = (current - month) % 12, (month - current) % 12
    if month == current:
        return year, ()
    chosen = back if distance_back <= distance_ahead else ahead
    if min(distance_back, distance_ahead) > _NEAR_MONTHS:
        chosen = {"past": back, "future": ahead}.get(tense or "", chosen)
    other = ahead if chosen == back else back
    return chosen, (Reading(f"{other:04d}-{month:02d}", "the other way from the anchor; farther off, or against the tense"),)


def _is_month(match: Match) -> bool:
    if "year" in match or "which" in match or "told" in match:
        return "told" not in match or match.says("year")
    if len(match.words) == 1 and match.has("shortmonth"):
        return False
    tokens = match.doc.tokens_between(match.words[-1].begin, match.words[-1].end)
    word = match.words[-1]
    if word.text == "march" and match.following in ("for", "of", "on", "against", "to") and match.previous not in ("in", "since", "last"):
        return False
    after = match.doc.text[word.end:word.end + 2]
    if match.previous in ("mr", "mrs", "ms", "dr", "theresa", "minister", "."):
        return False
    if tokens and match.previous not in ("by", "in", "since", "until", "during", "of") and word.text in ("may", "march", "april", "june", "august"):
        names = [name for name in match.doc.names if name.begin <= word.begin and word.end <= name.end]
        if any(name.type == "PER" or name.end - name.begin > len(word.text) for name in names):
            return False
    return not after.startswith(("-", "/")) or "earlier" in match or word.category == "month"


def _year(match: Match, context: Context) -> Meaning | None:
    year = match.number("year")
    if not 1000 <= year < 10000:
        return None
    return period(f"{year:04d}", "a year written out", match)


def _is_year(match: Match) -> bool:
    word = match.get("year")
    assert word is not None
    if word.category == "shortyear":
        return match.previous in ("in", "of", "since", "by", "until", "from", "to", "and", "or", "before", "after")
    if not word.text.isdigit() or match.has("fiscal", "end", "beginning", "mid", "early", "late"):
        return True
    year = match.number("year")
    if match.previous in _NOT_YEARS_BEFORE or match.following in _NOT_YEARS_AFTER:
        return False
    if not 1500 <= year <= 2100 and match.previous not in ("in", "since", "until", "year"):
        return False
    raw = match.doc.text
    if raw[word.end:word.end + 1] == "-" and raw[word.end + 1:word.end + 2].isalpha():
        return False
    if raw[word.end:word.end + 2] in (".0", ":0") or raw[word.begin - 1:word.begin] in ("$", "£", "€", "-", ".", "/", "#"):
        return raw[word.begin - 1:word.begin] == "-" and match.previous == "-"
    tokens = match.tokens()
    if tokens and tokens[-1].deprel == "nummod":
        head = match.doc.head(tokens[-1])
        return not (head.xpos == "NNS" and head.index == tokens[-1].index + 1)
    return True


def _decade(match: Match, context: Context) -> Meaning | None:
    number = match.number("d")
    if match.previous in ("his", "her", "their", "its", "my", "your", "our"):
        return None
    if number < 10:
        number += 190
        if number < 192 or (match.has("decades") and match.word("d")[0].isdigit() and number in (190, 191)):
            number += 10
    return period(f"{number:03d}", "the ten years of that name", match)


def _century(match: Match, context: Context) -> Meaning | None:
    nth = match.number("n")
    return period(f"{nth - 1:02d}", "the hundred years of that count", match) if 1 <= nth <= 99 else None


def _season(match: Match, context: Context) -> Meaning | None:
    season = str((match.get("s") or match.words[-1]).value)
    if "year" in match:
        return _season_of(match.number("year"), season, "written with its year", match, None)
    anchor = context.now
    which = match.word("which")
    if anchor is None:
        return Meaning("DATE", f"XXXX-{season}", "named without a year", mod=mod_of(match))
    if "relyear" in match:
        shift = {"last": -1, "next": 1}.get(match.word("relyear"), 0)
        return _season_of(anchor.day.year + shift, season, "in the year given beside it, counted from {anchor}", match, anchor)
    if match.words[-1].text == "fall" and match.following == "of":
        return None
    if not (which or match.has("the") or match.previous in ("in", "by", "since", "until", "during", "over", "through")):
        return None
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    spans = [(year, span) for year in years if (span := calendar.bounds(f"{year:04d}-{season}"))]
    past = [year for year, (first, last) in spans if last < anchor.day]
    begun = [year for year, (first, last) in spans if first <= anchor.day]
    coming = [year for year, (first, last) in spans if last >= anchor.day]
    tense = tense_of(match)
    if not (past and begun and coming):
        return None
    if anchor.source == "narrative":
        year = coming[0]
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


def _season_of(year: int, season: str, phrase: str, match: Match, anchor: Anchor | None) -> Meaning:
    meaning = period(f"{year:04d}-{season}", phrase, match, anchor)
    if season == "WI" and anchor is None:
        first, last = calendar.make_day(year - 1, 12, 1), calendar.month_span(year, 12, 3)
        return Meaning("DATE", meaning.value, phrase + "; a winter belongs to two years, either is covered",
                       mod=meaning.mod, bounds=(first, last[1] if last else None))
    return meaning


def distance(span: Bounds, day: date) -> int:
    if span[0] <= day <= span[1]:
        return 0
    return min(abs((span[0] - day).days), abs((span[1] - day).days))


def _holiday(match: Match, context: Context) -> Meaning | None:
    word = match.get("h")
    assert word is not None
    find = calendar.HOLIDAYS[str(word.value)]
    if "year" in match:
        day = find(match.number("year"))
        return Meaning("DATE", day.isoformat(), f"{match.text} on the calendar") if day else None
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", "XXXX-XX-XX", "a named day without a year")
    days: list[date] = [day for year in range(anchor.day.year - 1, anchor.day.year + 2) if (day := find(year))]
    which, tense = match.word("which"), tense_of(match)
    before = [day for day in days if day < anchor.day]
    after = [day for day in days if day >= anchor.day]
    if not days:
        return None
    chosen = min(days, key=lambda day: abs((day - anchor.day).days))
    near = abs((chosen - anchor.day).days) <= 7 * 4
    if before and (which in ("last", "past", "previous") or (tense == "past" and not near and not which)):
        chosen = before[-1]
    elif after and (which in ("next", "coming") or (tense == "future" and not near)):
        chosen = after[0]
    if match.has("unit"):
        return Meaning("DATE", calendar.period_value(chosen, "week"), "the week of that day nearest to {anchor}", anchor)
    return Meaning("DATE", chosen.isoformat(), "the one meant from {anchor}", anchor)


_SHIFTS = {"last": (-1, "before"), "past": (-1, "before"), "previous": (-1, "before"), "next": (1, "after"),
           "coming": (1, "after"), "following": (1, "after")}


def _unit(match: Match, context: Context) -> Meaning | None:
    """ "this month", "last year", "next week": the period of the anchor, or the one beside it."""
    unit, which = unit_name(match.word("u")), match.word("which")
    anchor = context.now
    if which in ("following", "previous", "preceding", "prior", "ensuing"):
        told = context.last(lambda one: one.type == "DATE" and one.earliest is not None and one.granularity != "vague"
                            and calendar.bounds(one.value) is not None, sentence=match.sentence.index)
        anchor = as_anchor(told) or anchor
    if unit in ("day", "night", "minute", "hour", "second", "fortnight", "half"):
        return None
    if anchor is None:
        return Meaning("DATE", {"next": "FUTURE_REF", "coming": "FUTURE_REF", "last": "PAST_REF", "past": "PAST_REF",
                                "previous": "PAST_REF"}.get(which, "PRESENT_REF"), f"a {unit} counted from an unknown day")
    shift, side = _SHIFTS.get(which, (0, ""))
    day = calendar.shift(anchor.day, unit, shift)
    if day is None:
        return None
    if unit == "week" and match.says("early", "late") and mod_of(match) is None:
        return None
    phrase = f"the {unit} {side} that of {{anchor}}" if shift else f"the {unit} of {{anchor}}"
    return period(calendar.period_value(day, unit), phrase, match, anchor)


def _told_anchor(match: Match, context: Context) -> Anchor | None:
    """The date told last that is no longer than a year."""
    return as_anchor(context.last(lambda one: one.type in ("DATE", "TIME") and one.granularity not in ("decade", "century")
                                  and calendar.bounds(one.value) is not None, sentence=match.sentence.index))


def _told_unit(match: Match, context: Context) -> Meaning | None:
    """ "that year", "the same month": the period told last."""
    unit = unit_name(match.word("u"))
    anchor = _told_anchor(match, context)
    if anchor is None:
        return None
    return period(calendar.period_value(anchor.day, unit), f"the {unit} of {{anchor}}", match, anchor)


def _the_year(match: Match, context: Context) -> Meaning | None:
    anchor = context.now
    if anchor is None:
        return None
    unit = unit_name(match.word("u"))
    return period(calendar.period_value(anchor.day, unit), f"the {unit} of {{anchor}}", match, anchor)


def _is_the_year(match: Match) -> bool:
    """ "the year" alone is the running one; "the year of the flood", "the week after", "the year 1984" are not."""
    if match.following in ("of", "after", "before", "ago", "earlier", "later", "in", "that", "when", "-", "to", "ended", "ending"):
        return False
    return match.previous not in ("of", "man", "woman", "person") or match.has("end", "beginning", "rest", "mid") or \
        match.word("u") == "year"


def _week_of(match: Match, context: Context) -> Meaning | None:
    """ "the week of March 6"."""
    anchor = context.now
    month = match.get("month")
    if anchor is None or month is None:
        return None
    day, _ = nearest_year(int(str(month.value)), match.number("n"), anchor, tense_of(match))
    if day is None:
        return None
    return Meaning("DATE", calendar.period_value(day, "week"), "the week of the one nearest to {anchor}", anchor)


def _year_end(match: Match, context: Context) -> Meaning | None:
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", "XXXX", "the end of an unnamed year", mod="END")
    year = anchor.day.year
    if match.previous == "since" or (tense_of(match) == "past" and anchor.day.month <= 3):
        year -= 1
    span = calendar.month_span(year, 12)
    return Meaning("DATE", f"{year:04d}", "the end of the year of {anchor}", anchor, "END", bounds=span)


def _weekend(match: Match, context: Context) -> Meaning | None:
    anchor = context.now
    which = match.word("which")
    if anchor is None:
        return Meaning("DATE", "XXXX-WXX-WE", "a weekend; without a publication date nobody knows which")
    saturday = calendar.weekday_on_or_before(anchor.day, 5)
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
    Rule("month", "a month, with its year or in the year its clause points to",
         ("edge? hyphen? (which)? month=anymonth (of)? year=year", "edge? hyphen? month=anymonth comma year=year",
          "edge? hyphen? month=anymonth of? relyear=(last|this|next|previous) unit",
          "edge? hyphen? month=anymonth of (the)? told=(that|same) unit",
          "(edge hyphen?|the)? month=anymonth", "which=which (past)? month=anymonth",
          "edge which=(last|next|this) month=anymonth"), _month,
         (("The pact was signed in [August 1988] there.", "1988-08"), ("Troops left in [December], they said.", "2018-12"),
          ("It was signed [last May].", "2018-05"), ("Prices fell in [late November].", "2018-11"),
          ("He won in [June last year].", "2018-06")), _is_month),
    Rule("year", "a year written out", ("edge? hyphen? (fiscal|calendar|financial)? year=year",
                                         "(the)? unit year=(year|numberword)", "edge? hyphen? fiscal unit? year=year", "edge? hyphen? year=(shortyear|fiscalyear)"), _year,
         (("The group declared a state in [2014].", "2014"), ("It began in [mid-1996].", "1996"),
          ("A blast in [nineteen ninety-six] killed one.", "1996")), _is_year),
    Rule("decade", "a decade by its name", ("(the)? edge? hyphen? d=decades", "(the)? (last|ordinal|second) half of the d=decades"),
         _decade, (("Growth stopped in [the late 1970s].", "197"), ("Prices fell in [the nineties].", "199"))),
    Rule("century", "a century by its count", ("(the)? edge? hyphen? n=nth hyphen? century",), _century,
         (("It was built in [the 12th century].", "11"),)),
    Rule("season", "a season, with its year or the one its clause points to",
         ("(the)? (early|late|mid)? s=season of? year=year", "(edge|the|early|late|mid)? which=which (past)? s=season",
          "(the)? (early|late|mid|end of)? s=season of? relyear=(last|this|next) unit", "(the)? (early|late|mid)? s=season"),
         _season,
         (("The strike began [last spring].", "2018-SP"), ("It rained in [the winter of 1994].", "1994-WI"),
          ("Parades are planned [this summer].", "2019-SU"))),
    Rule("holiday", "a named day", ("(which=which)? h=holiday (comma? year=year)?", "h=holiday unit"), _holiday,
         (("They were freed on [Christmas Day].", "2018-12-25"), ("It will close on [Easter Monday].", "2019-04-22"))),
    Rule("period-of-anchor", "this, last or next week, month, year, decade, century",
         ("shade? (the)? which=(last|previous|next|coming|following|this|current|past) (fiscal|financial|calendar)? "
          "u=(unit|century|decade|fortnight)",
          "which=(this|last|next) u=unit (and beyond)?"), _unit,
         (("Paris opened the door [this month].", "2019-02"), ("They met [last week].", "2019-W07"),
          ("Exports fell [last year].", "2018"), ("He will retire [early next year].", "2020"),
          ("Two were hurt [earlier this month].", "2019-02")),
         lambda match: not is_title(match) and not (match.has("past") and match.words[0].category == "the")),
    Rule("told-period", "the period told last: that year, the same month",
         ("(earlier|later)? (that|the) (same)? u=unit", "(earlier|later) in (that|the) (same)? u=unit",), _told_unit,
         (("He left in 1998 and returned [later that year].", "1998"),),
         lambda match: match.word("u") in ("week", "month", "year") and match.has("that", "same")),
    Rule("running-period", "the running year, month or week, as the sentence goes on about it",
         ("(shade)? the (fiscal|financial|calendar|entire|current)? u=unit",), _the_year,
         (("It hopes to finish by [the end of the year].", "2019"),),
         lambda match: (match.word("u") == "year" or (match.word("u") in ("week", "month")
                        and match.words[0].category != "the")) and _is_the_year(match)),
    Rule("week-of", "the week of a date", ("the unit of month=anymonth n=(dayno|ordinal)",), _week_of,
         (("The trial opens in [the week of March 4].", "2019-W10"),), lambda match: match.says("week")),
    Rule("year-end", "the end of the year", ("(about)? (the)? unit hyphen? possessive? end",), _year_end,
         (("It will be sold by [year-end].", "2019"),), lambda match: match.says("year")),
    Rule("weekend", "a weekend", ("(early|late|earlier|later)? (the|this|which) (past|coming)? weekend",
                                  "which=which (past)? weekend"), _weekend,
         (("Over [the weekend], two towns fell.", "2019-W07-WE"), ("It will snow [next weekend].", "2019-W08-WE"))),
)
