"""A process that is killed just before or just after its first write to the store."""

from __future__ import annotations

import signal
import subprocess
import sys

#: When the process dies: what a test runs with each.
MOMENTS = ("before the first write", "after the first write")

_PROGRAM = """
import datetime, os, signal, sys
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store.embedded import EmbeddedStore

write = EmbeddedStore.replace_graphs

def write_and_die(*args, **more):
    if sys.argv[2] == "after the first write":
        write(*args, **more)
    os.kill(os.getpid(), signal.SIGKILL)

with KnowledgeBase.open(Settings(store=sys.argv[1])) as base:
    EmbeddedStore.replace_graphs = write_and_die
    {change}
"""


def killed(store: str, change: str, moment: str) -> None:
    """Opens the store in a process of its own that makes a change (Python over `base`) and dies at the moment."""
    done = subprocess.run([sys.executable, "-c", _PROGRAM.format(change=change), store, moment], check=False,
                          timeout=240)
    assert done.returncode == -signal.SIGKILL
