"""Finds the files that ship with the project, in a checkout or installed from a wheel.

In a checkout `ontology/`, `data/` and `server/` lie beside `kb/`; in a wheel the first two are put inside
the package (`kb/_shipped/`).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Path of a file or folder that ships: `shipped("ontology", "event-timeline.ttl")`.

    Raises FileNotFoundError, naming what is missing, when neither place holds it.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this installation; reinstall the package")
