"""Captions: lines that describe a picture or name its photographer."""

from __future__ import annotations

import re

from kb.reading.bylines import AGENCIES

_CREDIT = re.compile(
    r"(?i:\b(?:(?:file|handout|archive) )?(?:photo(?:graph)?s?|pictures?|images?|pic|credit|illustration)\s*"
    r"(?::|by\b|courtesy|credit|©|/))"
    r"|\b(?i:file (?:photo|picture|image)|getty|shutterstock|epa-efe)\b"
    rf"|[\[(/|–—-]\s*{AGENCIES}(?: [Pp](?:hoto|icture)s?)?\s*[\])]?\.?$"
    r"|\b[Ii]n this (?:[\w,.]+ ){0,6}(?:photo|image|picture|frame grab|handout)(?:graph)?\b"
    r"|\b(?:REUTERS|AFP|AP|EPA|Reuters)\s?/\s?[A-Z]|\b(?:AFP|AP|Reuters|EPA) (?:[Pp]hoto|PHOTO|[Pp]icture)\b")
_PICTURED = re.compile(
    r"\b(?:seen|pictured|shown|photographed)\b.{0,60}"
    r"\b(?:in|on|at|near|here|during|after|from|with|above|left|right)\b"
    r"|\((?:left|right|centre|center|l|r|c|top|bottom|above|back|front)(?:[ ,][^)]{0,30})?\)"
    r"|\bin this (?:\w+ ){0,4}(?:photo|picture|image|grab|frame|handout|video)\b"
    r"|^(?:a |an |this )?(?:general|aerial|satellite) (?:view|image|picture)\b", re.IGNORECASE)
#: What people and things do in pictures; captions say it in the present tense, unlike news.
_POSING = """
    gesture ride stand walk look watch hold wave carry sit pose gather queue wait march inspect rest lie drive
    chant pray cheer celebrate patrol shout react smile embrace hug kiss speak arrive leave attend flash point
    aim fire raise rise burn billow pass work play talk listen mourn weep cry run flee search clean clear remove
    prepare load unload push pull climb cross peer stare demonstrate protest hang display fly deploy guard board
    disembark smoke eat drink receive distribute help protect surround
""".split()
_POSES = re.compile(r"(?!\W*[\"“«]).{3,120}?\b(?:" + "|".join(_POSING) + r")(?:e?s)?\b", re.DOTALL)
_SAYS = re.compile(r"\b(?:said|says|told|according to|announced|added)\b", re.IGNORECASE)
_LONGEST = 500


def has_photo_credit(line: str) -> bool:
    """A line with the credit of a photograph in it: "(Photo: …)", "REUTERS/Name", "File photo"."""
    return len(line) <= _LONGEST and _CREDIT.search(line) is not None and not _SAYS.search(line)


def describes_picture(line: str) -> bool:
    """A line in the present tense of captions; weak evidence that only counts where captions stand."""
    return len(line) <= _LONGEST and not _SAYS.search(line) and (
        _PICTURED.search(line) is not None or _POSES.match(line) is not None)
