"""What a trigger means: the same word, the noun of a verb ("announcement", "announce"), or a synonym.

Nothing here is learnt: the noun of a verb is found by its ending, what endings don't show stands in a table,
and so do the synonyms, in the senses that news uses.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

Likeness = Literal["same word", "same family", "synonym"]

#: Nouns (and adjectives) whose verb the endings don't show.
DERIVED = {
    "abduction": "abduct", "accession": "accede", "acquisition": "acquire", "admission": "admit", "arson":
    "burn", "birth": "bear", "breach": "break", "choice": "choose", "collision": "collide", "complaint":
    "complain", "concession": "concede", "conclusion": "conclude", "dead": "die", "death": "die",
    "decision": "decide", "defence": "defend", "defense": "defend", "deportation": "deport", "descent":
    "descend", "destruction": "destroy", "detention": "detain", "entry": "enter", "entrance": "enter",
    "escalation": "escalate", "expansion": "expand", "explosion": "explode", "explosive": "explode",
    "expulsion": "expel", "extension": "extend", "extradition": "extradite", "gift": "give", "growth":
    "grow", "incursion": "invade", "intervention": "intervene", "introduction": "introduce", "intrusion":
    "intrude", "invasion": "invade", "loss": "lose", "marriage": "marry", "omission": "omit", "opposition":
    "oppose", "permission": "permit", "possession": "possess", "proof": "prove", "provision": "provide",
    "pursuit": "pursue", "reception": "receive", "reduction": "reduce", "response": "respond", "revelation":
    "reveal", "revision": "revise", "sale": "sell", "seizure": "seize", "closure": "close", "departure":
    "depart", "failure": "fail", "exposure": "expose", "disclosure": "disclose", "signature": "sign",
    "shot": "shoot", "injury": "injure", "secession": "secede", "speech": "speak", "submission": "submit",
    "success": "succeed", "suspension": "suspend", "theft": "steal", "threat": "threaten", "thought":
    "think", "subscription": "subscribe", "prescription": "prescribe", "production": "produce", "retention":
    "retain", "abstention": "abstain", "transmission": "transmit", "belief": "believe", "relief": "relieve",
    "statement": "state", "resumption": "resume", "assumption": "assume", "redemption": "redeem",
    "corruption": "corrupt", "apology": "apologise", "apologize": "apologise", "criticism": "criticise",
    "criticize": "criticise", "analysis": "analyse", "analyze": "analyse", "emphasis": "emphasise",
    "flight": "fly",
}

#: Words that news uses for one and the same kind of happening, in one sense each. A word may stand in several
#: rows.
_SYNONYM_ROWS = """
kill, slay, murder, gun down, shoot dead, assassinate, homicide, massacre, slaughter, killing, execute
die, pass away, perish, lose life, succumb
kill, die
injure, wound, hurt
attack, assault, offensive, strike, raid, storm, onslaught
bomb, blast, explode, detonate, blow up
airstrike, air strike, air raid, bomb, bombard, bombardment, shell
fight, clash, battle, combat, skirmish, fighting, firefight
shoot, open fire, gunfire, fire, shooting, rampage
capture, seize, take, overrun, conquer, retake, recapture
retake, recapture, liberate, free
fall, collapse, crumble
besiege, surround, encircle, siege
block, seal, seal off, close, shut, blockade, cut off, close off, bar
trap, strand, encircle
flee, escape, run away, break out, get away, flight
leave, depart, exit, pull out, withdraw, go
evacuate, bring out, carry out of, rescue
withdraw, pull out, pullout, pull back, retreat, bring home, come home
deploy, send, dispatch, station
invade, incursion, march into
surrender, give up, turn in, lay down arms
defeat, beat, vanquish, rout, overcome, top, down, edge
win, triumph, victory, prevail, beat, defeat
arrest, detain, apprehend, take into custody, nab, round up, pick up
release, free, set free, let go
imprison, jail, incarcerate, lock up, put behind bars
charge, indict, accuse, arraign
try, trial, put on trial, stand trial, prosecute
convict, find guilty
acquit, clear, find not guilty
sentence, condemn
sue, file suit, take to court, lawsuit, suit
kidnap, abduct, take hostage, seize
rob, steal, heist, robbery, burgle, theft, burglary, raid, grab
hijack, commandeer, seize
resign, quit, step down, stand down, resignation
dismiss, fire, sack, oust, remove, let go
appoint, name, nominate, pick, choose, select, tap, designate
replace, succeed, take over
elect, vote in, win election
vote, ballot, poll, cast
promise, pledge, vow, commit
ask, request, call, urge, appeal, demand
announce, declare, proclaim, unveil, reveal, disclose, make public
declare, proclaim
introduce, launch, unveil, present, debut, roll out, release
release, issue, publish, put out
say, tell, state, add, speak, comment, remark, note
confirm, verify, acknowledge
deny, reject, dismiss, refute
refuse, decline, reject, turn down
warn, caution, alert
threaten, menace
criticise, condemn, denounce, slam, blast, attack
praise, welcome, hail, applaud
accuse, blame
agree, reach agreement, deal, strike deal, accord, pact, agreement
sign, ink
approve, pass, adopt, ratify, endorse, back
ban, forbid, prohibit, outlaw
cancel, call off, scrap, drop
postpone, delay, put off
halt, stop, suspend, pause, cease
resume, restart, renew
begin, start, open, launch, commence, kick off
launch, start, open, begin, mount
end, finish, conclude, close
buy, acquire, purchase, take over, takeover, snap up, acquisition, buyout
sell, sale, divest
merge, merger, combine
invest, investment, put money
rise, increase, climb, grow, gain, jump, surge, soar
fall, drop, decline, decrease, plunge, slump, sink, tumble
pay, reimburse, compensate
lay off, job cut, redundancy, cut job
meet, hold talk, talk, negotiate, negotiation, discuss, confer
visit, travel, tour, trip
arrive, land, reach, get
call, phone, telephone, phone call
tweet, post, write, message
protest, demonstrate, demonstration, rally, march, protest march
riot, unrest, disturbance
strike, walk out, walkout, stoppage
crash, collide, collision, accident, wreck
sink, capsize, go down
earthquake, quake, tremor, temblor
flood, inundate, flooding
storm, hurricane, typhoon, cyclone
fire, blaze, burn, wildfire
damage, destroy, devastate, wreck, ruin, ravage, gut
cut, sever, slash, damage
fail, break down, go down, outage, disrupt, disruption, downtime
fix, repair, patch, plug
infect, contract, catch
diagnose, test positive
rehab, rehabilitation, treatment
treat, hospitalise, hospitalize, take to hospital
enter, check into, check in, check, admit
marry, wed, wedding, tie the knot, marriage
divorce, separate, split
celebrate, commemorate, mark, honour, honor
award, present, receive prize, win
host, present, emcee
discover, find, uncover, unearth, spot, locate
develop, build, create, make, design
overturn, reverse, quash
keep, retain, hold on to
raid, search, sweep
search, hunt, look for, manhunt
investigate, probe, inquiry, look into, investigation
testify, give evidence
retire, bow out
sanction, impose sanction, embargo
aid, help, assist, relief
strip, revoke, deprive, take away
return, take back, bring back, go back, repatriate, come back
"""
SYNONYMS = tuple(frozenset(part.strip() for part in row.split(",")) for row in _SYNONYM_ROWS.strip().splitlines())

#: Words so general that being the same says little about being the same event.
_GENERIC_WORDS = """
say tell be have do make go come take get give put see know think want ask add speak talk call use become
keep let show begin start continue happen occur hold set bring work try need move remain stay turn follow
include report note state believe expect plan lead face look leave find case thing issue event incident
situation year way prompt cause prevent allow mean seem appear help base involve
"""
GENERIC = frozenset(_GENERIC_WORDS.split())

_ENDINGS = ("isation", "ization", "ation", "ition", "ment", "ance", "ence", "ion", "ing", "al", "y")
_VERB_ENDINGS = ("ate", "ise", "ize", "ify")
#: Shorter stems are no longer the word: "deal" is no noun of "de".
_SHORTEST_STEM = 3
#: "Discovery" is the noun of "discover", but "deny" is itself a verb.
_SHORTEST_BEFORE_Y = 5


@cache
def family(lemma: str) -> str:
    """A stem that a verb and its noun share: "announce" and "announcement" give the same. Not a word."""
    lemma = lemma.lower()
    head, _, rest = lemma.partition(" ")
    if rest:
        return lemma
    word = DERIVED.get(head, head)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= (_SHORTEST_BEFORE_Y if ending == "y" else _SHORTEST_STEM):
            word = stem
            break
    for ending in _VERB_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            word = stem
            break
    word = word.removesuffix("e")
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sel":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 1 else word


@cache
def _rows_of() -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(SYNONYMS):
        for word in row:
            rows.setdefault(family(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}


@cache
def senses(lemma: str) -> frozenset[str]:
    """Keys that two triggers share when they can mean the same happening: the family and its synonym rows."""
    stem = family(lemma)
    return frozenset({stem}) | {f"={number}" for number in _rows_of().get(stem, ())}


@cache
def likeness(first: str, second: str) -> Likeness | None:
    """How two trigger lemmas can mean the same, None when they can't as far as the tables know."""
    if first.lower() == second.lower():
        return "same word"
    if family(first) == family(second):
        return "same family"
    return "synonym" if senses(first) & senses(second) else None


def is_generic(lemma: str) -> bool:
    """Whether the word is so general that sharing it says little."""
    return lemma.lower() in GENERIC
