"""Triggers: which words of an article name a happening.

Verbs and event nouns do; verbs that only shape another happening do not: aspectual ("began shelling"), raising
("seems to have left") and light verbs ("launched an attack") hand their tense to the word that carries the
meaning, and so do verbs of occurrence ("the trial took place"). Fixed companions become part of the lemma
("put on trial", "take back").
"""

from __future__ import annotations

from kb.events.clause import antecedent, auxiliaries, base, cases, has_subject, is_nominal, is_passive, marks
from kb.events.lexicon import known_lemma, lexicon
from kb.events.subjects import objects
from kb.events.trigger import Trigger
from kb.language import Doc, Token

#: Probability from which a noun counts as naming a happening.
EVENT_NOUN = 0.5
#: The same for a noun that modifies another ("election campaign"): names of kinds more than happenings.
EVENT_NOUN_IN_COMPOUND = 0.8
#: The same for nouns that hardly ever mean anything but a happening.
EVENT_NOUN_SURE = 0.005
#: The same for the object of a light verb, which leaves the meaning to it: "made an appearance".
EVENT_NOUN_OF_LIGHT = 0.35
#: The same for nouns that the lexicon knows for a kind of happening.
EVENT_NOUN_KNOWN = 0.12
#: Types whose nouns may well name a thing or a state instead ("support", "the report", "the film").
_NO_SURE_HAPPENING = frozenset("State Opinion Use Creation Perception Transfer Change PolicyDecision Publication "
                               "Contract Investment FinancialResult Trade Happening Attempt Legislation "
                               "Gathering Contest Death Crime".split())
#: Nouns of the lexicon that as often name a thing, a person or a measure.
_OFTEN_THINGS = frozenset("case question opposition treaty session stand poll primary conference "
                          "operation round shell file suit complaint review ballot message statement "
                          "study game race tie goal track contract plea order report fire shot heat sentence "
                          "service mass course current fall drop turnout".split())
#: Nouns that are no happening, whatever the model says.
_NEVER = frozenset({"scrap", "damages", "exile", "break"})
SURE = frozenset("tweet announcement attack airstrike bombing earthquake election referendum ceasefire truce arrest "
                 "trial lawsuit merger takeover resignation protest summit meeting withdrawal "
                 "invasion offensive explosion crash murder assassination coup evacuation visit "
                 "speech keynote statement reaction outbreak gunfire lawsuit verdict funeral "
                 "launch release acquisition war talks negotiation agreement settlement "
                 "blast shooting kidnapping strike raid clash".split())

#: Verbs that only say how far another happening is: "began to fall", "stopped working".
ASPECTUAL = frozenset("begin start continue keep resume cease finish stop commence proceed restart".split())
#: Verbs that raise their subject or only add a modality: "appears to have left", "managed to escape".
RAISING = frozenset("appear seem tend happen prove turn manage use get be have need dare go help let".split())
#: Verbs whose object carries the meaning: "held talks", "made an announcement", "launched an attack".
LIGHT = frozenset("make give take have hold do launch carry conduct mount stage commit deliver issue perform "
                  "undertake wage pay reach strike stage experience undergo suffer".split())
#: Verbs that are light only before some nouns: "offered an apology", "filed a lawsuit", "opened an inquiry".
LIGHT_BEFORE: dict[str, frozenset[str]] = {
    "offer": frozenset("apology condolence thanks praise congratulation explanation excuse".split()),
    "extend": frozenset("invitation apology condolence thanks congratulation".split()),
    "file": frozenset("lawsuit suit complaint appeal countersuit".split()),
    "bring": frozenset("lawsuit suit".split()),
    "open": frozenset("assault offensive attack investigation inquiry probe talk negotiation trial".split()),
    "host": frozenset("event conference summit meeting party ceremony talk reception banquet tournament".split()),
    "enter": frozenset("talk negotiation".split()),
    "cast": frozenset("ballot".split()),
}
#: Verbs that only say that their subject happened: "the trial took place", "fighting broke out".
OCCURRENCE = frozenset("happen occur begin start end erupt continue ensue resume last unfold arise "
                       "commence persist rage".split())
