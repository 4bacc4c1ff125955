"""Months, years, decades and centuries: which May is meant, and when four digits are a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kb.temporal import calendar
from kb.temporal.context import Context, told_anchor
from kb.temporal.expression import Reading
from kb.temporal.grammar import Match
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.shades import mod_of, part_of, period
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset
from kb.temporal.yearless import linked_year, story_year

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: Up to so many months away the nearest month of a name is meant, whatever the tense ("told of a cut in July").
_NEAR_MONTHS = 1
#: After these, and before an article or a mark, four digits are a year even where years are rare: "by 1475 the mines".
_GO_WITH_YEARS = wordset("by from before after")
#: Words before or after four digits that make them a count or a sum, not a year.
_NOT_YEARS_BEFORE = wordset(
    "$ £ € # no number about nearly almost some than flight highway page room line windows server"
)
_NOT_YEARS_AFTER = wordset("""
    people men women children troops soldiers civilians miles kilometers kilometres meters metres feet
    dollars euros pounds rubles yen employees workers jobs members votes points shares tons tonnes seats
    hours minutes days weeks months years % percent km kg m homes houses students passengers tents block
    bc dead officers cases others
""")
#: A year before the make of a car is its model's: "his 1987 Chevrolet was found".
_MAKES = wordset("""
    audi bmw buick cadillac chevrolet chevy chrysler dodge fiat ford honda hyundai jeep kia lexus mazda mercedes
    mitsubishi nissan oldsmobile peugeot plymouth pontiac porsche renault saab skoda subaru suzuki tesla toyota
    volkswagen volvo
