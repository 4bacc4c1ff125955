"""Event-timeline knowledge base: news articles in, a checked timeline of events out."""

__version__ = "0.1.0"
