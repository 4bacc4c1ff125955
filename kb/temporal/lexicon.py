"""The words that time expressions are made of, each with its category and meaning.

A category is one letter of the grammar's alphabet (`kb/temporal/grammar.py`). A word has one category; a word with
two jobs ("second", "quarter", "past") has a category of its own, and the grammar says where it may stand.
"""

from __future__ import annotations

from kb.temporal.calendar import HOLIDAYS
from kb.temporal.numbers import ORDINALS
from kb.temporal.wordlists import wordset

MONTHS = {name: number for number, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec"), start=1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate((
    "monday mon", "tuesday tues tue", "wednesday wed weds", "thursday thurs thur thu", "friday fri", "saturday sat",
    "sunday sun")) for name in names.split()}
#: Names of months and days that are words of other kinds too: they count only with a capital letter and, alone,
#: only where the tagger doesn't say otherwise.
AMBIGUOUS_NAMES = wordset("may march mar jan sun sat mon wed fri tue thu sep dec")
#: Short forms: may carry a full stop, and alone (no day or year beside them) are not taken for a date.
SHORT_NAMES = wordset("""
    jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed weds thurs thur thu fri sat sun
""")

#: Unit → (TIMEX3 letter, how many of it, is it part of the time of day).
UNITS: dict[str, tuple[str, int, bool]] = {
    "second": ("S", 1, True), "minute": ("M", 1, True), "hour": ("H", 1, True), "day": ("D", 1, False),
    "night": ("D", 1, False), "week": ("W", 1, False), "weekend": ("D", 2, False), "fortnight": ("W", 2, False),
    "month": ("M", 1, False), "quarter": ("Q", 1, False), "half": ("M", 6, False), "year": ("Y", 1, False),
    "decade": ("Y", 10, False), "century": ("Y", 100, False), "millennium": ("Y", 1000, False),
}
PARTS_OF_DAY = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "evening": "EV",
    "dusk": "EV", "sunset": "EV", "nightfall": "EV", "night": "NI",
}
CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "noontime": "12:00", "midnight": "24:00"}
SEASONS = {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA",
           "winter": "WI", "wintertime": "WI"}
#: Offsets from UTC, as TIMEX3 writes them after a clock time.
ZONES = {"gmt": "Z", "utc": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00",
         "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00"}
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
           "nineties": 9}

_CATEGORIES: dict[str, str] = {
    "article": "a an", "the": "the", "this": "this", "that": "that", "these": "these", "those": "those",
    "its": "its their his her our", "my": "my your",
    "last": "last", "past": "past", "previous": "previous preceding prior", "next": "next",
    "coming": "coming upcoming", "following": "following ensuing", "latest": "latest", "recent": "recent",
    "current": "current", "same": "same", "future": "future", "another": "another additional", "other": "other",
    "each": "each every", "per": "per", "entire": "entire whole full", "comparable": "comparable corresponding",
    "consecutive": "consecutive straight successive trading working business extra",
    "ago": "ago", "earlier": "earlier", "later": "later", "hence": "hence", "before": "before", "after": "after",
    "since": "since", "until": "until till", "from": "from", "now": "now", "today": "today", "tonight": "tonight",
    "yesterday": "yesterday", "tomorrow": "tomorrow", "overnight": "overnight", "ahead": "ahead",
    "currently": "currently nowadays presently", "recently": "recently lately", "soon": "soon shortly",
    "early": "early", "late": "late", "mid": "mid middle", "end": "end close", "beginning": "beginning start outset",
    "rest": "rest remainder", "about": "about around approximately roughly circa", "nearly": "nearly almost barely",
    "over": "over", "more": "more", "less": "less fewer", "than": "than", "at": "at", "least": "least", "most": "most",
    "up": "up", "to": "to", "under": "under", "or": "or", "so": "so", "and": "and", "of": "of", "in": "in", "on": "on",
    "for": "for", "by": "by", "within": "within", "during": "during", "through": "through throughout",
    "between": "between", "off": "off", "couple": "couple", "few": "few", "several": "several", "some": "some",
    "many": "many", "dozen": "dozen", "dozens": "dozens", "hundreds": "hundreds", "thousands": "thousands",
    "half": "half", "quarter": "quarter", "quarters": "quarters", "fiscal": "fiscal", "financial": "financial",
    "calendar": "calendar", "ended": "ended ending", "period": "period", "periods": "periods", "old": "old",
    "second": "second", "seconds": "seconds", "unit": "minute hour day week month year",
    "units": "minutes hours days weeks fortnights months years decades centuries", "fortnight": "fortnight",
    "decade": "decade", "century": "century", "weekend": "weekend", "weekends": "weekends", "term": "term",
    "part": "morning afternoon evening dawn daybreak sunrise dusk sunset nightfall", "night": "night",
    "parts": "mornings afternoons evenings nights", "clockword": "noon midday noontime midnight",
    "oclock": "o'clock o’clock",
    "daily": "daily", "weekly": "weekly", "monthly": "monthly", "yearly": "yearly annually", "hourly": "hourly",
    "annual": "annual", "nightly": "nightly", "time": "time", "moment": "moment", "while": "while",
    "sometime": "sometime", "very": "very", "ever": "ever", "been": "been", "is": "is",
    "beyond": "beyond", "date": "date", "short": "short", "near": "near", "once": "once twice thrice",
    "as": "as", "alone": "alone", "weekdays": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "then": "then", "long": "long", "well": "well", "no": "no", "latter": "latter",
    "right": "right", "present": "present", "just": "just only", "small": "small",
    "local": "local", "bc": "bc bce", "ad": "ad ce", "hours": "hrs",
    "winters": "springs summers autumns winters",
}