""")


def _month(match: Match, context: Context) -> Meaning | None:
    month = match.number("month")
    if "year" in match:
        year = match.number("year")
        return period(f"{year:04d}-{month:02d}", "written with its year", match)
    which = match.word("which")
    linked = linked_year(match, month) if not which and "relyear" not in match and "told" not in match else None
    if linked is not None:
        return period(f"{linked:04d}-{month:02d}", "in the year written after it", match)
    tense = tense_of(match)
    goes_on = not which and "relyear" not in match and tense == "past"
    anchor = context.story(match, month) if goes_on else context.at(match)
    if which in ("following", "previous"):
        anchor = told_anchor(match, context) or anchor  # "in 2003 … the following May" is no matter of today
    if "told" in match:
        told = told_anchor(match, context) or anchor
        if told is not None:
            shift = {"following": 1, "next": 1, "previous": -1}.get(match.groups["told"][0].category, 0)
            side = {1: "after that of", -1: "before that of"}.get(shift, "of")
            return period(f"{told.day.year + shift:04d}-{month:02d}", f"in the year {side} {{anchor}}", match, told)
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}", "named without a year", mod=mod_of(match))
    if "relyear" in match:
        shift = {"last": -1, "previous": -1, "next": 1}.get(match.word("relyear"), 0)
        return period(
            f"{anchor.day.year + shift:04d}-{month:02d}",
            "in the year given beside it, counted from {anchor}",
            match,
            anchor,
        )
    same = (anchor.day.year, anchor.day.month)
    if which in ("last", "past", "previous"):
        year = anchor.day.year - (month >= anchor.day.month)
        return period(f"{year:04d}-{month:02d}", "the last one before {anchor}", match, anchor)
    if which in ("next", "coming", "following"):
        year = anchor.day.year + (month <= anchor.day.month)
        return period(f"{year:04d}-{month:02d}", "the next one after {anchor}", match, anchor)
    if anchor.source == "narrative":
        year = story_year(month, 15, anchor)
        return period(f"{year:04d}-{month:02d}", "as the story goes on from {anchor}", match, anchor)
    if which == "this":
        return period(f"{anchor.day.year:04d}-{month:02d}", "in the year of {anchor}", match, anchor)
    year, readings = nearest_month(month, same, tense, match)
    name = MONTH_NAMES[month - 1]
    phrase = (
        f"the {name} of {{anchor}}"
        if (year, month) == same
        else (f"the last {name} before {{anchor}}" if (year, month) < same else f"the first {name} after {{anchor}}")
    )
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
    return chosen, (
        Reading(f"{other:04d}-{month:02d}", "the other way from the anchor; farther off, or against the tense"),
    )


def _is_month(match: Match) -> bool:
    if "year" in match or "which" in match or "told" in match:
        return "told" not in match or match.says("year")
    if len(match.words) == 1 and match.has("shortmonth"):
        return False
    tokens = match.doc.tokens_between(match.words[-1].begin, match.words[-1].end)
    word = match.words[-1]
    if (
        word.text == "march"
        and match.following in ("for", "of", "on", "against", "to")
        and match.previous not in ("in", "since", "last")
    ):
        return False
    after = match.doc.text[word.end : word.end + 2]
    if match.previous in ("mr", "mrs", "ms", "dr", "theresa", "minister", "."):
        return False
    if (
        tokens
        and match.previous not in ("by", "in", "since", "until", "during", "of")
        and word.text in ("may", "march", "april", "june", "august")
    ):
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
    if match.previous == "at" and match.doc.text[word.end : word.end + 2].strip()[:1].isupper():
        return False  # "at 1988 Philip Street"
    if match.previous in _NOT_YEARS_BEFORE or match.following in _NOT_YEARS_AFTER | _MAKES:
        return False
    if not 1500 <= year <= 2100 and not _goes_with_year(match):
        return False
    raw = match.doc.text
    if raw[word.end : word.end + 1] == "-" and raw[word.end + 1 : word.end + 2].isalpha():
        return False
    if raw[word.end : word.end + 2] in (".0", ":0") or raw[word.begin - 1 : word.begin] in (
        "$",
        "£",
        "€",
        "-",
        ".",
        "/",
        "#",
    ):
        return raw[word.begin - 1 : word.begin] == "-" and match.previous == "-"
    tokens = match.tokens()
    if tokens and tokens[-1].deprel == "nummod":
        head = match.doc.head(tokens[-1])
        return not (head.xpos == "NNS" and head.index == tokens[-1].index + 1)
    return True


def _goes_with_year(match: Match) -> bool:
    """Whether four digits that are as often a count are a year: "in 1287", "by 1475 the mines were pawned"."""
    beside = match.before[-2:]
    if match.previous in ("in", "since", "until", "year", "between") or (
        len(beside) == 2 and beside[0].category == "year" and beside[1].text in ("and", "to")
    ):
        return True
    tokens = match.tokens()
    after = match.doc.tokens[tokens[-1].index + 1 : tokens[-1].index + 2] if tokens else ()
    return match.previous in _GO_WITH_YEARS and bool(after) and after[0].upos in ("DET", "PUNCT", "PRON")


def _part_of_month(match: Match, context: Context) -> Meaning | None:
    """ "the first week of August 1914", "the last days of May", "the first months of 1945"."""
    nth = -1 if match.has("last") else match.number("n")
    if "month" in match:
        whole = _month(match, context)
    else:
        whole = Meaning("DATE", f"{match.number('year'):04d}", "a year written out")
    span = calendar.bounds(whole.value) if whole else None
    if whole is None or span is None or not -1 <= nth <= 4:
        return None
    mod = {-1: "END", 1: "START"}.get(nth, "END" if nth == 4 or match.has("half") else "MID")
    if match.word("u") == "week":
        first = span[1] - timedelta(days=6) if nth < 0 else span[0] + timedelta(days=7 * (nth - 1))
        part = first, min(first + timedelta(days=6), span[1])
    else:
        part = part_of(span, mod)
    return replace(whole, phrase=f"that part of it, {whole.phrase}", mod=mod, bounds=part)


def _short_end(match: Match, context: Context) -> Meaning | None:
    """ "1914-[18]": two digits after a year and a stroke are the later year of its century."""
    begin = next(int(str(word.value)) for word in reversed(match.before) if word.category == "year")
    year = begin // 100 * 100 + match.number("n")
    return period(f"{year:04d}", "in the century of the year before it", match) if year > begin else None


def _is_short_end(match: Match) -> bool:
    before = match.before[-2:]
    return (
        len(before) == 2
        and before[0].category == "year"
        and before[1].category in ("hyphen", "slash")
        and len(match.text) == 2
        and before[0].end == before[1].begin
        and before[1].end == match.begin
        and match.following not in ("-", "/")
    )


def _with_era(match: Match, context: Context) -> Meaning | None:
    """ "490 BC", "AD 70". TIMEX3 writes years before Christ as "BC0490"; the calendar of days has none of them."""
    year = match.number("n")
    if not 1 <= year < 10000:
        return None
    if not match.has("bc"):
        return period(f"{year:04d}", "a year written out", match)
    return Meaning("DATE", f"BC{year:04d}", "a year written out", granularity="year")


def _decade(match: Match, context: Context) -> Meaning | None:
    number = match.number("d")
    if match.previous in ("his", "her", "their", "its", "my", "your", "our"):
        return None
    before = match.before[-2:]
    if number < 10 and len(before) == 2 and before[0].category == "decades" and int(str(before[0].value)) >= 100:
        number += int(str(before[0].value)) // 10 * 10  # "the 1840s-50s"
    elif number < 10:
        number += 190
        if number < 192 or (match.has("decades") and match.word("d")[0].isdigit() and number in (190, 191)):
            number += 10
    return period(f"{number:03d}", "the ten years of that name", match)


def _is_century(match: Match) -> bool:
    """ "The 17th" alone is one only before "and 18th century"."""
    if match.has("century"):
        return True
    if "u" in match:
        return match.word("u") == "centuries"
    ahead = [word for word in match.after[:7] if word.category not in ("the", "early", "late", "mid", "hyphen")][:3]
    return (
        len(ahead) == 3
        and ahead[0].category in ("and", "to", "or")
        and ahead[1].category == "ordinal"
        and ahead[2].text in ("century", "centuries")
    )


def _century(match: Match, context: Context) -> Meaning | None:
    nth = match.number("n")
    if match.has("bc"):
        return Meaning("DATE", f"BC{nth - 1:02d}", "the hundred years of that count", granularity="century")
    return period(f"{nth - 1:02d}", "the hundred years of that count", match) if 1 <= nth <= 99 else None


RULES = (
    Rule(
        "month",
        "a month, with its year or in the year its clause points to",
        (
            "edge? hyphen? (which)? month=anymonth (of)? year=year",
            "edge? hyphen? month=anymonth comma year=year",
            "edge? hyphen? month=anymonth of? relyear=(last|this|next|previous) unit",
            "edge? hyphen? month=anymonth of (the)? told=(that|same|following|next|previous) unit",
            "(edge hyphen?|the)? month=anymonth",
            "which=which (past)? month=anymonth",
            "edge which=(last|next|this) month=anymonth",
        ),
        _month,
        (
            ("The pact was signed in [August 1988] there.", "1988-08"),
            ("Troops left in [December], they said.", "2018-12"),
            ("It was signed [last May].", "2018-05"),
            ("Prices fell in [late November].", "2018-11"),
            ("He won in [June last year].", "2018-06"),
            ("It shut in the winter of 2003 and reopened the [following May].", "2004-05"),
            ("It lasted from [December] to March 1915.", "1914-12"),
            ("It fell in May 1914, and in [January of the following year] it was retaken.", "1915-01"),
        ),
        _is_month,
    ),
    Rule(
        "year",
        "a year written out",
        (
            "(edge hyphen?)? (fiscal|calendar|financial)? year=year",
            "(earlier|later|early|late) in (the unit)? year=year",
            "(the)? unit year=(year|numberword)",
            "(edge hyphen?)? fiscal unit? year=year",
            "(edge hyphen?)? year=(shortyear|fiscalyear)",
        ),
        _year,
        (
            ("The group declared a state in [2014].", "2014"),
            ("It began in [mid-1996].", "1996"),
            ("A blast in [nineteen ninety-six] killed one.", "1996"),
        ),
        _is_year,
    ),
    Rule(
        "part-of-month",
        "the first, second, third or last week of a month, its first or last days, its halves",
        (
            "(the)? n=(nth|last) u=(unit|units|half) of month=anymonth (comma? year=year)?",
            "(the)? n=(nth|last) u=units of year=year",
        ),
        _part_of_month,
        (
            ("They met in [the first week of August 1914].", "1914-08"),
            ("It fell in [the last days of December].", "2018-12"),
            ("It crossed the border in [the first months of 1945].", "1945"),
        ),
        lambda match: match.word("u") in ("week", "days", "weeks", "months", "half"),
    ),
    Rule(
        "year-of-stretch",
        "the last two digits of a stretch of years",
        ("n=(dayno|number)",),
        _short_end,
        (("The war of 1914-[18] cost millions of lives.", "1918"),),
        _is_short_end,
    ),
    Rule(
        "year-with-era",
        "a year before or after Christ",
        ("n=number bc", "ad n=number", "n=number ad"),
        _with_era,
        (("They landed in [490 BC].", "BC0490"), ("The temple fell in [AD 70].", "0070")),
        lambda match: all(
            word.category not in ("bc", "ad") or match.doc.text[word.begin].isupper() for word in match.words
        ),
    ),
    Rule(
        "decade",
        "a decade by its name",
        ("(the)? (edge hyphen?)? d=decades", "(the)? (last|ordinal|second) half of the d=decades"),
        _decade,
        (("Growth stopped in [the late 1970s].", "197"), ("Prices fell in [the nineties].", "199")),
    ),
    Rule(
        "century",
        "a century by its count",
        ("(the)? (edge hyphen?)? n=nth hyphen? century bc?", "(the)? (edge hyphen?)? n=nth (u=units)?"),
        _century,
        (
            ("It was built in [the 12th century].", "11"),
            ("It was built between [the 17th] and 18th centuries.", "16"),
        ),
        _is_century,
    ),
)
