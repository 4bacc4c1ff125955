"""How far a public query may go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What one query may take, and how many may run at once."""

    seconds: float = 10.0
    """Of wall time; then it is ended."""
    rows: int = 100_000
    """Rows or triples in an answer."""
    memory: int = 1024
    """Megabytes that the process of a query may come to hold (measured on Linux only)."""
    workers: int = 4
    """Queries that run at the same time."""
    service_allow: tuple[str, ...] = ()
    """Addresses that SERVICE and LOAD may call. One that ends in * stands for all that begin so; * is all."""

    @property
    def waiting(self) -> int:
        """Queries that may wait for a worker at most, each no longer than `seconds`."""
        return 4 * self.workers

    def allows(self, address: str | None) -> bool:
        """Whether a call to this address is allowed; None is one that the text does not write out."""
        return any(allowed == "*" or (address is not None and (
            address.startswith(allowed[:-1]) if allowed.endswith("*") else address == allowed))
            for allowed in self.service_allow)