#: Verbs by which a disaster happens to a place: "storms hit the coast".
STRIKING = frozenset("hit strike rock shake batter lash sweep pound rattle jolt".split())
_DISASTERS = frozenset({"Storm", "Earthquake", "Flood", "Fire", "Explosion", "Outbreak"})
#: Arranged, not done: "was set to resign", "is expected to sign". With "be" they are as good as "will".
ARRANGED = frozenset("set expect schedule slate suppose bind".split())
_OCCURRENCE_PHRASES = frozenset({("take", "place"), ("break", "out"), ("go", "on"), ("get", "underway"),
                                 ("come", "about"), ("go", "ahead")})

#: (verb, companion) → lemma. The companion is an object, an oblique or a complement, by its lemma.
COMPANIONS: dict[tuple[str, str], str] = {
    ("put", "trial"): "put on trial",
    ("stand", "trial"): "stand trial",
    ("face", "trial"): "face trial",
    ("bring", "justice"): "bring to justice",
    ("open", "door"): "open the door",
    ("open", "fire"): "open fire",
    ("set", "fire"): "set fire",
    ("catch", "fire"): "catch fire",
    ("set", "free"): "set free",
    ("take", "control"): "take control",
    ("take", "office"): "take office",
    ("take", "power"): "take power",
    ("take", "part"): "take part",
    ("take", "hostage"): "take hostage",
    ("take", "prisoner"): "take prisoner",
    ("take", "street"): "take to the streets",
    ("find", "innocent"): "find innocent",
    ("find", "liable"): "find guilty",
    ("take", "custody"): "take into custody",
    ("take", "refuge"): "take refuge",
    ("take", "effect"): "take effect",
    ("take", "aim"): "take aim",
    ("seize", "control"): "seize control",
    ("seize", "power"): "seize power",
    ("regain", "control"): "regain control",
    ("lose", "control"): "lose control",
    ("lose", "life"): "lose one's life",
    ("cast", "vote"): "vote",
    ("come", "force"): "come into force",
    ("claim", "responsibility"): "claim responsibility",
    ("go", "sale"): "go on sale",
    ("go", "strike"): "go on strike",
    ("go", "trial"): "go on trial",
    ("go", "dead"): "go dead",
    ("go", "missing"): "go missing",
    ("fall", "ill"): "fall ill",
    ("fall", "sick"): "fall ill",
    ("go", "public"): "go public",
    ("go", "bankrupt"): "go bankrupt",
    ("run", "aground"): "run aground",
    ("file", "bankruptcy"): "file for bankruptcy",
    ("take", "charge"): "take charge",
    ("turn", "himself"): "turn oneself in",
    ("turn", "herself"): "turn oneself in",
    ("turn", "themselves"): "turn oneself in",
    ("give", "himself"): "give oneself up",
    ("give", "herself"): "give oneself up",
    ("give", "themselves"): "give oneself up",
    ("hold", "hostage"): "hold hostage",
    ("shake", "hand"): "shake hands",
    ("pay", "tribute"): "pay tribute",
    ("plead", "guilty"): "plead guilty",
    ("find", "guilty"): "find guilty",
    ("cut", "tie"): "cut ties",
    ("sever", "tie"): "cut ties",
    ("break", "record"): "break a record",
    ("score", "goal"): "score a goal",
    ("put", "number"): "put the number",
    ("put", "toll"): "put the number",
    ("put", "figure"): "put the number",
    ("win", "medal"): "win",
    ("raise", "concern"): "raise concerns",
    ("turn", "back"): "turn back",
    ("shoot", "dead"): "shoot dead",
    ("shoot", "death"): "shoot dead",
    ("stab", "death"): "stab to death",
    ("beat", "death"): "beat to death",
    ("let", "go"): "let go",
    ("leave", "dead"): "leave dead",
    ("make", "landfall"): "make landfall",
    ("give", "birth"): "give birth",
    ("give", "way"): "give way",
    ("step", "down"): "step down",
}
#: Verbs whose preposition makes another verb of them: "called for a vote", "called on the parties to …".
PREPOSITIONAL: frozenset[tuple[str, str]] = frozenset({
    ("call", "for"), ("call", "on"), ("call", "upon"), ("ask", "for"), ("push", "for"), ("vote", "for"),
    ("vote", "against"), ("appeal", "for"), ("appeal", "to"), ("apply", "for"), ("account", "for"),
    ("run", "for"), ("lie", "to"),
    ("lie", "about"), ("stand", "for"), ("deal", "with"), ("meet", "with"), ("look", "for"), ("search", "for"),
    ("pull", "out"), ("back", "out"), ("consist", "of"), ("rule", "on"), ("rely", "on"), ("depend", "on")})
