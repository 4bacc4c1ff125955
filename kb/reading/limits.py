"""The numbers that bound what is read, each with its reason."""

from __future__ import annotations

#: A long news feature has 60 kB, a book 1 MB; a larger text is a dump, not an article.
TEXT_BYTES = 5_000_000
#: Pages carry markup and inlined scripts; the heaviest front pages reach 6 MB. Parsing takes about ten
#: times the size in memory.
PAGE_BYTES = 10_000_000
#: Feeds carry many entries, a hundred long articles at most.
FEED_BYTES = 20_000_000
#: JSON Lines and archives are streamed and have no limit as a whole; one record has that of a text, with
#: room for the escapes of JSON.
RECORD_BYTES = 2 * TEXT_BYTES
#: Share of control characters above which bytes are no text. Tabs and line ends don't count.
CONTROL_SHARE = 0.01
#: A guess at an encoding is taken when its mess, as charset-normalizer measures it, stays below this.
GUESS_MESS = 0.15
#: The first words of a page that hold no article (a login form, an error) seldom make this many.
PAGE_WORDS = 15
#: News pages have one to four thousand elements. On larger ones only the first of trafilatura's three ways to find the
#: text is gone, since the time of the others grows with the square.
PAGE_ELEMENTS = 6_000
