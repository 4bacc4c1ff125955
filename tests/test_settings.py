"""Settings come from the environment, options win, and nonsense is named in one line."""

from __future__ import annotations

import pytest

from kb.errors import SettingsError
from kb.settings import Settings


def test_environment_fills_what_options_leave_open() -> None:
    environment = {"KB_STORE": "from-environment", "KB_THREADS": "3"}
    settings = Settings.from_environment(environment, store="from-option")
    assert (settings.store, settings.threads) == ("from-option", 3)


def test_empty_variables_count_as_unset() -> None:
    assert Settings.from_environment({"KB_STORE": ""}) == Settings()


def test_base_iri_gets_its_final_slash() -> None:
    assert Settings.from_environment({"KB_BASE_IRI": "https://example.org/kb"}).base_iri == "https://example.org/kb/"


@pytest.mark.parametrize(("variable", "value"), [
    ("KB_THREADS", "none"), ("KB_THREADS", "0"), ("KB_DEFAULT_GRAPH", "everything"), ("KB_BASE_IRI", "example"),
    ("KB_BASE_IRI", "https://example.org/a b/"), ("KB_QUERY_SECONDS", "-1"), ("KB_QUERY_ROWS", "many"),
    ("KB_QUERY_MEMORY", "0"), ("KB_QUERY_WORKERS", "1.5")])
def test_nonsense_is_named_with_the_way_out(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable} is “{value}”; give "):
        Settings.from_environment({variable: value})


def test_the_addresses_that_may_be_called_are_separated_by_blanks() -> None:
    settings = Settings.from_environment({"KB_SERVICE_ALLOW": "https://a.example/sparql https://b.example/*"})
    assert settings.service_allow == ("https://a.example/sparql", "https://b.example/*")


def test_a_token_that_is_too_short_is_refused_and_none_is_ever_shown() -> None:
    with pytest.raises(SettingsError, match="KB_TOKEN is too short") as raised:
        Settings.from_environment({"KB_TOKEN": "hunter2"})
    assert "hunter2" not in str(raised.value)
    assert "correct-horse" not in repr(Settings.from_environment({"KB_TOKEN": "correct-horse-battery"}))
