"""Measures accuracy on the development corpora and holds it against `floors.json`.

    python -m tests.gate --corpora ../shared/corpora             exit status 1 when a figure is under its floor
    python -m tests.gate --only times                            one part
    python -m tests.gate --raise-floors                          lift every floor to what was measured, less the margin
    python -m tests.gate --lower times.timebank=84.0 --why "…"   the only way down, and the reason is kept

Every figure is a percentage. A floor lies a margin under the figure that set it, so that a different processor's
rounding does not fail the gate while a real loss does.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import sys
import time
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.5
#: Parts that count a hundred cases or so, of which one is up to a point.
SMALL = {"events": 1.0, "entities": 1.0, "sentences": 1.0}
#: Part → module with `figures(corpora: Path) -> dict[str, float]`.
PARTS = {
    "language": "tests.gate.language",
    "times": "tests.gate.times",
    "events": "tests.gate.events",
    "merging": "tests.gate.merging",
    "entities": "tests.gate.entities",
    "sentences": "tests.gate.sentences",
    "w3c": "tests.gate.w3c",
}
#: Parts whose gold is our own and lies in the repository.
OWN_GOLD = frozenset({"sentences"})


def main() -> int:
    options = _options()
    book = json.loads(FLOORS.read_text())
    if options.lower:
        return _lower(book, options.lower, options.why)
    parts = list(options.only or PARTS)
    if not options.corpora.is_dir():
        parts = [part for part in parts if part in OWN_GOLD]
        print(f"gate: {options.corpora} is not here, so only our own gold is measured (give --corpora)")
    floors: dict[str, float] = book["floors"]
    fallen, measured = [], {}
    for part in parts:
        begin = time.monotonic()
        figures = importlib.import_module(PARTS[part]).figures(options.corpora)
        print(f"{part} ({time.monotonic() - begin:.0f} s)")
        for name, figure in figures.items():
            key = f"{part}.{name}"
            measured[key] = figure
            floor = floors.get(key)
            verdict = "no floor yet" if floor is None else f"floor {floor:.1f}"
            if floor is not None and figure < floor:
                fallen.append(key)
                verdict += "  BELOW"
            print(f"  {name:44} {figure:6.2f}   {verdict}")
    if options.raise_floors:
        for key, figure in measured.items():
            margin = SMALL.get(key.partition(".")[0], MARGIN)
            floors[key] = max(floors.get(key, 0.0), math.floor((figure - margin) * 10) / 10)
        book["floors"] = dict(sorted(floors.items()))
        FLOORS.write_text(json.dumps(book, indent=2, ensure_ascii=False) + "\n")
    if fallen:
        print(f"gate: below the floor: {', '.join(fallen)}")
        return 1
    print(f"gate: {len(measured)} figures, none below its floor")
    return 0


def _lower(book: dict[str, object], change: str, why: str | None) -> int:
    key, _, value = change.partition("=")
    floors = book["floors"]
    lowered = book.setdefault("lowered", [])
    assert isinstance(floors, dict) and isinstance(lowered, list)
    if not why or key not in floors:
        print("gate: to lower a floor give --lower NAME=FIGURE of an existing floor, and --why with the reason")
        return 2
    lowered.append({"floor": key, "from": floors[key], "to": float(value), "why": why})
    floors[key] = float(value)
    FLOORS.write_text(json.dumps(book, indent=2, ensure_ascii=False) + "\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--lower", metavar="NAME=FIGURE")
    parser.add_argument("--why")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
