"""Classes of words that decide how the clauses around them are read. Lemmas, in small letters."""

from __future__ import annotations

from kb.language import Token

#: Nouns of those who act: in "the first country to recognise" the country recognises.
ACTORS = frozenset({"country", "nation", "state", "people", "person", "man", "woman", "group", "company", "party",
                     "team", "government", "force", "troop", "soldier", "ally", "leader", "minister"})
#: Verbs whose object does what the infinitive says, although their subject could ("promise X to …").
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "swear", "pledge"})
#: "keep X from …": the object is the one that does not do it.
PREVENTING = frozenset({"prevent", "stop", "keep", "bar", "ban", "block", "deter", "discourage", "prohibit",
                        "forbid", "hinder", "dissuade", "restrain", "save"})
#: Nouns whose "that"-clause tells what they are about.
CONTENT_NOUNS = frozenset({"announcement", "statement", "claim", "report", "allegation", "accusation", "warning",
                            "declaration", "suggestion", "news", "word", "fear", "hope", "belief",
                            "demand", "request", "proposal", "insistence", "order", "promise", "threat",
                            "decision", "charge", "suspicion", "proof", "conclusion", "admission", "finding",
                            "fact", "idea", "rumour", "rumor", "concern", "sign", "evidence"})
#: Verbs whose infinitive tells what somebody is asked, told or made to do.
REQUESTING = frozenset({"ask", "urge", "tell", "order", "force", "call", "request", "beg", "instruct", "allow",
                        "invite", "press", "advise", "encourage", "warn", "require", "permit", "appeal",
                        "push", "persuade", "compel", "pressure", "want", "oblige", "entitle"})
#: Verbs whose complement came about with them.
CAUSING = frozenset({"prompt", "force", "cause", "make", "lead", "help", "get", "compel", "drive", "manage"})
#: Verbs that say of somebody, without saying it is so, that they did something.
ACCUSING = frozenset({"accuse", "charge", "suspect", "blame", "indict", "convict", "acquit", "clear"})
#: Verbs whose object does what the infinitive says, besides those of asking.
WANTING = frozenset({"expect", "need", "help", "get", "let", "make", "see"})
#: Participles after "he said" that tell how he spoke, not what happened.
MANNER_OF_SPEAKING = frozenset({"use", "add", "cite", "refer", "speak", "quote", "note", "describe", "call", "stress",
                                 "warn", "insist", "explain", "accuse", "blame", "vow", "promise",
                                 "point", "urge", "comment", "respond", "reply", "write"})
#: Verbs of "…, he said".
SPEAKING = frozenset({"say", "add", "tell", "report", "announce", "claim", "explain", "note", "state", "write"})
#: Verbs that hardly stand without an object.
TRANSITIVE = frozenset({"send", "bring", "put", "give", "make", "find", "sell", "buy", "build", "catch", "hold", "take",
                        "name", "jail", "arrest", "charge", "release", "remove", "destroy", "damage", "kill", "wound",
                        "injure", "rescue", "replace", "approve", "ban", "detain", "deport", "steal", "seize",
                        "bar", "force", "expel", "fine"})
#: Verbs that do not share the object of the next one: "responded and surrounded the house".
INTRANSITIVE = frozenset("respond negotiate talk speak go come arrive rush hurry return agree wait stand sit lie rise "
                         "fall turn look listen appear emerge happen die sleep work act intervene react step".split())
#: Verbs that take whom they tell and what they tell.
TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "convince", "persuade", "notify", "promise"})
#: Verbs that take a "that"-clause themselves, besides those of speaking.
WITH_CLAUSE = frozenset({"think", "believe", "expect", "warn", "fear", "hope", "know", "deny", "insist", "argue",
                          "confirm", "admit", "promise", "vow", "agree", "ensure", "mean", "show", "suggest", "find",
                          "hear", "see", "feel", "decide", "demand", "urge", "reveal", "declare", "estimate"})
#: Nouns for people, told by what they are.
PERSON_NOUNS = frozenset(
    "people person man woman child boy girl baby civilian fighter militant soldier troop hostage prisoner "
    "suspect foreigner jihadist detainee protester demonstrator worker employee student member leader "
    "minister president king queen officer official policeman guard gunman rebel migrant refugee resident "
    "villager passenger driver pilot victim relative mother father wife husband son daughter brother sister "
    "journalist reporter correspondent doctor nurse patient teacher priest bishop activist opponent lawyer "
    "judge citizen national defendant convict inmate crowd family player captain coach singer actor author "
    "engineer miner farmer fisherman tourist pedestrian orphan supporter ally combatant insurgent terrorist "
    "extremist captive those force goalkeeper hiker gang editor mayor governor senator novelist poet chef "
    "cook nun monk prince princess chancellor ambassador envoy diplomat general sergeant colonel commander "
    "admiral lieutenant deputy councillor candidate voter lawmaker legislator premier spokesman spokeswoman "
    "spokesperson chairman chairwoman executive director manager owner founder boss chief head surgeon "
    "paramedic rescuer firefighter paramilitary mercenary bomber attacker assailant robber thief burglar "
    "killer murderer smuggler trafficker dealer hacker fugitive survivor witness neighbour neighbor bystander "
    "commuter cyclist motorist biker sailor skipper fan spectator athlete runner swimmer rider striker "
    "footballer champion winner loser artist painter musician dancer composer conductor historian scientist "
    "researcher professor scholar expert analyst economist investor trader broker banker accountant customer "
    "buyer seller shopper shareholder landlord tenant homeowner homeless pupil graduate apprentice trainee "
    "intern volunteer donor pensioner veteran teenager teen youth infant toddler newborn grandmother "
    "grandfather uncle aunt niece nephew cousin couple twin widow widower colleague friend partner rival "
    "enemy adviser aide assistant secretary clerk inspector detective sheriff warden guerrilla fisher "
    "shepherd herder carpenter builder plumber electrician postman courier trucker cleaner servant slave "
    "accused defender prosecutor attorney plaintiff juror pope cardinal imam rabbi pastor archbishop vicar "
    "pilgrim negotiator mediator peacekeeper monitor observer delegate member-elect guest visitor traveller "
    "traveler gunwoman policewoman marine recruit conscript deserter officer-elect superintendent staff crew "
    "police troops congressman congresswoman businessman businesswoman entrepreneur developer designer "
    "architect inventor blogger broadcaster presenter anchor comedian celebrity star model fiance fiancee "
    "bride groom caregiver midwife dentist pharmacist therapist psychologist biologist physicist chemist "
    "astronaut cosmonaut crewmember actress swimmer chairperson publicist treasurer ceo quarterback pitcher"
    .split())
_OF_PEOPLE = ("man", "woman", "person", "ologist", "people")


def is_person(noun: Token) -> bool:
    lemma = noun.lemma.lower().removeprefix("ex-").removeprefix("co-")
    return lemma in PERSON_NOUNS or lemma.endswith(_OF_PEOPLE)
