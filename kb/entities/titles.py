"""Words that go with names: titles before them, and nouns that name what someone or something is."""

from __future__ import annotations

from functools import lru_cache

from kb.entities.spelling import word_set

#: Forms of address, with the gender that they tell.
HONORIFICS: dict[str, str | None] = {
    "mr": "male",
    "mister": "male",
    "sir": "male",
    "lord": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "madam": "female",
    "dame": "female",
    "lady": "female",
    "dr": None,
    "doctor": None,
    "prof": None,
    "professor": None,
    "rev": None,
    "reverend": None,
    "hon": None,
    "judge": None,
    "king": "male",
    "queen": "female",
    "prince": "male",
    "princess": "female",
    "emir": "male",
    "pope": "male",
    "sheikh": "male",
    "sheik": "male",
    "sultan": "male",
    "imam": "male",
    "ayatollah": "male",
    "father": "male",
    "sister": "female",
    "brother": "male",
    "cardinal": "male",
    "bishop": None,
    "archbishop": None,
}
#: Ranks and offices as they are shortened before names.
SHORTENED: dict[str, str] = {
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "cmdr": "commander",
    "adm": "admiral",
    "brig": "brigadier",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "pm": "prime minister",
    "ceo": "chief executive",
    "cfo": "finance chief",
    "supt": "superintendent",
    "insp": "inspector",
    "det": "detective",
    "cpl": "corporal",
    "pte": "private",
}
#: What a person can be called by their office or work.
ROLES: frozenset[str] = word_set("""
    president premier chancellor minister secretary senator congressman congresswoman lawmaker representative
    governor mayor ambassador envoy diplomat commissioner councillor spokesman spokeswoman spokesperson
    chairman chairwoman chair chief director executive head leader founder co-founder owner manager boss
    general lieutenant colonel major captain sergeant commander admiral brigadier marshal officer inspector
    superintendent detective corporal analyst expert economist professor researcher scientist activist lawyer
    attorney prosecutor judge correspondent reporter journalist editor author writer photographer
    coach player striker goalkeeper defender midfielder footballer singer actor actress artist director pilot
    doctor surgeon engineer farmer teacher student pupil cleric imam priest bishop archbishop pope king queen
    prince princess emir sultan monarch crown candidate nominee lawmaker politician deputy adviser advisor aide
    official negotiator mediator dissident defendant suspect gunman attacker victim survivor witness resident
    fighter soldier militant rebel warlord jihadist refugee billionaire businessman businesswoman entrepreneur
    columnist journalist pontiff strongman dictator successor predecessor veteran
""")
#: What someone of a role may also be called.
BROADER: dict[str, str] = {
    "columnist": "journalist",
    "reporter": "journalist",
    "correspondent": "journalist",
    "editor": "journalist",
    "senator": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "representative": "lawmaker",
    "king": "monarch",
    "queen": "monarch",
    "pope": "pontiff",
    "gunman": "attacker",
    "economist": "expert",
    "analyst": "expert",
    "professor": "researcher",
    "scientist": "researcher",
    "striker": "player",
    "goalkeeper": "player",
    "defender": "player",
    "midfielder": "player",
    "footballer": "player",
    "attorney": "lawyer",
}
#: Roles that tell a gender.
ROLE_GENDER: dict[str, str] = {
    "spokesman": "male",
    "spokeswoman": "female",
    "chairman": "male",
    "chairwoman": "female",
    "congressman": "male",
    "congresswoman": "female",
    "businessman": "male",
    "businesswoman": "female",
    "actor": "male",
    "actress": "female",
    "king": "male",
    "queen": "female",
    "prince": "male",
    "princess": "female",
    "pope": "male",
    "gunman": "male",
    "strongman": "male",
}
#: Words for a person that say nothing but that ("the 40-year-old", "the man").
PERSON_WORDS: dict[str, str | None] = {
    "man": "male",
    "woman": "female",
    "boy": "male",
    "girl": "female",
    "father": "male",
    "mother": "female",
    "husband": "male",
    "wife": "female",
    "son": "male",
    "daughter": "female",
    "teenager": None,
    "person": None,
}
#: Words that modify a title and may stand before it within a name ("Vice President", "Foreign Minister").
TITLE_WORDS: frozenset[str] = word_set("""
    vice deputy acting former ex interim junior senior prime foreign interior defence defense finance justice
    health trade economy education energy environment culture transport agriculture labour labor home state
    first second third chief assistant executive high crown opposition attorney police army navy press
    republican democratic democrat conservative
""")

