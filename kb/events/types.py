"""Types: what kind of happening an event is, from its word and, where the word is ambiguous, from what it
happens to.

The words are in `data/event-types/lexicon.tsv`, the types in `ontology/event-types.ttl`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.events.clause import cases, is_verbal
from kb.events.lexicon import lexicon
from kb.events.participants import Argument
from kb.events.phrases import EntityIndex, counted
from kb.events.trigger import Trigger
from kb.events.word_classes import is_person
from kb.language import Doc, Token

_LAW_NOUNS = frozenset("law bill act measure resolution motion budget legislation reform amendment ban".split())
_STATE_NOUNS = frozenset("state proto-state caliphate republic independence sovereignty autonomy war emergency "
                         "kingdom statehood empire".split())
_MONEY_NOUNS = frozenset("price fee dollar euro pound money interest tax".split())
_FIGURES = _MONEY_NOUNS | frozenset("share stock index rate profit sale currency market value figure number production "
                                   "revenue unemployment inflation output demand cost wage income export "
                                   "import percent yield bond barrel level growth gain loss".split())
_WORK_NOUNS = frozenset("book album song film novel report study memoir magazine article video single trailer "
                        "documentary".split())
_COURT_NOUNS = frozenset("lawsuit suit complaint appeal claim petition papers".split())
_PERSONAL = frozenset("he him she her they them who whom we us me i anyone someone everyone nobody".split())
_COMPANY_NOUNS = frozenset("company firm stake share bank rival business unit airline carmaker maker startup group "
                           "retailer newspaper club brand".split())
_ROADS = frozenset("road route border crossing street motorway highway bridge strait checkpoint".split())
#: What is won or lost.
_CONTESTS = frozenset("game match election vote case appeal final semi-final race seat war battle title lawsuit bid "
                      "point fight set championship cup court referendum primary".split())
#: Those who attack from the air.
_AIRCRAFT = frozenset("jet warplane plane aircraft drone helicopter bomber".split())
_BANKRUPTCY = frozenset("bankruptcy insolvency".split())

_WORKERS = frozenset("worker pilot teacher nurse driver union staff employee doctor miner crew".split())
#: Words of `BY_OBJECT` that their subject decides where there is no object.
BY_SUBJECT = frozenset({"strike", "break out", "burst"})
#: Ambiguous words: lemma → ((what it happens to, type), …, ("", type when none fits)).
BY_OBJECT: dict[str, tuple[tuple[str | frozenset[str], str], ...]] = {
    "release": (("person", "Release"), (_WORK_NOUNS, "Publication"), ("", "ProductLaunch")),
    "free": (("person", "Release"), ("", "Release")),
    "hold": (("person", "Arrest"), ("number", "Arrest"), ("", "State")),
    "fire": ((frozenset({"crowd", "protester", "demonstrator", "civilian"}), "Shooting"), ("person", "Resignation"),
             ("", "Shooting")),
    "charge": (("person", "Charge"), (_MONEY_NOUNS, "Trade"), ("", "Charge")),
    "try": (("person", "Trial"), ("", "Attempt")),
    "pass": ((_LAW_NOUNS, "Legislation"), ("", "Movement")),
    "declare": ((_STATE_NOUNS, "Proclamation"), ("", "Announcement")),
    "file": ((_BANKRUPTCY, "Bankruptcy"), (_COURT_NOUNS, "Lawsuit"), ("", "Lawsuit")),
    "return": (("person", "Repatriation"), ("", "Movement")),
    "transfer": (("person", "Extradition"), ("", "Transfer")),
    "issue": ((_WORK_NOUNS, "Publication"), ("", "Announcement")),
    "lose": ((frozenset({"territory", "ground", "village", "town", "city", "all", "area", "land"}),
              "TerritorialLoss"), (frozenset({"job"}), "Layoff"), (frozenset({"life"}), "Killing"),
             (_CONTESTS, "Defeat"), ("any", "Change"), ("", "Defeat")),
    "fight": ((frozenset({"cancer", "disease", "illness", "fire", "blaze", "wildfire", "poverty", "crime",
                          "corruption"}), "Attempt"), ("", "Battle")),
    "execute": ((frozenset({"plan", "order", "strategy", "project", "programme", "program", "warrant", "contract"}),
                 "PolicyDecision"), ("", "Killing")),
    "bar": ((_ROADS | {"way", "entrance", "door", "gate", "passage"}, "Blockade"), ("", "PolicyDecision")),
    "cut": ((frozenset({"job", "post"}), "Layoff"), (frozenset({"road", "route", "line"}), "Blockade"),
            ("", "PriceChange")),
    "post": ((frozenset({"profit", "loss", "gain", "result", "revenue", "earnings"}), "FinancialResult"),
             ("", "SocialMediaPost")),
    "earn": ((_MONEY_NOUNS | {"profit", "revenue"}, "FinancialResult"), ("", "Happening")),
    "promote": (("person", "Appointment"), ("", "Statement")),
    "demonstrate": (("any", "Statement"), ("", "Protest")),
    "introduce": ((_LAW_NOUNS, "Legislation"), ("", "ProductLaunch")),
    "dismiss": (("person", "Resignation"), ("", "Rejection")),
    "purchase": (("company", "Acquisition"), ("", "Trade")),
    "buy": (("company", "Acquisition"), ("", "Trade")),
    "acquire": (("company", "Acquisition"), ("", "Transfer")),
    "name": ((frozenset({"suspect", "victim", "source", "attacker", "culprit"}), "Announcement"),
             ("person", "Appointment"), ("", "State")),
    "fall": ((_FIGURES, "PriceChange"), ("place", "TerritorialLoss"), ("", "Movement")),
    "drop": ((_FIGURES, "PriceChange"), (frozenset({"idea", "plan", "charge", "case", "bid", "claim", "demand"}),
                                          "PolicyDecision"), ("", "Movement")),
    "rise": ((_FIGURES, "PriceChange"), ("", "Change")),
    "climb": ((_FIGURES, "PriceChange"), ("", "Movement")),
    "jump": ((_FIGURES, "PriceChange"), ("", "Movement")),
    "slip": ((_FIGURES, "PriceChange"), ("", "Movement")),
    "slide": ((_FIGURES, "PriceChange"), ("", "Movement")),
    "raise": ((_MONEY_NOUNS | {"rate"}, "PriceChange"), (frozenset({"fund", "money", "capital"}), "Investment"),
              ("", "Change")),
    "receive": ((frozenset({"prize", "award", "medal", "honour", "honor"}), "Award"), ("", "Transfer")),
    "win": ((frozenset({"prize", "award"}), "Award"), (frozenset({"contract", "order"}), "Contract"),
            (frozenset({"election", "vote", "primary", "seat"}), "Election"), ("", "Victory")),
    "send": ((frozenset({"troop", "soldier", "force", "marine", "army", "navy", "ship"}), "MilitaryDeployment"),
             ("person", "Movement"), ("", "Transfer")),
    "join": ((frozenset({"protest", "march", "strike"}), "Protest"), ("", "Change")),
    "withdraw": ((frozenset({"bid", "offer", "candidacy", "support", "complaint"}), "PolicyDecision"),
                 ("", "MilitaryWithdrawal")),
    "beat": ((frozenset({"protester", "demonstrator", "detainee", "prisoner", "victim", "wife", "boy"}), "Attack"),
             ("", "Victory")),
    "play": ((frozenset({"guitar", "piano", "violin", "song", "music", "role", "concert", "tune", "track", "part"}),
              "Performance"), ("", "Match")),
    "clear": (("person", "Verdict"), (frozenset({"bill", "deal", "merger", "vaccine", "drug"}), "PolicyDecision"),
              ("", "Change")),
    "recall": ((frozenset({"vehicle", "car", "product", "toy", "batch", "unit", "model", "device"}), "Trade"),
               (frozenset({"ambassador", "envoy", "diplomat"}), "Rupture"), ("", "Statement")),
    "strike": ((_WORKERS, "Strike"), (frozenset({"deal", "agreement", "accord", "bargain"}), "Agreement"),
               ("", "Attack")),
    "recover": ((frozenset({"body", "painting", "weapon", "wreckage", "item", "artefact"}), "Discovery"),
                ("", "Treatment")),
    "survive": (("", "Escape"),),
    "break out": (("person", "Escape"), (frozenset({"fire", "blaze"}), "Fire"),
                  (frozenset({"disease", "cholera", "virus", "epidemic"}), "Outbreak"), ("", "Change")),
    "flight": (("person", "Escape"),),
    "mine": ((frozenset({"bridge", "road", "field", "harbour", "port", "path", "house"}), "Attack"), ("", "Creation")),
    "add": (("any", "Change"), ("", "Statement")),
    "rule": (("person", "State"), ("place", "State"), ("", "PolicyDecision")),
    "defend": ((frozenset({"territory", "town", "city", "village", "position", "front", "base", "border"}), "Battle"),
               ("place", "Battle"), ("", "Support")),
    "close": ((_ROADS, "Blockade"), ("", "Closure")),
    "shut": ((_ROADS, "Blockade"), ("", "Closure")),
    "burst": (("", "Destruction"),),
    "move": ((frozenset({"motion"}), "Statement"), ("", "Movement")),
    "hit": (("person", "Attack"), ("", "Destruction")),
    "reach": ((frozenset({"agreement", "deal", "accord", "compromise", "settlement"}), "Agreement"),
              ("", "Movement")),
    "take": (("person", "Movement"), ("", "Transfer")),
    "lead": ((frozenset({"party", "government", "team", "company"}), "State"), ("", "Change")),
    "bring out": (("person", "Evacuation"), ("", "ProductLaunch")),
    "take out": (("person", "Evacuation"), ("", "Transfer")),
    "conclude": ((frozenset({"agreement", "deal", "treaty"}), "Agreement"), ("", "Change")),
}


#: Words that a preposition turns to another meaning: (lemma, part of speech) → (preposition, type), ….
BY_PREPOSITION: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("appeal", "n"): (("for", "Demand"), ("to", "Demand")),
    ("talk", "v"): (("about", "Statement"), ("of", "Statement")),
    ("clear", "v"): (("of", "Verdict"),),
}


#: Nouns that a compound turns to another meaning: (lemma, "n") → (first parts, type).
BY_COMPOUND: dict[tuple[str, str], tuple[frozenset[str], str]] = {
    ("call", "n"): (frozenset({"phone", "telephone", "video", "conference"}), "Meeting"),
    ("strike", "n"): (frozenset({"hunger", "rail", "train", "pilot", "teacher", "general", "transport"}), "Strike"),
    ("attack", "n"): (frozenset({"bomb", "suicide"}), "Bombing"),
    ("operation", "n"): (frozenset({"military", "ground", "security", "special", "army", "joint", "air", "land",
                                    "combat", "offensive", "covert"}), "Offensive"),
    ("fire", "n"): (frozenset({"mortar", "artillery", "rocket", "shell", "tank"}), "Shelling"),
    ("bid", "n"): (frozenset({"takeover", "rescue"}), "Acquisition"),
}


def type_of(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex) -> str:
    """Local name of the event's type, "Happening" for a word that no table knows."""
    found = _by_word(doc, trigger, arguments, index)
    if found in ("Bombing", "Attack", "Shelling") and any(
            argument.role == "agent" and _counts(doc, argument.head) & _AIRCRAFT for argument in arguments):
        return "Airstrike"
    return found