#: Verbs without object: before a noun their "-ing" says what the noun is like.
_INTRANSITIVE = frozenset("die live exist wait sleep arrive depart emerge vanish disappear remain age burn rise fall "
                          "sink grow shrink come go last rage loom".split())
_WHEN = frozenset("after before during amid as since on in at hours days weeks months".split())
_WHITHER = frozenset("to into from under across with".split())
#: Nouns of time, as objects: "spent the weekend answering".
_TIMES = frozenset("second minute hour day night morning evening afternoon week weekend month year decade time life "
                   "career summer winter spring autumn season".split())
#: Adjectives that report a happening when they are predicated: "twelve people are dead".
RESULTS = frozenset("dead missing hurt injured wounded homeless bankrupt hospitalised hospitalized stranded "
                    "trapped".split())
#: Verbs that say nothing on a timeline and in no corpus count as happenings when they stand alone.
_EMPTY = frozenset("be have let's".split())
_NO_PREDICATE = frozenset({"aux", "cop", "case", "mark", "fixed", "flat", "amod", "compound", "discourse", "det",
                           "advmod", "cc", "punct", "goeswith", "reparandum", "vocative"})


def find_triggers(doc: Doc) -> tuple[Trigger, ...]:
    """All triggers of the document, in text order, at most one a token."""
    in_name = frozenset(i for name in doc.names for i in range(name.first, name.last))
    nouns = {t.index for t in doc.tokens if _is_event_noun(doc, t) and t.index not in in_name}
    found: dict[int, Trigger] = {}
    swallowed: set[int] = set()
    carriers: dict[int, int] = {}          # happening -> verb that carries its tense
    arranged: dict[int, int] = {}          # happening -> "set", "expected", which only says that it is to come
    for token in doc.tokens:
        if not _is_predicate(token) or _is_attributive(doc, token):
            continue
        carried = _carried(doc, token, nouns)
        if carried is not None:
            carriers[carried.index] = token.index
            swallowed.add(token.index)
            continue
        coming = _arranged(doc, token)
        if coming is not None:
            arranged[coming.index] = token.index
            swallowed.add(token.index)
    for token in doc.tokens:
        index = token.index
        if index in swallowed:
            continue
        clause = _outermost(index, carriers)
        shell = arranged.get(clause)
        if index in nouns:
            found[index] = Trigger(index, clause, "noun", token.lemma.lower(), tuple(sorted({index})), shell)
        elif _is_predicate(token) and token.lemma not in _EMPTY and not _is_attributive(doc, token):
            lemma, words = _lemma(doc, token)
            found[index] = Trigger(index, clause, "verb", lemma, words, shell)
            swallowed.update(word for word in words if word != index)
        elif token.upos == "ADJ" and token.lemma.lower() in RESULTS and doc.children(token, "cop"):
            found[index] = Trigger(index, index, "adjective", token.lemma.lower(), (index,), shell)
    companions = {word for t in found.values() for word in t.words if word != t.token}
    return tuple(found[index] for index in sorted(found) if index not in companions)


def _is_predicate(token: Token) -> bool:
    return token.upos == "VERB" and base(token.deprel) not in _NO_PREDICATE


def _is_attributive(doc: Doc, token: Token) -> bool:
    """ "Dying" in "to defend the dying «empire»", which a tree takes for a clause of its own."""
    if token.xpos != "VBG" or marks(doc, token) or auxiliaries(doc, token) or has_subject(doc, token):
        return False
    things = doc.children(token, "obj")
    return len(things) == 1 and token.lemma in _INTRANSITIVE and all(
        other.upos == "PUNCT" for other in doc.tokens[token.index + 1:things[0].index])


