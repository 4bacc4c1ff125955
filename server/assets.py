"""The built scripts and styles: addresses that change with their content, so that browsers may keep them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, url_for


def install(app: Flask) -> None:
    """Gives templates `asset("main.ts")`, the address of what the build made of it (None before a build:
    the pages then come without scripts and styles, and work)."""
    folder = Path(app.static_folder or "")
    entries = _entries(folder / ".vite" / "manifest.json")

    def asset(name: str, kind: str = "file") -> str | None:
        entry = entries.get(f"src/{name}")
        file = entry and (entry["file"] if kind == "file" else next(iter(entry.get("css", ())), None))
        return url_for("static", filename=file) if file else None

    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code == 200 and "/assets/" in request.path:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _entries(manifest: Path) -> dict[str, dict[str, Any]]:
    try:
        return json.loads(manifest.read_text())  # type: ignore[no-any-return]
    except FileNotFoundError:
        return {}
