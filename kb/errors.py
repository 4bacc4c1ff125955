"""What can go wrong, as one tree of exceptions.

    KBError                    anything this project raises on purpose
    ├── ReadingError           an input that can't be read as an article
    ├── LanguageError          the language model is missing, broken or not installed
    ├── DateError              a date given by a person that is no date
    ├── GazetteerError         a gazetteer file with a bad line
    ├── LinkingError           Wikidata (or what stands in for it) can't be asked
    ├── StoreError             a store that can't be opened, read or written
    │   ├── StoreLockedError   another process holds the store
    │   └── StoreBusyError     as many queries run and wait as may
    ├── QueryError             a SPARQL query that can't be parsed or run
    │   ├── QuerySyntaxError   … because it is not SPARQL, with line and column
    │   ├── QueryRunError      … because the engine can't do what it asks, such as call a function that it lacks
    │   ├── QueryTimeError     … because it took too long
    │   └── QuerySizeError     … because it needed too much memory, or its answer was too long
    ├── NotFoundError          no such event, entity or article
    │   └── GoneError          there was one, and it was removed
    ├── DecisionError          a decision about events that changes nothing
    └── SettingsError          a setting that makes no sense

Every message is one line that names the thing, the cause and the way out.
"""

from __future__ import annotations


class KBError(Exception):
    """Anything this project raises on purpose."""


class ReadingError(KBError):
    """An input that can't be read as an article."""


class LanguageError(KBError):
    """The language model is missing, broken or not installed."""


class DateError(KBError):
    """A date given by a person that is no date."""


class GazetteerError(KBError):
    """A gazetteer file with a bad line."""


class LinkingError(KBError):
    """Wikidata (or what stands in for it) can't be asked."""


class StoreError(KBError):
    """A store that can't be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process holds the store."""


class StoreBusyError(StoreError):
    """As many queries run and wait as may."""


class QueryError(KBError):
    """A SPARQL query that can't be parsed or run."""


class QuerySyntaxError(QueryError):
    """A text that is not SPARQL; `line` and `column` (from 1, in characters) say where, when that is known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRunError(QueryError):
    """A query that is SPARQL and asks what the engine can't do."""


class QueryTimeError(QueryError):
    """A query that took too long and was ended."""


class QuerySizeError(QueryError):
    """A query that needed too much memory, or whose answer is too long."""


class NotFoundError(KBError):
    """No such event, entity or article."""


class GoneError(NotFoundError):
    """An event, entity or article that was removed."""


class DecisionError(KBError):
    """A decision about events that changes nothing."""


class SettingsError(KBError):
    """A setting that makes no sense."""
