"""Who may write over HTTP: whoever sends the token of the settings (RFC 6750)."""

from __future__ import annotations

import hmac

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized


def require_token(token: str) -> None:
    """Raises Forbidden where no token is set (then nobody writes), Unauthorized where another one or none came.
    The comparison takes as long for a good guess as for a bad one."""
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    require_sent_token(token, sent.strip() if scheme.lower() == "bearer" else "")


def require_sent_token(token: str, sent: str) -> None:
    """The same for a token that came in another way, as a field of a form."""
    if not token:
        raise Forbidden("Writing over HTTP is off. Add articles with kb ingest, or start kb serve with KB_TOKEN set "
                        "and send that token.")
    if not hmac.compare_digest(sent.encode(), token.encode()):
        raise Unauthorized("Send the token of this server: Authorization: Bearer …",
                           www_authenticate=WWWAuthenticate("bearer", {"realm": "event-timeline"}))
