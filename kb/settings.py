"""Settings, each from its environment variable; the command line's options override them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from kb.errors import SettingsError

DefaultGraph = Literal["union", "own"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a knowledge base can be told from outside."""

    store: str = "kb-store"
    """KB_STORE: a folder (embedded store) or the http(s) address of a SPARQL 1.1 server."""
    base_iri: str = "http://localhost:8000/"
    """KB_BASE_IRI: every IRI of events, entities and articles hangs below it. Set it once, before the first
    ingest: a store keeps the base that it was made with."""
    language: str = "kb"
    """KB_LANGUAGE: "kb" is the model that ships; any other name is a spaCy pipeline."""
    gazetteer: str = ""
    """KB_GAZETTEER: the folder of your own names, which `kb gazetteer add` fills. Unless set, `gazetteer` in the
    folder of this program below XDG_CONFIG_HOME or ~/.config."""
    threads: int = 2
    """KB_THREADS: how many threads the language model uses."""
    default_graph: DefaultGraph = "union"
    """KB_DEFAULT_GRAPH: what a query without FROM sees, the union of all graphs or (as the W3C test suites
    want it) only the unnamed graph."""
    token: str = field(default="", repr=False)
    """KB_TOKEN: who sends it as a bearer token may write over HTTP; without it there are no writes over HTTP."""
    query_seconds: float = 10.0
    """KB_QUERY_SECONDS: a query over HTTP that takes longer is ended."""
    query_rows: int = 100_000
    """KB_QUERY_ROWS: rows or triples in an answer over HTTP at most."""
    query_memory: int = 1024
    """KB_QUERY_MEMORY: megabytes that a query over HTTP may need."""
    query_workers: int = 4
    """KB_QUERY_WORKERS: queries over HTTP that run at the same time; four times as many may wait."""
    service_allow: tuple[str, ...] = ()
    """KB_SERVICE_ALLOW: addresses, separated by blanks, that SERVICE and LOAD may call. One that ends in * stands
    for all that begin so, * alone for all."""

    @property
    def gazetteer_folder(self) -> Path:
        """Where the user's own names are; the folder need not be there."""
        if self.gazetteer:
            return Path(self.gazetteer).expanduser()
        root = os.environ.get("XDG_CONFIG_HOME")
        return (Path(root) if root else Path.home() / ".config") / "event-timeline" / "gazetteer"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **options: Any) -> Settings:
        """Settings from KB_… variables; `options` that are not None win. Raises SettingsError."""
        environment = os.environ if environment is None else environment
        found: dict[str, Any] = {
            name: environment[variable]
            for name, variable in _VARIABLES.items() if environment.get(variable)
        }
        found |= {name: value for name, value in options.items() if value is not None}
        for name in ("threads", "query_rows", "query_memory", "query_workers"):
            if name in found:
                found[name] = _positive(_VARIABLES[name], found[name])
        if "query_seconds" in found:
            found["query_seconds"] = _seconds(found["query_seconds"])
        if "token" in found:
            found["token"] = _token(found["token"])
        if "service_allow" in found:
            found["service_allow"] = tuple(str(found["service_allow"]).split())
        if found.get("default_graph", "union") not in ("union", "own"):
            raise SettingsError(f"KB_DEFAULT_GRAPH is “{found['default_graph']}”; give union or own")
        if "base_iri" in found:
            found["base_iri"] = _base(found["base_iri"])
        return replace(cls(), **found)


_VARIABLES = {"store": "KB_STORE", "base_iri": "KB_BASE_IRI", "language": "KB_LANGUAGE", "gazetteer": "KB_GAZETTEER",
              "threads": "KB_THREADS", "default_graph": "KB_DEFAULT_GRAPH",
              "token": "KB_TOKEN", "query_seconds": "KB_QUERY_SECONDS", "query_rows": "KB_QUERY_ROWS",
              "query_memory": "KB_QUERY_MEMORY", "query_workers": "KB_QUERY_WORKERS",
              "service_allow": "KB_SERVICE_ALLOW"}


def _positive(name: str, value: Any) -> int:
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise SettingsError(f"{name} is “{value}”; give a whole number from 1 up")
    return number


def _seconds(value: Any) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise SettingsError(f"KB_QUERY_SECONDS is “{value}”; give a number of seconds, such as 10 or 0.5")
    return seconds


def _token(value: str) -> str:
    """Long enough that it can't be guessed. The value itself is never shown."""
    if len(value) < 16 or not value.isascii() or not value.isprintable() or " " in value:
        raise SettingsError("KB_TOKEN is too short or has characters that no header carries; give 16 or more letters "
                            "and digits, such as `openssl rand -hex 24` prints")
    return value


def _base(value: str) -> str:
    if not value.startswith(("http://", "https://")) or any(c in value for c in ' <>"{}|\\^`'):
        raise SettingsError(f"KB_BASE_IRI is “{value}”; give an http or https address such as https://example.org/kb/")
    return value if value.endswith(("/", "#")) else value + "/"
