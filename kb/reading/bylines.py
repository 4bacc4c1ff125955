"""Bylines: lines that say who wrote, edited or supplied a report."""

from __future__ import annotations

import re

#: Agencies and what stands for them in a byline or a dateline.
AGENCIES = (
    r"(?:AFP|AP|AAP|UPI|DPA|EFE|ANSA|TASS|IANS|PTI|ANI|SANA|QNA|KUNA|WAM|SPA|MENA|IRNA|ISNA|KNA|UNI|PA|ANP|APA|ATS|BTA"
    r"|CNA|JTA|NPR|BBC|CNN|RFE/RL|RFI|VOA|VOV|TAP|dpa|Reuters|REUTERS|Bloomberg|Xinhua|XINHUA|Anadolu(?: Agency)?"
    r"|Interfax|Kyodo|Yonhap|Tasnim|Sputnik|Al Jazeera|Agence France-Presse|(?:The )?Associated Press"
    r"|(?:The )?Press Association|[Nn]ews [Aa]genc(?:y|ies)|[Ww]ire [Ss]ervices?|[Aa]genc(?:y|ies)|AGENC(?:Y|IES)"
    r"|Staff|STAFF)")
_CAPITAL = r"[A-ZÀ-Þ]"
_NAME = (rf"{_CAPITAL}[\w.'’-]*(?: (?:{_CAPITAL}[\w.'’-]*|van|von|de|der|den|di|da|del|bin|ibn|al|el|ten|ter|and|&"
         r"|in|at|for)){0,9}")
_BYLINE = re.compile(
    r"(?:(?:(?:[Ww]ritten|[Rr]eported|[Ee]dited|[Cc]ompiled|[Tt]ranslated|[Pp]osted|[Ss]tory) )?(?:[Bb]y|BY)|[Ff]rom)"
    rf":? (?:(?:our|the|a) )?(?:{_NAME}|[Ss]taff|[Aa]dmin)"
    r"(?:\s*[,|/•·–—-]\s*[\w .,&'’/@|-]{1,80}"
    r"| (?:staff|correspondents?|reporters?|writers?|desk|editors?)(?: \w+){0,3})*")
_CREDITS = re.compile(
    r"\W{0,2}(?:additional |with )?(?:report(?:ing|ed)|writing|written|editing|edited|compiled|translat(?:ion|ed)"
    r"|production) (?:by|from|for)\b.{1,250}", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    rf"\(?{AGENCIES}(?:\s*(?:[/|,•·–—-]|and|&|in|\s)\s*"
    rf"(?:{AGENCIES}|{_CAPITAL}[\w.'’-]+(?: {_CAPITAL}[\w.'’-]+)?)){{0,3}}\)?"
    rf"|{_CAPITAL}[\w.'’-]+(?: {_CAPITAL}[\w.'’-]+){{0,2}}\s*[/|,•·–—-]\s*\(?{AGENCIES}\)?")
_ROLE = re.compile(
    rf"(?:{_CAPITAL}\S* ){{0,3}}(?i:(?:(?:our|special|staff|senior|foreign|diplomatic|chief) )*"
    r"(?:correspondents?|reporters?|staff writers?|news desk|web desk|editorial (?:team|board|staff)))\.?")
_PERSON = re.compile(
    rf"{_CAPITAL}[a-zß-ÿ'’-]+(?: (?:{_CAPITAL}\.|{_CAPITAL}[\w'’-]+|al-\w+|de|van|von|bin)){{1,3}}")


def is_byline(line: str) -> bool:
    """Who wrote: "By Staff, Agencies", "AFP/ Baghouz", "Our correspondent", "Reporting by …; editing by …"."""
    if len(line) > 300:
        return False
    if _CREDITS.fullmatch(line):
        return True
    return len(line) <= 120 and line[-1:] not in ("?", "!") and any((
        _BYLINE.fullmatch(line.rstrip(" .")), _AGENCY_LINE.fullmatch(line), _ROLE.fullmatch(line)))


def is_person(line: str) -> bool:
    """Two to four capitalised words, as a writer's name stands alone under a title."""
    return len(line) <= 50 and _PERSON.fullmatch(line) is not None
