"""From what a person writes after `--store` to an open store."""

from __future__ import annotations

import re
from pathlib import Path

from kb.errors import StoreError
from kb.store.embedded import EmbeddedStore
from kb.store.store import Store

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def open_store(address: str | Path, *, create: bool = True, read_only: bool = False) -> Store:
    """Opens the store at an address: a folder, or the http(s) address of a SPARQL 1.1 server.

    `create` makes a store of a folder that is missing or empty; `read_only` lets several processes read at
    the same time while none writes. Raises StoreError; StoreLockedError when another process has it open.
    """
    text = str(address)
    scheme = _SCHEME.match(text)
    if scheme and scheme.group(1).lower() in ("http", "https"):
        from kb.store.remote import RemoteStore  # its HTTP machinery loads only where it is asked for
        return RemoteStore(text)
    if scheme and "//" in text[:scheme.end() + 2]:
        raise StoreError(f"{text} is no address of a store; give a folder or an http(s) address")
    return EmbeddedStore(Path(text), create=create, read_only=read_only)