#: word → (category, meaning). A meaning is a number for calendar names, a key into one of the tables above for
#: units and parts of the day, else the word itself.
LEXICON: dict[str, tuple[str, object]] = {
    **{word: (category, word) for category, words in _CATEGORIES.items() for word in words.split()},
    **{name: ("shortmonth" if name in SHORT_NAMES else "month", number) for name, number in MONTHS.items()},
    **{name: ("shortday" if name in SHORT_NAMES else "weekday", number) for name, number in WEEKDAYS.items()},
    **{name: ("season", value) for name, value in SEASONS.items()},
    **{name: ("zone", value) for name, value in ZONES.items()},
    **{name: ("decades", value) for name, value in DECADES.items()},
    **{word: ("ordinal", number) for word, number in ORDINALS.items() if word != "second"},
    "second": ("second", 2),   # an ordinal or a unit: the grammar decides by what stands around it
    **{f"{name}s": ("weekdays", number) for name, number in WEEKDAYS.items() if name.endswith("day")},
    "am": ("am", 0), "pm": ("pm", 12), ",": ("comma", ","), "-": ("hyphen", "-"), "–": ("hyphen", "-"),
    "—": ("dash", "-"), "'s": ("possessive", "'s"), "’s": ("possessive", "'s"), "(": ("open", "("), ")": ("shut", ")"),
    "'": ("apostrophe", "'"), "’": ("apostrophe", "'"), "$": ("currency", "$"), "£": ("currency", "£"),
    "€": ("currency", "€"), "#": ("currency", "#"), "%": ("percent", "%"),
    "percent": ("percent", "%"), "/": ("slash", "/"),
    "1/2": ("fraction", 0.5),
}

#: First word of a named day → its names, longest first.
HOLIDAY_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {}
for _name in sorted(HOLIDAYS, key=len, reverse=True):
    _words = tuple(_name.replace("'s", " 's").replace(".", " .").replace("s' ", "s ' ").split())
    HOLIDAY_NAMES[_words[0]] = (*HOLIDAY_NAMES.get(_words[0], ()), _words)

#: Categories that can carry a time expression: a sentence with none of them has none.
CORE = wordset("""
    month shortmonth weekday shortday season decades unit units decade century fortnight weekend
    weekends quarter quarters part night parts clockword oclock now today tonight yesterday tomorrow
    overnight currently recently soon daily weekly monthly yearly hourly nightly year clock isodate past
    future period periods time moment while term holiday half weekdays date seconds second am pm winters
    annual earlier once then recent current bc ad hours
""")


def unit_name(word: str) -> str:
    """The unit that a word names: "weeks" is "week", "centuries" is "century"."""
    if word in UNITS:
        return word
    if word == "centuries":
        return "century"
    return word.removesuffix("s")
