"""The past forms of verbs that go their own way: "fought" is of "fight", "overthrew" of "overthrow"."""

from __future__ import annotations

#: Verb, past, participle; several forms with strokes. Forms that are spelled as the verb itself need no line.
_VERBS = """
arise arose arisen
awake awoke awoken | bear bore borne/born | beat - beaten | become became - | befall befell befallen
beget begot begotten | begin began begun | bend bent bent | bereave bereft bereft | bind bound bound | bite bit bitten
bleed bled bled | blow blew blown | break broke broken | breed bred bred | bring brought brought | build built built
burn burnt burnt | buy bought bought | catch caught caught | choose chose chosen | cling clung clung | come came -
creep crept crept | deal dealt dealt | dig dug dug | draw drew drawn | dream dreamt dreamt | drink drank drunk
drive drove driven | dwell dwelt dwelt | eat ate eaten | fall fell fallen | feed fed fed | feel felt felt
fight fought fought | find found found | flee fled fled | fling flung flung | fly flew flown | forbid forbade forbidden
forget forgot forgotten | forgive forgave forgiven | forgo forwent forgone | forsake forsook forsaken
freeze froze frozen | get got gotten | give gave given | go went gone | grind ground ground | grow grew grown
hang hung hung | have had had | hear heard heard | hide hid hidden | hold held held | keep kept kept
kneel knelt knelt | know knew known | lay laid laid | lead led led | lean leant leant | leap leapt leapt
learn learnt learnt | leave left left | lend lent lent | lie lay lain | light lit lit | lose lost lost
make made made | mean meant meant | meet met met | mow - mown | pay paid paid | plead pled pled | prove - proven
ride rode ridden | ring rang rung | rise rose risen | run ran - | saw - sawn | say said said | see saw seen
seek sought sought | sell sold sold | send sent sent | sew - sewn | shake shook shaken | shave - shaven
shear - shorn | shine shone shone | shoot shot shot | show - shown | shrink shrank shrunk | sing sang sung
sink sank sunk | sit sat sat | slay slew slain | sleep slept slept | slide slid slid | sling slung slung
slink slunk slunk | smell smelt smelt | smite smote smitten | sneak snuck snuck | sow - sown | speak spoke spoken
speed sped sped | spell spelt spelt | spend spent spent | spill spilt spilt | spin spun spun | spit spat spat
spoil spoilt spoilt | spring sprang sprung | stand stood stood | steal stole stolen | stick stuck stuck
sting stung stung | stink stank stunk | strew - strewn | stride strode stridden | strike struck struck/stricken
string strung strung | strive strove striven | swear swore sworn | sweep swept swept | swell - swollen
swim swam swum | swing swung swung | take took taken | teach taught taught | tear tore torn | tell told told
think thought thought | thrive throve thriven | throw threw thrown | tread trod trodden | undo undid undone
wake woke woken | wear wore worn | weave wove woven | weep wept wept | win won won | wind wound wound
wring wrung wrung | write wrote written | do did done | bide bode bidden | hew - hewn
"""
_PREFIXES = ("under", "over", "out", "up", "re", "mis", "fore", "with", "inter", "un", "off", "broad", "down")


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _VERBS.strip().replace("\n", "|").split("|"):
        verb, *pasts = line.split()
        for past in pasts:
            for form in past.split("/"):
                if form != "-":
                    forms[form] = verb
    return forms


def _participles() -> set[str]:
    rows = [line.split() for line in _VERBS.strip().replace("\n", "|").split("|")]
    pasts = {form for row in rows for form in row[:2]}
    pasts |= {past.replace("a", "u") for past in pasts}  # "the navy sunk the ship" is written, too
    return {form for row in rows if len(row) > 2 for form in row[2].split("/")} - pasts - {"-"}


_FORMS = _forms()
_PARTICIPLES = _participles()


def is_participle_only(word: str) -> bool:
    """Whether a word in small letters can be a participle and no past tense: "flown", "overtaken", not "built"."""
    return any(word.startswith(prefix) and word[len(prefix) :] in _PARTICIPLES for prefix in ("", *_PREFIXES))


def verb_of(past: str) -> str | None:
    """The verb of an irregular past form or participle in small letters: "undergone" gives "undergo"; else None."""
    if past in _FORMS:
        return _FORMS[past]
    for prefix in _PREFIXES:
        if past.startswith(prefix) and past[len(prefix) :] in _FORMS:
            return prefix + _FORMS[past[len(prefix) :]]
    return None
