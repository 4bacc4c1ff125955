"""What a person reads is complete and true: every setting, command and address is described, every example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kb.cli import main
from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.settings import Settings
from server import create_app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [README, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))]
SETTINGS = sorted(set(re.findall(r"KB_[A-Z_]+", (ROOT / "kb" / "settings.py").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store=str(tmp_path_factory.mktemp("documented") / "store"))) as base:
        yield base


def _commands(group: click.Group, prefix: str = "kb") -> Iterator[str]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield f"{prefix} {name}"
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix} {name}")


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_described(setting: str) -> None:
    assert any(f"`{setting}`" in page for page in PAGES)


@pytest.mark.parametrize("command", sorted(_commands(main)))
def test_every_command_is_in_the_readme_or_the_pages(command: str) -> None:
    assert any(command in page for page in PAGES)


def test_every_address_is_described(base: KnowledgeBase) -> None:
    described = " ".join(PAGES)
    routes = {re.split(r"[.<]", rule.rule.removesuffix("/"))[0].rstrip("/") or "/"
              for rule in create_app(base).url_map.iter_rules() if rule.endpoint != "static"}

    assert [route for route in sorted(routes) if f"`{route}" not in described] == []


def test_every_decision_is_in_the_index_under_its_title() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        number, title = re.findall(r"^# (\d+)\. (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[0]
        assert path.name.startswith(f"{int(number):03}-")
        assert f"| {int(number):03} | [{title}]({path.name}) |" in index


def test_links_and_pictures_lead_to_files() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        written = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)|<img src=\"([^\"]+)", written):
            assert (page.parent / "".join(target)).exists(), f"{page.name} leads to {''.join(target)}"


def test_every_file_named_is_there() -> None:
    named = {path for page in PAGES
             for path in re.findall(r"`((?:kb|server|tests|data|ontology|docs)/[\w./-]+)`", page)}

    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_readmes_python_examples_run_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "articles").symlink_to(shipped("data", "articles"))
    # the examples that ask a running server or spaCy have tests of their own
    examples = [code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL)
                if "SPARQLWrapper" not in code and "spacy" not in code]
    assert examples

    done = subprocess.run([sys.executable, "-c", "\n".join(examples)], cwd=tmp_path, capture_output=True, text=True,
                          timeout=240, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