#: Legal forms at the end of a company's name, which short forms leave out.
LEGAL_FORMS: frozenset[str] = word_set(
    "inc incorporated corp corporation co company ltd limited plc llc ag sa se nv gmbh spa holdings"
)

#: Last words that make a name an organisation's, whatever it looks like otherwise.
ORGANIZATION_WORDS: frozenset[str] = LEGAL_FORMS | word_set(
    "bank university ministry council party association institute agency committee commission corps foundation "
    "company airlines airways motors union department court college authority federation league organization "
    "organisation society church congress parliament police brigade laboratories industries electronics systems "
    "newspaper magazine news press society office bureau administration centre academy orchestra"
)

#: What an entity of a kind (or, failing that, type) may be called: "the group", "the city". A gazetteer's
#: kinds name their row here; rows are also what an apposition teaches about a name that nothing knows.
DESCRIPTIONS: dict[str, frozenset[str]] = {
    kind: frozenset(nouns.split())
    for kind, nouns in {
        "country": "country nation kingdom republic state",
        "territory": "territory",
        "state": "state",
        "province": "province governorate region",
        "region": "region area territory peninsula",
        "city": "city town port",
        "capital": "city capital",
        "town": "town city",
        "village": "village hamlet town",
        "company": "company firm corporation maker manufacturer giant retailer group chain",
        "bank": "bank lender company",
        "carmaker": "carmaker automaker company firm manufacturer maker giant",
        "airline": "airline carrier company",
        "agency": "agency organisation organization",
        "newspaper": "newspaper paper daily magazine weekly",
        "broadcaster": "broadcaster network channel",
        "alliance": "alliance bloc coalition organisation organization",
        "bloc": "bloc union",
        "court": "court tribunal",
        "party": "party",
        "university": "university",
        "club": "club team side",
        "jihadist": "group organisation organization movement network jihadists militants extremists insurgents "
        "fighters terrorists",
        "militia": "group militia movement organisation organization fighters militants rebels insurgents",
        "force": "force forces alliance fighters",
        "coalition": "coalition alliance",
        "watchdog": "watchdog monitor group observatory organisation organization",
        "charity": "charity group organisation organization",
        "people": "people minority community",
        "organization": "organisation organization",
        "group": "group",
    }.items()
}
#: Nouns that, after a name, mean the thing itself: "the IS group", "Deir Ezzor province", "Reuters news agency".
ITSELF: frozenset[str] = word_set("""
    group movement organisation organization network agency company corporation firm newspaper broadcaster channel
    city town village province governorate region state district county prefecture island alliance militia party
    coalition bloc airline bank university club republic
""")
#: Nouns that, after a name or nationality, act in its name: "US troops", "the French government", "IS fighters".
ACTING_FOR: dict[str, frozenset[str]] = {
    "place": word_set("government military army troops forces soldiers authorities navy administration"),
    "group": word_set(
        "fighters militants jihadists forces insurgents rebels extremists gunmen troops soldiers "
        "members terrorists militiamen combatants"
    ),
    "organization": word_set("fighters forces troops soldiers gunmen militants"),
}
#: Nouns that, before "of" and a place, mean the place: "the village of Baghouz".
PLACE_OF: frozenset[str] = word_set("""
    village town city capital port province region state district island county hamlet municipality governorate
    suburb enclave republic kingdom neighbourhood neighborhood territory township peninsula
""")


@lru_cache(maxsize=1 << 15)
def role(word: str) -> str | None:
    """The office or work that a word names, unshortened and in the singular: "Gen." → general, or None."""
    word = word.casefold().rstrip(".")
    word = SHORTENED.get(word, word)
    for form in (word, word.removesuffix("s"), word.removeprefix("ex-"), word.removeprefix("co-")):
        if form in ROLES or form in SHORTENED.values():
            return form
    return None


@lru_cache(maxsize=1 << 15)
def is_title(word: str) -> bool:
    """Whether a word can stand before a person's name without being part of it."""
    folded = word.casefold().rstrip(".")
    return folded in HONORIFICS or folded in TITLE_WORDS or role(word) is not None