def _is_event_noun(doc: Doc, token: Token) -> bool:
    if token.event_noun <= 0.0 or token.upos not in ("NOUN", "PROPN") or token.lower in _NEVER:
        return False
    if token.lemma.lower() == "event" and "in" in cases(doc, token) and any(
            "of" in cases(doc, child) for child in doc.children(token, "nmod")):
        return False                                                  # "in the event of a strike"
    relation = base(token.deprel)
    if relation in ("compound", "amod", "flat", "fixed"):
        head = doc.head(token)
        return token.event_noun >= EVENT_NOUN_IN_COMPOUND and head.event_noun < EVENT_NOUN
    if token.lemma.lower() in SURE:
        return token.event_noun >= EVENT_NOUN_SURE
    if token.event_noun >= EVENT_NOUN_OF_LIGHT and _is_object_of_light(doc, token):
        return True
    if any((f"{child.lemma.lower()} {token.lemma.lower()}", "n") in lexicon()
           for child in doc.children(token, "compound")):
        return True                                                   # "lost the court case"
    type_ = lexicon().get((token.lemma.lower(), "n"))
    known = type_ is not None and type_ not in _NO_SURE_HAPPENING and token.lemma.lower() not in _OFTEN_THINGS
    return token.event_noun >= (EVENT_NOUN_KNOWN if known else EVENT_NOUN)


def _is_object_of_light(doc: Doc, noun: Token) -> bool:
    verb, lemma = doc.head(noun), doc.head(noun).lemma.lower()
    if verb.upos != "VERB" or (lemma not in LIGHT and noun.lemma.lower() not in LIGHT_BEFORE.get(lemma, ())):
        return False
    return noun.deprel == ("nsubj:pass" if is_passive(doc, verb) else "obj")


def _outermost(index: int, carriers: dict[int, int]) -> int:
    """Follow "began holding talks": talks ← holding ← began."""
    seen = {index}
    while index in carriers and carriers[index] not in seen:
        index = carriers[index]
        seen.add(index)
    return index


def _carried(doc: Doc, verb: Token, nouns: set[int]) -> Token | None:
    """The word that carries the meaning where `verb` is only its shell, None for a verb of its own."""
    lemma = known_lemma(verb)
    complements = [child for child in doc.children(verb, "xcomp") if _is_predicate(child)]
    if lemma in ASPECTUAL or lemma in RAISING:
        complements = [child for child in complements if (lemma, child.lemma.lower()) not in COMPANIONS]
        if lemma in ("stop", "get", "prove", "help", "use", "let", "have") and doc.children(verb, "obj"):
            complements = []
        if complements:
            return complements[0]
        if lemma in ASPECTUAL:
            for child in doc.children(verb, "obj"):
                if child.index in nouns:
                    return child
            gerunds = [child for child in doc.children(verb, "advcl", "ccomp") if child.xpos == "VBG"]
            if gerunds and not doc.children(verb, "obj") and _is_predicate(gerunds[0]):
                return gerunds[0]
    if lemma == "take" and doc.children(verb, "csubj") and any(
            child.lemma.lower() in _TIMES for child in doc.children(verb, "obj", "obl", "iobj")):
        return next(iter(doc.children(verb, "csubj")))                # "it took crews a day to put out the fire"
    if lemma == "spend" and any(child.lemma.lower() in _TIMES for child in doc.children(verb, "obj")):
        for child in doc.children(verb, "advcl", "xcomp"):
            if child.xpos == "VBG" and _is_predicate(child):
                return child
    if lemma == "come" and any((cases(doc, child) | marks(doc, child)) & _WHEN or child.deprel == "obl:unmarked"
                               for child in doc.children(verb, "obl", "advcl")) and not any(
            cases(doc, child) & _WHITHER for child in doc.children(verb, "obl")):
        for child in doc.children(verb, "nsubj"):
            if child.index in nouns:
                return child                                        # "the attack came weeks after the vote"
    if lemma in STRIKING and not is_passive(doc, verb):
        for child in doc.children(verb, "nsubj"):
            disaster = antecedent(doc, child)
            if disaster.index in nouns and lexicon().get((disaster.lemma.lower(), "n")) in _DISASTERS:
                return disaster                                     # "storms hit the coast", "the quake that struck"
    if (lemma in OCCURRENCE and not doc.children(verb, "obj")) or _phrase(doc, verb) in _OCCURRENCE_PHRASES:
        for child in doc.children(verb, "nsubj"):
            if antecedent(doc, child).index in nouns:
                return antecedent(doc, child)                         # "the fire that broke out"
    if lemma == "be" and doc.children(verb, "expl"):
        for child in doc.children(verb, "nsubj"):
            if child.index in nouns:
                return child
    if lemma in LIGHT or lemma in LIGHT_BEFORE:
        relation = ("nsubj:pass",) if is_passive(doc, verb) else ("obj",)
        candidates = list(doc.children(verb, *relation))
        if base(verb.deprel) == "advcl" and is_passive(doc, verb) and "to" in marks(doc, verb):
            candidates += [child for child in doc.children(doc.head(verb), "nsubj")
                           if all(other.text == "," or other.index == verb.index or doc.head(other).index == verb.index
                                  for other in doc.tokens[child.index + 1:verb.index])]   # "the fair, to be held in"
        if (verb.deprel == "acl" and is_passive(doc, verb)) or (
                verb.deprel == "acl:relcl" and any(thing.index == verb.head for thing in objects(doc, verb))):
            candidates.append(doc.head(verb))                       # "a meeting (that) he had held"
        for child in candidates:
            if lemma not in LIGHT and child.lemma.lower() not in LIGHT_BEFORE[lemma]:
                continue
            if child.index in nouns and (lemma, child.lemma.lower()) not in COMPANIONS:
                return child
    return None


