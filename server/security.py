"""What a page may load and who may frame it."""

from __future__ import annotations

#: Everything comes from here and nothing runs that the page did not bring as a file: a script or style that
#: an article smuggles in stays text even where escaping should fail.
CONTENT_SECURITY_POLICY = ("default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                           "form-action 'self'; frame-ancestors 'self'")
