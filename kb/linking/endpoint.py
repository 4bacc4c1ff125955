"""A SPARQL endpoint on the web, asked politely: one question at a time with a pause between, an honest user
agent, and patience where it is busy.

What the public endpoint of Wikidata asks of its users: https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual
(limits, 429 with Retry-After) and https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy.
"""

from __future__ import annotations

import json
import socket
import time
import urllib.error
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

import kb
from kb.errors import LinkingError

#: The public endpoint.
WIKIDATA = "https://query.wikidata.org/sparql"
#: Seconds between two questions, and how long one may take (Wikidata itself stops after 60).
PAUSE, SECONDS = 1.0, 70
#: How often a question is asked before giving up, the first wait in seconds (doubled each time), and the longest
#: wait that a server may ask for: who is told to come back in an hour should do so, and not sit there.
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, 2.0, 120.0
#: Answers that mean "not now", as against "never".
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})

#: One row of an answer: variable → the value's text.
Row = dict[str, str]


class _Trouble(Exception):
    """An attempt that failed but may work later; `wait` is what the server asks for, in seconds."""

    def __init__(self, cause: str, wait: float | None = None) -> None:
        super().__init__(cause)
        self.wait = wait


class Endpoint:
    """Answers SELECT queries, or raises LinkingError with the address, the cause and what to do."""

    def __init__(self, address: str = WIKIDATA, *, contact: str | None = None, pause: float = PAUSE,
                 tries: int = TRIES, first_wait: float = FIRST_WAIT, seconds: int = SECONDS,
                 sleep: Callable[[float], None] = time.sleep) -> None:
        """`contact` (an e-mail address or a page) tells the operators whom to turn to; `pause` are the seconds
        between two questions, `seconds` how long an answer may take."""
        if not address.startswith(("http://", "https://")):
            raise LinkingError(f"{address} is no address of a SPARQL endpoint; give one with http:// or https://")
        self.address = address
        self.agent = f"event-timeline/{kb.__version__} ({contact or 'news timelines'}) SPARQLWrapper"
        self.pause, self.tries, self.first_wait, self.seconds = pause, tries, first_wait, seconds
        self._sleep = sleep
        self._last = float("-inf")
        #: Requests sent so far, repeated ones too.
        self.requests = 0

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query. What is unbound is left out."""
        wait = self.first_wait
        for attempt in range(1, self.tries + 1):
            try:
                return self._once(query)
            except _Trouble as trouble:
                asked = trouble.wait
                if attempt == self.tries:
                    raise LinkingError(f"{self.address} {trouble}, {attempt} times; try again later") from trouble
                if asked is not None and asked > LONGEST_WAIT:
                    raise LinkingError(f"{self.address} {trouble} and asks to wait {asked:.0f} seconds; "
                                       "try again then") from trouble
                self._sleep(max(wait, asked or 0.0))
                wait *= 2
        raise AssertionError("unreachable")

    def _once(self, query: str) -> list[Row]:
        rest = self._last + self.pause - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        self.requests += 1
        try:
            response = self._request(query).query().response
            with response:
                return _rows(response.read())
        except (QueryBadFormed, Unauthorized, EndPointNotFound) as error:
            said = "refuses the question" if isinstance(error, QueryBadFormed) else "is no open SPARQL endpoint"
            raise LinkingError(f"{self.address} {said}; check the address given by --endpoint") from error
        except EndPointInternalError as error:
            raise _Trouble("fails (500)", _asked_wait(error.__context__)) from error
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in _BUSY:
                raise _Trouble(f"is busy ({error.code} {error.reason})", _asked_wait(error)) from error
            raise LinkingError(f"{self.address} refuses ({error.code} {error.reason}); give --contact, "
                               "or check the address") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, socket.gaierror):  # waiting does not make a name known
                raise LinkingError(f"{self.address} can't be found ({error.reason.strerror}); is this machine online, "
                                   "and the address right?") from error
            raise _Trouble(f"can't be reached ({error.reason})") from error
        except (OSError, HTTPException, SPARQLWrapperException) as error:
            raise _Trouble(f"breaks off ({str(error) or type(error).__name__})") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _Trouble("answers with something that is no SPARQL result") from error
        finally:
            self._last = time.monotonic()

    def _request(self, query: str) -> Any:
        request = SPARQLWrapper(self.address, agent=self.agent)
        request.setQuery(query)
        request.setMethod(POST)  # names make long questions, and addresses have an end
        request.setReturnFormat(JSON)
        request.setTimeout(self.seconds)
        return request


def _rows(body: bytes) -> list[Row]:
    """An answer in SPARQL 1.1 Query Results JSON. Wikidata's ends in the midst of it when time runs out, with
    status 200; that raises ValueError like any other noise."""
    answer = json.loads(body)
    return [{name: str(term["value"]) for name, term in row.items()} for row in answer["results"]["bindings"]]


def _asked_wait(error: BaseException | None) -> float | None:
    """Retry-After in seconds: a number, or a date (RFC 9110 §10.2.3)."""
    said = error.headers.get("Retry-After") if isinstance(error, urllib.error.HTTPError) else None
    if not said:
        return None
    if said.strip().isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