def _counts(doc: Doc, head: Token) -> set[str]:
    return {head.lemma.lower(), counted(doc, head).lemma.lower()}


def _by_word(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex) -> str:
    words = lexicon()
    part = "n" if trigger.kind == "noun" else "v"
    token = doc.tokens[trigger.token]
    if trigger.lemma in BY_OBJECT:
        patients = [counted(doc, a.head) for a in arguments if a.role == "patient"] or [
            counted(doc, a.head) for a in arguments if a.role == "agent" and trigger.lemma in BY_SUBJECT]
        for fits, type_ in BY_OBJECT[trigger.lemma]:
            if (not fits and part == "v") or any(_fits(doc, patient, fits, index) for patient in patients):
                return type_
    for preposition, type_ in BY_PREPOSITION.get((token.lemma.lower(), part), ()):
        if any(preposition in cases(doc, child) for child in doc.children(token, "nmod", "obl")):
            return type_
    if (token.lemma.lower(), part) in BY_COMPOUND:
        kinds, type_ = BY_COMPOUND[token.lemma.lower(), part]
        if any(child.lemma.lower() in kinds for child in doc.children(token, "compound", "amod")):
            return type_
    for lemma in (trigger.lemma, token.lemma.lower(), trigger.lemma.split(" ")[0]):
        for pos in (part, "n" if part == "v" else "v"):
            if (lemma, pos) in words:
                return words[(lemma, pos)]
    clause = doc.tokens[trigger.clause]
    if part == "n" and clause.index != token.index and is_verbal(clause) and (clause.lemma, "v") in words:
        return words[(clause.lemma, "v")]
    return "Happening"


def _fits(doc: Doc, patient: Token, fits: str | frozenset[str], index: EntityIndex) -> bool:
    if isinstance(fits, frozenset):
        return patient.lemma.lower() in fits or any(child.lemma.lower() in fits
                                                    for child in doc.children(patient, "compound"))
    entity = index.entity_of(doc, patient)
    if fits == "any":
        return True
    if fits == "company":
        return patient.lemma.lower() in _COMPANY_NOUNS or (entity is not None and entity.type == "organization")
    if fits == "number":
        return patient.upos == "NUM"
    if fits == "place":
        return entity is not None and entity.type == "place"
    if patient.upos == "PRON" and patient.lower in _PERSONAL:
        return True
    return is_person(patient) or (entity is not None and entity.type in ("person", "group"))
