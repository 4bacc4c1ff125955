"""Verb forms: the past tense and the past participle of English verbs, for labels.

Regular verbs follow the spelling rules; irregular ones are in the table.
"""

from __future__ import annotations

_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|become became become|
begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|
blow blew blown|break broke broken|bring brought brought|build built built|burst burst burst|buy bought bought|
cast cast cast|catch caught caught|choose chose chosen|come came come|cost cost cost|creep crept crept|cut cut cut|
deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown|
forbid forbade forbidden|forecast forecast forecast|forget forgot forgotten|forgive forgave forgiven|
freeze froze frozen|get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had|
hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|
lay laid laid|lead led led|leap leapt leapt|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|
make made made|mean meant meant|meet met met|mistake mistook mistaken|overcome overcame overcome|
overthrow overthrew overthrown|overrun overran overrun|pay paid paid|put put put|quit quit quit|read read read|
rebuild rebuilt rebuilt|retake retook retaken|rewrite rewrote rewritten|ride rode ridden|ring rang rung|
rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|
shake shook shaken|shed shed shed|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|
sing sang sung|sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|speak spoke spoken|
speed sped sped|spend spent spent|split split split|spread spread spread|spring sprang sprung|stand stood stood|
steal stole stolen|stick stuck stuck|strike struck struck|string strung strung|strive strove striven|swear swore sworn|
sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|
think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood|
undertake undertook undertaken|uphold upheld upheld|wake woke woken|wear wore worn|weep wept wept|win won won|
wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|
write wrote written|offset offset offset|outdo outdid outdone|mislead misled misled|override overrode overridden|
foresee foresaw foreseen|hew hewed hewn|prove proved proven|sew sewed sewn|swell swelled swollen
"""
_FORMS: dict[str, tuple[str, str]] = {}
for _entry in _IRREGULAR.replace("\n", "").split("|"):
    _base, _past, _participle = _entry.split()
    _FORMS[_base] = (_past, _participle)
#: Verbs of more than one syllable with the stress at the end double their last letter.
_DOUBLING = frozenset("admit commit compel confer control defer deter equip excel expel occur omit permit prefer "
                      "propel rebel recur refer regret submit transfer transmit patrol acquit allot "
                      "abet forget ban cancel travel label level signal model fuel quarrel "
                      "shovel total tunnel marshal dial pedal kidnap worship".split())
_VOWELS = "aeiou"


_PREFIXES = ("over", "under", "out", "fore", "re", "un", "pre", "mis")
#: Verbs that only look like another with a prefix.
_UNPREFIXED = frozenset({"relay"})


def _forms(lemma: str) -> tuple[str, str] | None:
    """Past and participle of an irregular verb, also with a prefix: "overtake", "resell"."""
    if lemma in _FORMS or lemma in _UNPREFIXED:
        return _FORMS.get(lemma)
    for prefix in _PREFIXES:
        inner = _FORMS.get(lemma[len(prefix):]) if lemma.startswith(prefix) else None
        if inner is not None:
            return prefix + inner[0], prefix + inner[1]
    return None


def past(lemma: str) -> str:
    """Simple past: "block" → "blocked", "flee" → "fled"."""
    forms = _forms(lemma)
    return forms[0] if forms else _regular(lemma)


def participle(lemma: str) -> str:
    """Past participle: "block" → "blocked", "take" → "taken"."""
    forms = _forms(lemma)
    return forms[1] if forms else _regular(lemma)


def third_person(lemma: str) -> str:
    """Present of the third person: "conclude" → "concludes", "carry" → "carries"."""
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def is_form_of(form: str, lemma: str) -> bool:
    """Whether a form in small letters belongs to a verb: "banged" to "bang", not to "ban"."""
    done = past(lemma)
    stem = done[:-2] if done.endswith("ed") else lemma
    return form in {lemma, done, participle(lemma), third_person(lemma), stem + "ing", lemma + "ing",
                    lemma.removesuffix("e") + "ing"}


def base_form(form: str) -> str | None:
    """The lemma of an irregular past or participle ("dug" → "dig"), None where the table has no such form or
    several verbs share it."""
    found = {lemma for lemma, forms in _FORMS.items() if form in forms and form != lemma}
    return found.pop() if len(found) == 1 else None


def _regular(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma.endswith("c"):
        return lemma + "ked"
    if lemma in _DOUBLING or _one_short_syllable(lemma):
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def _one_short_syllable(lemma: str) -> bool:
    """A single vowel between consonants at the end, and no other: "stop", "ban", not "help", "open", "fix"."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in lemma) == 1
