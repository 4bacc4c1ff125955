"""The web: timeline pages, JSON API, SPARQL endpoint and linked data over one `KnowledgeBase`."""

from server.app import create_app
from server.run import run

__all__ = ["create_app", "run"]
