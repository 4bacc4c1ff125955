"""Cuts text into words and marks, as the treebanks that the model learnt from do.

Universal Dependencies English (EWT, GUM): hyphenated words are cut at the hyphen ("US - backed",
"40 - year - old", "al - Ani") but for a few prefixes ("re-election"), contractions in two ("do n't",
"Syria 's", "can not"), money and units apart ("£ 5 m", "50 km").
Every token is a slice of the text; what lies between tokens is white space.
"""

from __future__ import annotations

import re

#: Words that keep their full stop.
_ABBREVIATIONS = re.findall(
    r"\S+",
    """
    Mr Mrs Ms Mlle Mme Dr Prof Gen Lt Col Sgt Maj Capt Cpl Cmdr Adm Brig Sen Sens Rep Reps Gov Supt Det Hon Rev St
    Jr Sr
    vs etc al cf ca approx est Inc Ltd Co Corp Bros Dept Univ Assn Ave Blvd Rd Mt Ft
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
""",
)
#: Of those, the ones that also end sentences, or are plain words: the stop is theirs only when the text goes
#: on with a figure, a small letter or a mark.
_PLAIN_TOO = re.findall(
    r"\S+",
    "Sun Sat Mar Jun Co al est Mon Wed Apr etc Ave Blvd Rd Univ Assn Dept approx",
)
_STOPPED = "|".join(sorted(set(_ABBREVIATIONS) - set(_PLAIN_TOO), key=len, reverse=True))
_STOPPED_INSIDE = "|".join(sorted(_PLAIN_TOO, key=len, reverse=True))

#: Stay with what they are put before, hyphen and all; other hyphens cut ("re-election", but "US - backed").
_PREFIXES = "non|e|anti|pan|re|pro|pre|co|mid|cross|post|over|multi|ex|sub|semi|counter|mini|neo|inter|un|mis|ultra"
#: Ends of names of sites and files, which stand undivided ("Amazon.com", "report.pdf").
_DOMAINS = r"com|org|net|edu|gov|mil|info|(?:co|ac|gov|org)\.[a-z]{2}"
_FILES = "docx?|xlsx?|pdf|html?|txt|jpe?g|png|zip"
_LETTER = r"[^\W\d_]"
_APOSTROPHE = r"['’ʼ‘`]"
#: Endings that are tokens of their own after a word.
_CLITIC = r"['’`ʼ](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)(?!\w)"

# Repetitions inside one alternative are bounded where a failed try could be repeated from each next letter:
# time stays linear whatever the text.
_TOKEN = re.compile(
    rf"""
    https?://\S+ (?<![.,;:!?)'"”’\]])                     # addresses, less the marks that follow
  | www\.[^\s/]{{1,200}}\S* (?<![.,;:!?)'"”’\]])
  | [\w.+-]{{1,64}}@\w[\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{1,5}}
  | (?<![\w.])(?:[\w-]{{1,63}}\.){{1,4}}(?i:{_DOMAINS}|{_FILES})(?![\w-]|\.\w)(?:/\S* (?<![.,;:!?)'"”’\]]))?
  | (?<!\w)[@#](?!\d+(?!\w))\w+                                     # handles and tags, but "# 1"
  | (?<!\w)(?:{_LETTER}\.){{2,12}} (?!\w)                           # U.S.  a.m.  W.H.O.
  | (?<![\w.])[A-Z]\.[A-Z](?![\w.])                                # U.S without its last stop
  | (?<!\w)Ph\.D(?!\w)\.?
  | (?<!\w){_LETTER}{{1,4}}&{_LETTER}{{1,3}}(?!\w)                      # AT&T  R&D
  | (?<!\w)(?:US|AU?|CA?|NZ|HK|R|S|U)\$                              # US$ 29
  | (?<!\w)(?:{_STOPPED})\.                                         # Mr.  Gen.
  | (?<!\w)(?:{_STOPPED_INSIDE})\. (?=\s+[\da-z(]|\s*[,;:)])
  | (?<!\w)(?:No|no|Nos|p|pp|Vol|vol|Art|Fig|c)\.(?=\s?\d)            # No. 10
  | (?<![\w.]){_LETTER}\.(?=\s+[^\W\d_a-z])                         # initials: J. Smith
  | (?<!\w)[:;=]['-]?[()DPp](?!\w)                                  # smileys
  | \d+(?:st|nd|rd|th|s)(?!\w)                                      # 21st  1990s
  | (?<![\w-])(?:\d-)?\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?![\w-])              # telephones
  | \d+[ABDEGHIJLN-SU-Z](?![\w])                                    # 3G  4A; but 5 M
  | (?<![\w.,])\.\d+(?!\w)                                          # .265
  | \d+(?:[.,:]\d+)* (?: /\d+(?:/\d+)? )?                           # 5,000  10:30  3.5  9/11  1/2/2019
  | (?<!\w)['’]\d\d(?:s|(?!['’]))(?!\w)                              # '90s  '07
  | (?<!\w)(?:[Cc]an|CAN)(?=(?:not|NOT)(?!\w))                      # can not
  | (?<!\w)(?:[Gg]on|[Ww]an|[Gg]ot)(?=(?:na|ta)(?!\w))              # gon na
  | (?<!\w){_LETTER}{{1,12}}?(?=[nN]['’`ʼ][tT](?!\w))                # do n't
  | [nN]['’`ʼ][tT](?!\w)
  | (?<=\w){_CLITIC}                                                # Syria 's
  | (?<![\w-])(?i:{_PREFIXES})-{_LETTER}+                           # re-election
  | {_LETTER}{{1,8}}\d[^\W_]*                                      # L2  MH17  S100
  | {_LETTER}(?:{_LETTER}|[\u0300-\u036f\u064b-\u065f])*
      (?:{_APOSTROPHE}(?!(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M|t|T)(?!\w)){_LETTER}+)*   # O'Brien  Ta'izz
  | [^\W_]+|_+
  | [!?]{{2,}} | ''|’’|‘‘|``|<<|>> | ([*.=~#+-])\1+                   # ?!  ...  --
  | \S
""",
    re.VERBOSE,
)


def tokenize(text: str, begin: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The tokens of `text[begin:end]` as half-open code point offsets into `text`, in order."""
    return [match.span() for match in _TOKEN.finditer(text, begin, len(text) if end is None else end)]
