"""Literals in the one form that every store gives back unchanged.

Stores normalise numbers (oxigraph turns 2.50 into 2.5 and derived integers into xsd:integer); written in the
canonical form, a graph read back is the graph that was written.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rdflib.namespace import RDF, XSD
from rdflib.term import Literal

from kb.graph.vocabulary import EDTF


def day(value: date) -> Literal:
    """An xsd:date, which is what all bounds are: comparing it with a gYear or a dateTime yields nothing."""
    return Literal(value.isoformat(), datatype=XSD.date, normalize=False)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def decimal(value: float, places: int = 4) -> Literal:
    """A canonical xsd:decimal, rounded: no exponent, no trailing zeros, no point without digits after it."""
    text = f"{round(Decimal(repr(float(value))), places):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text in ("-0", "") else text, datatype=XSD.decimal, normalize=False)


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD.boolean, normalize=False)


def edtf(value: str) -> Literal:
    return Literal(value, datatype=EDTF.EDTF, normalize=False)


def json_text(value: str) -> Literal:
    """JSON already written as text."""
    return Literal(value, datatype=RDF.JSON, normalize=False)


def words(value: str, language: str = "en") -> Literal:
    """Text in a human language (ISO 639-1)."""
    return Literal(value, lang=language.lower())


def plain(value: str) -> Literal:
    """Text that is no language: exact characters, codes, values."""
    return Literal(value)
