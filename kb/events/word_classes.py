"""Classes of words that decide how the clauses around them are read. Lemmas, in small letters."""

from __future__ import annotations

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
                            "decision", "fact", "idea", "rumour", "rumor", "concern", "sign", "evidence"})
#: Verbs whose infinitive tells what somebody is asked, told or made to do.
REQUESTING = frozenset({"ask", "urge", "tell", "order", "force", "call", "request", "beg", "instruct", "allow",
                        "invite", "press", "advise", "encourage", "warn", "require", "permit", "appeal",
                        "push", "persuade", "compel", "pressure", "want"})
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
#: Verbs that take a "that"-clause themselves, besides those of speaking.
WITH_CLAUSE = frozenset({"think", "believe", "expect", "warn", "fear", "hope", "know", "deny", "insist", "argue",
                          "confirm", "admit", "promise", "vow", "agree", "ensure", "mean", "show", "suggest", "find",
                          "hear", "see", "feel", "decide", "demand", "urge", "reveal", "declare", "estimate"})
