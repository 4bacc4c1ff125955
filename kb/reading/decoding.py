"""From bytes to text: byte order marks, UTF-8, UTF-16, declared and guessed encodings, and what is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from kb.errors import ReadingError
from kb.reading.limits import CONTROL_SHARE, GUESS_MESS

#: Longest mark first: UTF-32 little-endian begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What news is found in when it isn't UTF-8; a longer list only makes worse guesses.
_GUESSES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "shift_jis",
            "euc_jp", "gb18030", "big5", "euc_kr"]
#: Share of bytes above ASCII that text in a Western language stays below.
_FEW_HIGH = 0.15
#: Documents of other programs by their first bytes: some are letters enough to pass for text.
_DOCUMENTS = (
    (b"%PDF-", "a PDF, not text; take its text out first, with pdftotext for example"),
    (b"PK\x03\x04", "a packed document (docx, odt, epub, zip), not text; save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program, not text; save it as text or HTML"),
    (b"{\\rtf", "rich text (RTF), not plain text; save it as text or HTML"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_WELL_FORMED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and the encoding when it was guessed rather than known."""

    text: str
    guessed: str | None = None


def decode(data: bytes, name: str) -> Decoded:
    """The text in `data`, line ends untouched; a byte order mark names the encoding and is no character.

    UTF-8 unless a mark or zero bytes say UTF-16 or UTF-32; other encodings are guessed when the guess is
    clear. Raises ReadingError for documents of other programs, binary data and bytes that fit no encoding.
    """
    for start, said in _DOCUMENTS:
        if data.lstrip().startswith(start):
            raise ReadingError(f"{name}: {said}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_checked(_strict(data[len(mark):], encoding, name), name))
    if b"\0" in data:
        return Decoded(_checked(_unmarked_utf16(data, name), name))
    try:
        return Decoded(_checked(data.decode("utf-8"), name))
    except UnicodeDecodeError as error:
        guessed = _guess(data)
        if guessed is None:
            raise ReadingError(
                f"{name}: not valid UTF-8 at byte {error.start} (0x{data[error.start]:02x}), and no other "
                "encoding fits; save it as UTF-8") from None
        return Decoded(_checked(guessed.text, name), guessed.guessed)


def decode_page(data: bytes, name: str) -> Decoded:
    """The markup in `data`: like `decode`, but what the page declares comes before a guess, and as in a browser
    a stray bad byte becomes U+FFFD."""
    if not data.startswith(tuple(mark for mark, _ in _MARKS)):
        declared = _DECLARED.search(data[:4096]) or _DECLARED_XML.match(data)
        if declared:
            try:
                encoding = codecs.lookup(declared[1].decode("ascii")).name
            except LookupError:
                encoding = None
            if encoding and not encoding.startswith(("utf-16", "utf-32")):
                # Browsers read what is declared latin-1 as windows-1252, and so do the writers of pages.
                encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
                text = data.decode(encoding, errors="replace")
                if text.count("\ufffd") <= len(text) * CONTROL_SHARE:
                    return Decoded(_checked(text, name))
    return decode(data, name)


def check_characters(text: str, name: str) -> str:
    """The text itself, if it can be stored as Unicode and is text, not noise.

    Raises ReadingError for zero characters, many control characters, or halves of surrogate pairs.
    """
    return _checked(text, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{name}: its byte order mark says {encoding}, but byte {error.start} doesn't fit; "
                           "save it as UTF-8") from None


def _unmarked_utf16(data: bytes, name: str) -> str:
    """Western UTF-16 without a mark has a zero in every other byte; any other zero byte is binary data."""
    zeros_even, zeros_odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if len(data) % 2 == 0 and half:
        for encoding, zeros, others in (("utf-16-le", zeros_odd, zeros_even), ("utf-16-be", zeros_even, zeros_odd)):
            if zeros > 0.7 * half and others < 0.01 * half + 1:
                return _strict(data, encoding, name)
    raise ReadingError(f"{name}: binary data, not text; give a text, HTML or JSON Lines file")


def _guess(data: bytes) -> Decoded | None:
    """A clear guess at the encoding, or None.

    Where well-formed UTF-8 sequences abound the text is damaged UTF-8, and any guess would spoil the rest.
    """
    high = len(_HIGH.findall(data))
    if sum(map(len, _WELL_FORMED.findall(data))) > high / 2 or high > len(data) * 0.9:
        return None
    best = from_bytes(data, cp_isolation=_GUESSES, threshold=GUESS_MESS).best()
    if best is None or best.chaos >= GUESS_MESS:
        return None
    # Few bytes above ASCII fit every Western code page alike; there windows-1252 is by far the likeliest.
    encoding = "cp1252" if high < _FEW_HIGH * len(data) and _fits(data, "cp1252") else best.encoding
    return Decoded(data.decode(encoding), encoding)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _checked(text: str, name: str) -> str:
    if "\0" in text or len(_CONTROLS.findall(text)) > CONTROL_SHARE * len(text):
        raise ReadingError(f"{name}: binary data, not text; give a text, HTML or JSON Lines file")
    half = _LONE_SURROGATE.search(text)
    if half:
        raise ReadingError(f"{name}: character {half.start()} is half of a surrogate pair "
                           f"(\\u{ord(half[0]):04x}); write it as valid Unicode")
    return text