def _arranged(doc: Doc, verb: Token) -> Token | None:
    """What is to come in "was set to resign", "is expected to have signed"."""
    if known_lemma(verb) not in ARRANGED or not is_passive(doc, verb):
        return None
    return next((child for child in doc.children(verb, "xcomp") if "to" in marks(doc, child)), None)


def _starts_up_to(doc: Doc, up: Token) -> bool:
    """The "up" of "up to 2,000", taken for a particle of the verb before it."""
    following = doc.tokens[up.index + 1:up.index + 3]
    return len(following) == 2 and following[0].lower == "to" and following[1].upos == "NUM"


def _phrase(doc: Doc, verb: Token) -> tuple[str, str]:
    """The verb with its particle or bare object, as lemmas: ("take", "place")."""
    for child in doc.children(verb, "compound:prt", "obj", "advmod"):
        if (verb.lemma, child.lemma.lower()) in _OCCURRENCE_PHRASES:
            return (verb.lemma, child.lemma.lower())
    return (verb.lemma, "")


def _lemma(doc: Doc, verb: Token) -> tuple[str, tuple[int, ...]]:
    """Lemma with particle or fixed companion, and the tokens that make it."""
    lemma = known_lemma(verb)
    for child in doc.children(verb):
        whole = COMPANIONS.get((lemma, child.lemma.lower()))
        if whole is not None and base(child.deprel) in ("obj", "obl", "xcomp", "advmod", "nsubj"):
            if base(child.deprel) == "nsubj" and not is_passive(doc, verb):
                continue
            between = {case.index for case in doc.children(child, "case")}
            return whole, tuple(sorted({verb.index, child.index} | between))
    for child in doc.children(verb, "compound:prt"):
        if child.lower == "up" and _starts_up_to(doc, child):
            continue
        return f"{lemma} {child.lower}", tuple(sorted((verb.index, child.index)))
    for child in doc.children(verb, "advmod"):
        particle = f"{lemma} {child.lower}"
        if child.index > verb.index and not doc.children(child) and (particle, "v") in lexicon():
            return particle, tuple(sorted((verb.index, child.index)))
    for child in doc.children(verb, "obl", "advcl", "xcomp"):
        for preposition in cases(doc, child) if is_nominal(child) else ():
            if (lemma, preposition.split(" ")[0]) in PREPOSITIONAL:
                return f"{lemma} {preposition.split(' ')[0]}", (verb.index,)
    return lemma, (verb.index,)
