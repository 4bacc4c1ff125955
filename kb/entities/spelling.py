"""How names are spelled: the form in which they are compared, and the keys made of them.

Names are compared piece by piece ("Deir Al-Zor" is deir, al, zor), without case, accents, hyphens,
apostrophes and full stops, so that "U.S." meets "US" and "Côte d’Ivoire" meets "Cote d'Ivoire". What case
may differ is decided apart (`case_agrees`), since "us" is never the United States.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_PIECE = re.compile(r"[^\W_]+|[^\w\s.'’‘`´ʻʼ\-‐‑]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
#: Letters that Unicode does not take apart into a base letter and a mark.
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
    }
)

#: Names that English papers spell in several ways → the one that stands for all.
_SAME = {
    other: name
    for name, others in {
        "mohammed": "mohamed mohammad muhammad mohamad muhammed mohamud",
        "ahmed": "ahmad",
        "hussein": "hussain husain hossein",
        "abdullah": "abdallah",
        "yusuf": "yousef youssef yousuf yusef",
        "omar": "umar",
        "osama": "usama",
        "khaled": "khalid",
        "mahmoud": "mahmud",
        "saeed": "saied",
        "sergei": "sergey",
        "alexei": "alexey aleksei aleksey",
        "alexander": "aleksandr alexandr",
        "dmitry": "dmitri dmitriy",
        "yevgeny": "evgeny yevgeni",
    }.items()
    for other in others.split()
}


def word_set(words: str) -> frozenset[str]:
    """A table of words, written with blanks between them."""
    return frozenset(words.split())


def plain(text: str) -> str:
    """The text in base letters: "Türkiye" → "Turkiye". Case stays."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text.translate(_LATIN)) if not unicodedata.combining(char)
    )


def surface_pieces(text: str) -> list[str]:
    """The pieces of a word or a name with their case: "Washington, D.C." → Washington , DC."""
    found: list[str] = []
    for word in (text if text.isascii() else plain(text)).split():
        if len(word) > 2 and _DOTTED.fullmatch(word):
            found.append(word.replace(".", ""))
        else:
            found.extend(_PIECE.findall(word))
    return found


def folded(piece: str) -> str:
    """A piece as it is compared, without case and in one of its spellings."""
    piece = piece.casefold()
    return _SAME.get(piece, piece)


def pieces(text: str) -> list[str]:
    """The pieces by which names are compared: "Deir ez-Zor" → deir ez zor."""
    return [folded(piece) for piece in surface_pieces(text)]


def normal(text: str) -> str:
    """The form in which two spellings of one name are equal."""
    return " ".join(pieces(text))


def slug(text: str) -> str:
    """The name as part of a key: lower-case ASCII letters and digits joined by "-". A name without any
    Latin letter or digit keeps its code points in hexadecimal, so that different names stay different."""
    made = "-".join(re.findall(r"[a-z0-9]+", normal(text)))
    return made or "-".join(f"u{ord(char):x}" for char in text if not char.isspace())


def is_acronym(text: str) -> bool:
    """Written in capitals only: "SDF", "U.S.", "AK-47"; such names match nothing but capitals."""
    return any(char.isalpha() for char in text) and text.upper() == text and " " not in text.strip()


def case_agrees(name: Sequence[str], seen: Sequence[str]) -> bool:
    """Whether the pieces `seen` in a text may stand for the `name`, going by upper and lower case.

    What has a capital in the name needs one in the text; all capitals are taken from a name with small
    letters ("SYRIA") but not from one of two or three letters, which might be any word.
    """
    for own, other in zip(name, seen, strict=True):
        if own[0].isupper() and not other[0].isupper():
            return False
        if len(own) > 1 and own.isupper() and not other.isupper():
            return False
        if other.isupper() and not own.isupper() and len(name) == 1 and len(own) < 4:
            return False
    return True
