"""Participants: who and what takes part in an event, and as what.

Roles follow from the grammatical relation, the voice and the preposition; a few classes of words turn them
round ("the building collapsed" has no agent; in "his arrest" he is the patient). Relative clauses, control,
raising, coordination and light verbs are seen through by `kb.events.clause`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kb.entities import Entity
from kb.events.attachment import dependents, governor
from kb.events.clause import antecedent, base, cases, conjuncts, is_nominal, is_passive
from kb.events.mention import Participant, Role
from kb.events.phrases import EntityIndex, counted, phrase
from kb.events.quantities import quantity
from kb.events.subjects import objects, possessor, stranded, subject
from kb.events.trigger import Trigger
from kb.events.triggers import STRIKING
from kb.events.unnamed import UnnamedAntecedents
from kb.events.word_classes import ACTORS, is_person
from kb.language import Doc, Token

#: Verbs whose only argument undergoes what they say.
UNACCUSATIVE = frozenset("burst die collapse fall crash burn sink explode drown perish erupt derail capsize disappear "
                         "vanish rise drop decline increase decrease grow shrink plunge soar suffer survive "
                         "occur happen close recover deteriorate".split())
#: Event nouns whose possessor or "of"-phrase undergoes what they say ("his arrest", "the death of a child").
PATIENT_NOUNS = frozenset("arrest death murder killing assassination release capture defeat trial appointment injury "
                          "rescue election conviction execution detention treatment evacuation collapse fall "
                          "destruction loss acquittal hospitalisation hospitalization birth extradition removal "
                          "ouster sentencing abduction kidnapping funeral impeachment crash sinking recovery rise "
                          "closure acquisition purchase sale surrender arrival repatriation deportation".split())
#: Event nouns whose "of"-phrase does what they say ("the departure of the envoy").
AGENT_OF_NOUNS = frozenset("departure resignation visit advance retreat protest flight march arrival "
                           "surrender return escape gathering appearance withdrawal performance".split())
SPEECH = frozenset("apology sermon interview letter "
                   "say tell ask announce declare report state claim warn urge call accuse promise vow pledge tweet "
                   "write speak talk explain add note argue insist deny admit confirm demand order suggest "
                   "propose complain testify inform brief advise persuade beg plead comment discuss "
                   "announcement statement speech tweet call warning promise demand comment report "
                   "appeal request question answer talk discussion debate".split())
MOTION = frozenset("visit trip tour journey "
                   "go come move travel return flee escape withdraw pull march advance retreat arrive leave stream "
                   "pour head drive fly sail walk run enter cross migrate evacuate deploy send bring take carry "
                   "transfer deport repatriate extradite transport ship rush withdrawal return arrival flight "
                   "departure evacuation deportation extradition repatriation".split())
_RECIPROCAL_WITH = frozenset("meet talk speak negotiate agree fight clash sign discuss meeting talk negotiation "
                             "agreement deal clash war conflict cooperate cooperation work merge trade "
                             "dispute partnership treaty".split())
#: Verbs whose object is the one spoken to.
_ADDRESSING = frozenset("promise ask tell urge warn inform invite beg advise persuade remind assure notify order "
                        "instruct request brief".split())
#: Verbs of taking something from somewhere.
_TAKING = frozenset("steal rob drag pull free rescue remove recover seize hire buy receive borrow import save evacuate "
                    "release expel exclude withdraw smuggle".split())
#: Verbs whose recipient stands before the thing.
_GIVING = frozenset("give hand send offer pay show teach lose grant award lend sell bring buy promise owe feed".split())
#: Bodies of people that can be asked and told.
_BODIES = frozenset("court government parliament council committee company bank police army agency authority party "
                    "union team group ministry board press media public assembly congress firm".split())
_MEASURES = frozenset("percent % point cent mile kilometre kilometer metre meter foot inch degree fifth quarter third "
                      "half tenth time fold".split())
#: Verbs whose "for" and "with" say what somebody did: "arrested for speeding", "charged with murder".
_REASONED = frozenset("arrest jail sentence charge suspend ban imprison convict detain indict investigate try "
                      "condemn criticise criticize praise thank blame punish credit honour honor indict book".split())
_CURRENCIES = frozenset("$ £ € dollar euro pound yen cent penny".split())
#: Verbs of figures that move by as much as their object says.
_MOVING_FIGURES = frozenset("rise fall drop slide slip climb jump plunge soar tumble decline increase decrease grow "
                            "surge slump rally edge dip".split())
_NETWORKS = frozenset("twitter facebook instagram telegram youtube tiktok television tv radio".split())
#: Nouns that only say how long or how many.
_SPANS = frozenset("second minute hour day week month year decade series round wave string night".split())
#: Pronouns that say that nobody takes part.
_NOBODY = frozenset("nobody nothing none neither no-one".split())
_ATTACKS = frozenset("attack assault raid strike offensive war crackdown ban curb restriction fire embargo "
                     "sanction".split())
_INDEFINITE = frozenset("anyone someone everyone everybody somebody anybody many some most others all both each "
                        "several few one those".split())


@dataclass(frozen=True, slots=True)
class Argument:
    """A role and the head token of what fills it."""

    role: Role
    head: Token


def arguments(doc: Doc, trigger: Trigger, index: EntityIndex, unnamed: UnnamedAntecedents, timed: Collection[int],
              speaker: Token | None) -> tuple[Argument, ...]:
    """What fills the roles of an event; `timed` holds the tokens that belong to time expressions, `speaker` is who
    says "I" of it."""
    found: list[Argument] = []
    seen: set[int] = set()
    for argument in _raw(doc, trigger, index):
        for head in conjuncts(doc, argument.head):
            head = unnamed.of(antecedent(doc, head))
            if speaker is not None and head.lower in ("i", "me"):
                head = speaker
            if head.index in timed or head.index in seen or head.index in (trigger.clause, *trigger.words):
                continue
            if not (is_nominal(head) or _stands_for_noun(doc, head)) or _is_nobody(doc, head):
                continue
            if argument.role == "agent" and any(child.lower == "no" for child in doc.children(head, "det")):
                continue                                            # "no group has said …"
            seen.add(head.index)
            found.append(Argument(argument.role, head))
    return tuple(found)


def _stands_for_noun(doc: Doc, head: Token) -> bool:
    """The adjective of "many of them", "the wounded"."""
    return head.upos == "ADJ" and base(head.deprel) in ("nsubj", "obj", "iobj", "obl") and bool(
        doc.children(head, "nmod", "det"))


def _is_nobody(doc: Doc, head: Token) -> bool:
    mutual = head.lower == "other" or (head.lower == "each" and any(
        child.lower == "other" for child in doc.children(head)))
    return head.lower in _NOBODY or mutual or (
        head.lower == "one" and any(child.lower == "no" for child in doc.children(head, "det", "advmod")))


def participants(doc: Doc, arguments: Collection[Argument], index: EntityIndex) -> tuple[Participant, ...]:
    """The arguments as they are shown: words, entity, quantity. Pronouns that refer to no entity say nothing
    and are left out."""
    found: list[Participant] = []
    named: set[tuple[Role, str]] = set()
    for argument in sorted(arguments, key=lambda argument: argument.head.upos == "PRON"):
        head = argument.head
        entity = _entity(doc, head, index)
        if entity is not None:
            if (argument.role, entity.id) in named:
                continue
            named.add((argument.role, entity.id))
        if entity is None and head.upos == "PRON" and head.lower not in _INDEFINITE:
            continue
        words = phrase(doc, head)
        found.append(Participant(role=argument.role, begin=words.begin, end=words.end, text=words.text,
                                 entity=entity.id if entity else None, quantity=quantity(doc, head)))
    return tuple(sorted(found, key=lambda participant: participant.begin))


def _entity(doc: Doc, head: Token, index: EntityIndex) -> Entity | None:
    found = index.entity_of(doc, head)
    if found is None and counted(doc, head).index != head.index and head.lower not in ("one",):
        inner = index.entity_of(doc, counted(doc, head))
        return inner if inner is not None and inner.type == "group" else None
    return found


def _raw(doc: Doc, trigger: Trigger, index: EntityIndex) -> Iterator[Argument]:
    token, clause = doc.tokens[trigger.token], doc.tokens[trigger.clause]
    if trigger.kind == "noun":
        yield from _of_noun(doc, token, index)
        carried = base(token.deprel) == "obj" or (clause.deprel == "acl:relcl" and clause.head == token.index)
        if clause.index != token.index and carried:
            who = subject(doc, clause)
            if who is not None:
                yield Argument("agent", who)
            yield from _obliques(doc, clause, index, trigger.lemma)
        elif clause.index != token.index and is_passive(doc, clause):
            yield from _by_agents(doc, clause)
            yield from _obliques(doc, clause, index, trigger.lemma)
        elif clause.index != token.index and clause.lemma in STRIKING:
            for thing in objects(doc, clause):
                yield Argument("patient", thing)                      # "storms hit the coast"
        elif clause.index != token.index and base(token.deprel) == "nsubj":
            for child in doc.children(clause, "obl"):
                if cases(doc, child) & {"between", "among"}:        # "fighting broke out between …"
                    yield Argument("agent", child)
        return
    yield from _of_verb(doc, token, index, trigger.lemma)
    for word in trigger.words:
        companion = doc.tokens[word]
        if companion.index != token.index and companion.upos == "VERB":   # "let go 40 traders from the bank"
            for thing in doc.children(companion, "obj"):
                yield Argument("patient", thing)
            yield from _obliques(doc, companion, index, trigger.lemma)


def _of_verb(doc: Doc, verb: Token, index: EntityIndex, lemma: str) -> Iterator[Argument]:
    passive = is_passive(doc, verb)
    who = subject(doc, verb)
    simple = lemma.split(" ")[0]
    things = tuple(thing for thing in objects(doc, verb) if not _is_measure(doc, thing, simple))
    if who is not None:
        refuses = simple == "decline" and bool(doc.children(verb, "xcomp"))
        undergoes = passive or (simple in UNACCUSATIVE and not things and not refuses)
        role: Role = "recipient" if passive and simple in _ADDRESSING else "patient" if undergoes else "agent"
        yield Argument(role, who)
    elif passive and verb.deprel == "acl":
        yield Argument("patient", doc.head(verb))
    left = stranded(doc, verb)
    for thing in things:
        if left is not None and thing.index not in {child.index for child in doc.children(verb, "obj")}:
            about = _role(left.lower, lemma, index.entity_of(doc, thing), False, passive, False)
            yield Argument(about or "topic", thing)                   # "the dam that they had warned about"
            continue
        addressed = simple in _ADDRESSING and _can_listen(doc, thing, index)
        yield Argument("recipient" if addressed else "patient", thing)
    for recipient in doc.children(verb, "iobj"):
        alone = not things and simple not in _ADDRESSING and simple not in _GIVING
        yield Argument("patient" if alone else "recipient", antecedent(doc, recipient))
    yield from _by_agents(doc, verb)
    yield from _obliques(doc, verb, index, lemma)
    if base(verb.deprel) == "conj" and passive and not doc.children(verb, "obl"):
        yield from _by_agents(doc, doc.head(verb))
    for manner in doc.children(verb, "advcl"):
        if manner.lemma == "use" and manner.xpos == "VBG" and governor(doc, manner).index == verb.index:
            for tool in doc.children(manner, "obj"):
                yield Argument("instrument", tool)


def _can_listen(doc: Doc, thing: Token, index: EntityIndex) -> bool:
    """Whom one asks or orders, unlike what one asks for or orders."""
    entity = index.entity_of(doc, thing)
    return is_person(counted(doc, thing)) or thing.upos in ("PRON", "PROPN", "NUM") or (
        entity is not None and entity.type != "place") or thing.lemma.lower() in _BODIES


def _is_measure(doc: Doc, thing: Token, verb: str) -> bool:
    """"8 percent" in "shares fell 8 percent", "$4" in "they slid $4": how much, not what."""
    part = any("of" in cases(doc, child) for child in doc.children(thing, "nmod"))
    if thing.lemma.lower() in _MEASURES and doc.children(thing, "nummod", "det") and not part:
        return True
    return verb in _MOVING_FIGURES and (thing.upos == "SYM" or thing.lemma.lower() in _CURRENCIES)


def _by_agents(doc: Doc, verb: Token) -> Iterator[Argument]:
    passive = is_passive(doc, verb)
    found = [child for child in doc.children(verb, "obl")
             if child.deprel == "obl:agent" or ("by" in cases(doc, child) and passive)]
    if not found and passive:                                        # "was offered the post of head by the mayor"
        found = [inner for thing in doc.children(verb, "obj") for child in (thing, *doc.children(thing, "nmod"))
                 for inner in doc.children(child, "nmod") if cases(doc, inner) == {"by"}]
    for child in found:
        if child.upos not in ("SYM", "NUM") and child.lemma.lower() not in _CURRENCIES | _MEASURES:
            yield Argument("agent", child)                           # not "cut by $200"


def _obliques(doc: Doc, verb: Token, index: EntityIndex, lemma: str) -> Iterator[Argument]:
    for child in dependents(doc, verb, "obl"):
        if child.deprel in ("obl:agent", "obl:unmarked"):
            continue
        prepositions = sorted(cases(doc, child))
        child = antecedent(doc, child)                              # "the vote in which they …"
        for preposition in prepositions:
            if child.index < verb.index and preposition == "on":
                continue                                            # "on a rooftop, a fighter said"
            role = _role(preposition, lemma, index.entity_of(doc, child), bool(objects(doc, verb)),
                         is_passive(doc, verb), is_animate(doc, child, index))
            if role is not None and not (preposition == "for" and verb.lemma in _REASONED and child.xpos == "VBG"):
                yield Argument(role, child)
                break


def is_animate(doc: Doc, head: Token, index: EntityIndex) -> bool:
    """Somebody, or a body of people, who can do something or be told something."""
    entity = index.entity_of(doc, head)
    return is_person(counted(doc, head)) or head.lemma.lower() in _BODIES | ACTORS or head.upos == "PRON" or (
        entity is not None and entity.type != "place")


def _role(preposition: str, lemma: str, entity: Entity | None, has_object: bool, passive: bool,
          animate: bool) -> Role | None:
    """The role that a preposition gives, None for mere circumstances (place, manner, cause)."""
    verb = lemma.split(" ")[0]
    acts = entity is not None and entity.type != "place"
    if lemma.endswith(" " + preposition):                     # "call for", "call on"
        return "recipient" if preposition in ("on", "upon", "to") else (
            "companion" if preposition == "with" else "topic")
    match preposition:
        case "to":
            if verb in MOTION and not acts:
                return "destination"
            if entity is not None and not acts and verb not in _GIVING | SPEECH:
                return "destination"                                  # "extend the strike to Antwerp"
            return "recipient" if acts or entity is not None or animate or verb in SPEECH else None
        case "into" | "toward" | "towards" | "onto":
            return "destination" if verb in MOTION else None
        case "from" | "out of":
            return "origin" if verb in MOTION | _TAKING or entity is not None else None
        case "with":
            if verb == "charge" and not (entity is not None and entity.type == "person"):
                return "topic"
            if acts or (verb in _RECIPROCAL_WITH and animate):
                return "companion"
            return "instrument" if has_object or passive or verb in _RECIPROCAL_WITH else None
        case "against":
            return "topic" if has_object or passive else "patient"
        case "about" | "over" | "regarding" | "concerning":
            return "topic" if verb in SPEECH or entity is not None else None
        case "on":
            if lemma in ("fire", "open fire", "shoot"):
                return "patient"
            return "topic" if verb in SPEECH and (entity is None or entity.type != "place") else None
        case "of":
            return "topic" if passive or has_object else None
        case "for":
            if verb in _REASONED:
                return "topic"
            return "beneficiary" if acts else ("topic" if verb in SPEECH else None)
        case "alongside" | "together with":
            return "companion"
        case "at":
            return "patient" if verb in ("shoot", "fire", "aim", "shout") else None
    return None


def _of_noun(doc: Doc, noun: Token, index: EntityIndex) -> Iterator[Argument]:
    lemma = noun.lemma.lower()
    undergoes = lemma in PATIENT_NOUNS
    owner = possessor(doc, noun)
    if owner is not None:
        does = "by" in cases(doc, owner) or any("of" in cases(doc, child) for child in doc.children(noun, "nmod"))
        yield Argument("patient" if undergoes and not does else "agent", owner)   # "Lee's purchase of the firm"
    letter = doc.head(noun)
    if owner is None and base(noun.deprel) == "nmod" and letter.lemma.lower() in SPEECH:
        sender = possessor(doc, letter)                             # "his letter of resignation"
        if sender is not None and sender.upos == "PRON" and index.entity_of(doc, sender) is None:
            sender = subject(doc, doc.head(letter)) if base(letter.deprel) == "obl" else None
        if sender is not None:
            yield Argument("patient" if undergoes else "agent", sender)
    if owner is None and base(noun.deprel) == "obl" and "in" in cases(doc, noun) and lemma in SPEECH:
        who = subject(doc, doc.head(noun))                          # "she said in a speech"
        if who is not None:
            yield Argument("agent", who)
    holders = [noun]
    if base(noun.deprel) == "nmod" and doc.head(noun).lemma.lower() in _SPANS:
        holders.append(doc.head(noun))                              # "months of talks between …"
    if owner is not None and lemma in MOTION:
        holders.append(owner)                                       # "the visit by the emperor to Manila"
    for child in (nominal for holder in holders for nominal in doc.children(holder, "nmod")):
        if child.deprel in ("nmod:poss", "nmod:unmarked", "nmod:desc") or child.index == noun.index:
            continue
        child = antecedent(doc, child)
        entity = index.entity_of(doc, child)
        if child.lower in _NETWORKS or cases(doc, child) == {"from", "across"} or any(
                det.lower == "no" for det in doc.children(child, "det")):
            continue                                                # "announced the offensive on Twitter"
        for preposition in sorted(cases(doc, child)):
            role = _noun_role(preposition, lemma, entity, is_person(child))
            if role is not None:
                yield Argument(role, child)
                break
    if owner is None:
        for child in doc.children(noun, "compound", "amod"):
            entity = index.entity_of(doc, child)
            if entity is None:
                pair = index.mention_at(child)
                entity = pair[0] if pair is not None and pair[1].head == child.index else None
            if entity is not None and not (entity.type == "place" and not entity.wikidata):
                yield Argument("patient" if undergoes else "agent", child)


def _noun_role(preposition: str, lemma: str, entity: Entity | None, person: bool) -> Role | None:
    match preposition:
        case "of":
            speaks = lemma in SPEECH and entity is not None and entity.type != "place"
            return "agent" if lemma in AGENT_OF_NOUNS or speaks else "patient"
        case "by":
            return "agent"
        case "between" | "among":
            return "agent"
        case "against":
            return "patient"
        case "on":
            if lemma in SPEECH:
                return "topic"
            return "patient" if lemma in _ATTACKS and (entity is None or entity.type != "place" or person) else None
        case "with":
            return "companion"
        case "to":
            if lemma in MOTION:
                return "destination"
            return "recipient" if entity is not None or lemma in SPEECH else None
        case "from":
            return "origin" if lemma in MOTION or entity is not None else None
        case "about" | "over" | "regarding" | "concerning":
            return "topic"
        case "for":
            return "topic" if lemma in SPEECH else ("beneficiary" if entity is not None else None)
    return None
