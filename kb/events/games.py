"""Games: in reports of sport, words of war and movement tell of play.

"Moreno dropped Weir", "they fended off the attack" and "he shot 51 percent" are moves of a game where the article
is about one. Whether it is, its vocabulary says; a sentence that speaks of police or hospitals keeps the plain sense.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kb.events.participants import Argument
from kb.events.trigger import Trigger
from kb.language import Doc

#: Words that hardly stand outside reports of sport; so many different ones, in so many per hundred tokens, make an
#: article one.
_VOCABULARY = frozenset(
    "touchdown quarterback linebacker halfback fullback cornerback lineman running-back interception fumble punt "
    "punter kicker yard yardage inning innings wicket batsman bowler batting pitcher pitching catcher baseman "
    "outfielder infielder shortstop homer rbi strikeout bullpen umpire referee halftime half-time overtime "
    "goalkeeper midfielder defender winger offside rebound three-pointer free-throw dunk layup playoff play-off "
    "heavyweight ko middleweight welterweight lightweight featherweight knockout tko undercard bout boxer boxing "
    "ringside southpaw jab uppercut belt league roster squad coach teammate season championship semifinal "
    "semi-final quarterfinal quarter-final tournament stadium locker fan scrimmage nba nfl mlb nhl fifa uefa wbc "
    "wba ibf wbo ncaa mls podium sprint relay medal hockey puck goaltender netminder defenseman football soccer "
    "basketball baseball cricket rugby tennis golf tiebreak birdie bogey fairway rookie all-star mvp "
    "pennant".split())
_DIFFERENT, _DENSITY = 4, 0.009
#: What these types mean in plain news, they hardly ever mean in a report of a game.
_HARSH = frozenset("Attack Battle Shooting Bombing Shelling Accident Destruction TerritorialLoss Siege Capture "
                   "Offensive MilitaryWithdrawal Blockade Escape Founding PriceChange Injury Invasion "
                   "MilitaryDeployment Surrender Crime Extradition Coup Opening SocialMediaPost Rescue".split())
#: Plain words that are moves of a game there.
_MOVES = frozenset("throw pass run complete catch drop kick punch land succumb turn put bomb hit head score lead "
                   "trail rally carry sack intercept fumble block shoot dribble sink drive tie convert put "
                   "connect pitch bat bowl homer double triple single walk strike steal slam dunk swing jab drill "
                   "bury slot tap lob save concede slip dominate outrebound record rack up pull away finish off "
                   "knock go up fight back come back play rebound assist punt rush gain roll blow fire catch up "
                   "warm up step up put up pick up set up fend off overcome struggle fall return feed cross clear "
                   "touch move march measure rush chip volley drag deliver make miss get give post average open "
                   "attempt jump".split())
_GENERAL = frozenset("Movement Transfer Change Happening Performance Discovery Creation Use Attempt Death Killing "
                     "Trial Contest Perception Match Arrest Fire Aid Victory Demand Protest Rupture State "
                     "Agreement".split())
#: Words that mean something else in a sports report.
SENSES = {("loss", "FinancialResult"): "Defeat", ("turnover", "FinancialResult"): "Match", ("win", "Award"): "Victory"}
#: Moves that end the game when they are done to somebody: "stopped Weir in the seventh round".
_RESULTS = frozenset("stop top edge upset best rout down outlast".split())
_GAME_TIME = re.compile(r"(?:the )?(?:first|second|third|fourth|last|final|opening|1st|2nd|3rd|4th) "
                        r"(?:half|quarter|period)")
#: Words of a sentence that is about more than the game.
_NO_GAME = frozenset("police gun gunman hospital jail prison court arrest bullet bomb murder drug alcohol suspicion "
                     "crash funeral die death kill ambulance theft robbery prosecutor judge".split())


def is_about_sport(doc: Doc) -> bool:
    """Whether the article reports a game or the business of a sport."""
    words = [token.lemma.lower() for token in doc.tokens]
    found = [word for word in words if word in _VOCABULARY]
    return len(set(found)) >= _DIFFERENT and len(found) >= _DENSITY * len(words)


def is_game_time(words: str) -> bool:
    """ "The second half", "the fourth quarter": of a game, not of a year."""
    return _GAME_TIME.fullmatch(words.lower()) is not None


def is_result(doc: Doc, trigger: Trigger, arguments: Collection[Argument]) -> bool:
    """Whether it tells, in a sports report, who won: "edged Leeds"."""
    return trigger.kind == "verb" and trigger.lemma in _RESULTS and any(
        argument.role == "patient" and argument.head.upos == "PROPN" for argument in arguments) and any(
        argument.role == "agent" and argument.head.upos == "PROPN" for argument in arguments) and not _is_no_game(
        doc, trigger)


def is_move(doc: Doc, trigger: Trigger, type: str) -> bool:
    """Whether an event of a sports report that other words would give this type is a move of the game."""
    if type not in _HARSH and not (type in _GENERAL and _is_play(trigger)):
        return False
    return not _is_no_game(doc, trigger)


def _is_no_game(doc: Doc, trigger: Trigger) -> bool:
    return any(token.lemma.lower() in _NO_GAME and token.index != trigger.token for token in doc.tokens_of(
        doc.sentence_of(doc.tokens[trigger.token])))


def _is_play(trigger: Trigger) -> bool:
    return trigger.lemma in _MOVES or trigger.lemma.split(" ")[0] in _MOVES
