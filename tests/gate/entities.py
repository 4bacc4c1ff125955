"""Entities: whom names mean in reports that we wrote (`entities.txt`) and in the sample articles (`sample_names.tsv`).

A link is a name that the system takes for an entry of the gazetteer. It is right when the report means that entry
there. Names that no entry knows must share a key in the report (`unknown names right`), and pronouns and definite
descriptions are right when they get the key of what they take up again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kb.annotator import Annotator
from kb.entities import Entity, EntityMention, Gazetteer
from kb.entities.finding import QID_CONFIDENCE
from kb.reading import Article, article_from_text, read
from kb.resources import shipped

REPORTS = Path(__file__).with_name("entities.txt")
SAMPLES = Path(__file__).with_name("sample_names.tsv")
_MARK = re.compile(r"\[(?P<name>[^\]]+)\]\((?P<key>[^)]+)\)|\{(?P<words>[^}]+)\}\((?P<other>[^)]+)\)")
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\b", re.IGNORECASE)
#: The key of what is no entity.
NOTHING = "~"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a report and whom they mean."""

    begin: int
    end: int
    key: str
    name: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report and all that is marked in it."""

    article: Article
    marks: tuple[Marked, ...]


def figures(corpora: Path) -> dict[str, float]:
    """Percentages; `corpora` is not needed."""
    return measured(Annotator())


def measured(annotator: Annotator) -> dict[str, float]:
    """The same with a given annotator."""
    counts: Counter[str] = Counter()
    for report in reports():
        for wrong in judged(report, annotator(report.article).entities, annotator.gazetteer, counts):
            del wrong
    for _ in judged_samples(annotator, counts):
        pass
    return {
        "links precision": _percent(counts, "links right", "links"),
        "links recall": _percent(counts, "links right", "names known"),
        "unknown names right": _percent(counts, "unknown right", "names unknown"),
        "pronouns and descriptions precision": _percent(counts, "taken up right", "taken up"),
        "pronouns and descriptions recall": _percent(counts, "taken up right", "marked"),
        "samples links precision": _percent(counts, "sample links right", "sample links"),
        "samples links recall": _percent(counts, "sample links right", "sample names"),
    }


def reports() -> Iterator[Report]:
    """The reports of `entities.txt`."""
    for number, part in enumerate(re.split(r"^== ", REPORTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:], 1):
        day, _, marked = part.partition("\n")
        text, marks, last = "", [], 0
        for found in _MARK.finditer(marked := marked.strip() + "\n"):
            text += marked[last:found.start()]
            words = found["name"] or found["words"]
            marks.append(Marked(len(text), len(text) + len(words), found["key"] or found["other"], bool(found["name"])))
            text += words
            last = found.end()
        text += marked[last:]
        article = article_from_text(text, id=f"report-{number}", published=date.fromisoformat(day.strip()))
        yield Report(article, tuple(marks))


def judged(report: Report, entities: tuple[Entity, ...], gazetteer: Gazetteer, counts: Counter[str]) -> Iterator[str]:
    """Counts what is right and gives a line for each thing that is not."""
    said = [(entity, mention) for entity in entities for mention in entity.mentions]
    names = [(entity, mention) for entity, mention in said if mention.kind == "name"]
    where = report.article.text
    for mark in (mark for mark in report.marks if mark.name):
        known = mark.key in gazetteer
        found = {entity.key for entity, mention in names if _same(mark, mention) and _counts(entity)}
        unsure = {entity.key for entity, mention in names if _same(mark, mention)}
        if known:
            counts["names known"] += 1
            if mark.key not in found:
                yield f"{report.article.id}: “{where[mark.begin:mark.end]}” is {mark.key}, not {unsure or 'found'}"
        elif mark.key != NOTHING:
            counts["names unknown"] += 1
            counts["unknown right"] += mark.key in unsure
            if mark.key not in unsure:
                yield f"{report.article.id}: “{where[mark.begin:mark.end]}” is {mark.key}, not {unsure or 'found'}"
    for entity, mention in names:
        if entity.key in gazetteer and _counts(entity):
            counts["links"] += 1
            right = any(mark.name and mark.key == entity.key and _same(mark, mention) for mark in report.marks)
            counts["links right"] += right
            if not right:
                yield f"{report.article.id}: “{mention.text}” is taken for {entity.key}"
    others = [mark for mark in report.marks if not mark.name]
    counts["marked"] += len(others)
    for entity, mention in said:
        if mention.kind == "name" or not (mention.kind == "pronoun" or _DEFINITE.match(mention.text)):
            continue
        over = [mark for mark in report.marks if _same(mark, mention)]
        if any(mark.name for mark in over):  # "the village of Baghouz" is marked by its name
            continue
        counts["taken up"] += 1
        right = any(mark.key == entity.key for mark in over)
        counts["taken up right"] += right
        if not right:
            yield f"{report.article.id}: “{mention.text}” at {mention.begin} is taken for {entity.key}"
    for mark in others:
        if not any(entity.key == mark.key and _same(mark, mention) for entity, mention in said):
            yield f"{report.article.id}: “{where[mark.begin:mark.end]}” at {mark.begin} should be {mark.key}"


def judged_samples(annotator: Annotator, counts: Counter[str]) -> Iterator[str]:
    """The sample articles: `sample_names.tsv` gives for each article the words of every name and whom it means."""
    wanted: dict[str, dict[str, str]] = {}
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, words, key = line.split("\t")
            wanted.setdefault(file, {})[words] = key
    folder = shipped("data", "articles")
    for item in read([str(folder)]):
        if not isinstance(item, Article):
            continue
        gold = wanted[item.id.removeprefix(f"{folder}/")]
        seen: dict[str, set[str]] = {}
        for entity in annotator(item).entities:
            for mention in entity.mentions:
                if mention.kind == "name" and entity.key in annotator.gazetteer and _counts(entity):
                    seen.setdefault(" ".join(mention.text.split()), set()).add(entity.key)
        for words, key in gold.items():
            if key in annotator.gazetteer:
                counts["sample names"] += 1
                if key not in seen.get(words, set()):
                    yield f"{item.id}: “{words}” is {key}, not {seen.get(words, 'found')}"
        for words, keys in seen.items():
            for key in keys:
                counts["sample links"] += 1
                counts["sample links right"] += gold.get(words) == key
                if gold.get(words) != key:
                    yield f"{item.id}: “{words}” is taken for {key}"


def _same(mark: Marked, mention: EntityMention) -> bool:
    return mark.begin < mention.end and mention.begin < mark.end


def _counts(entity: Entity) -> bool:
    """A guess among namesakes shows no QID and is no link."""
    return entity.confidence >= QID_CONFIDENCE


def _percent(counts: Counter[str], part: str, whole: str) -> float:
    return 100 * counts[part] / max(counts[whole], 1)


def main() -> None:
    """Prints what is wrong: `python -m tests.gate.entities`."""
    annotator = Annotator()
    for report in reports():
        for wrong in judged(report, annotator(report.article).entities, annotator.gazetteer, Counter()):
            print(wrong)
    for wrong in judged_samples(annotator, Counter()):
        print(wrong)


if __name__ == "__main__":
    main()
