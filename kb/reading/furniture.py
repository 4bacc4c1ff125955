"""Page furniture: the words around an article that are no part of it.

A pasted page brings along menus, share links, cookie notices, comment boxes and icon names. `data/furniture.tsv` lists
patterns for whole lines (lower case, white space collapsed, bullets and dots at the ends removed), each with an
example that the tests run. A line is furniture only on such positive evidence; what is left is judged by its place
in `kb.reading.blocks`.
"""

from __future__ import annotations

import re

from kb.resources import shipped

#: Longer lines are never furniture by the tables, so that matching stays cheap.
LONGEST_LINE = 400

#: Word lists that the patterns name in braces.
_LISTS = {
    "NETWORK": r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|tumblr|flipboard"
               r"|messenger|viber|vk|e-?mail|sms|rss|print|copy(?: link)?|link|google\+?|google news|bluesky|threads"
               r"|tik ?tok|share|tweet|pin(?: it)?|like|save|bookmark|comments?)",
    "UNIT": r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)",
    "NUMBER": r"(?:\d[\d.,]*[km]?|an?|one|two|a few|several)",
    "PIECE": r"(?:articles?|story|stories|posts?|pages?|news|reports?|headlines?|videos?|topics?|content|links?"
             r"|coverage)",
}


def patterns() -> tuple[tuple[str, str], ...]:
    """The rows of `data/furniture.tsv`: the pattern, its word lists filled in, and the example."""
    rows = []
    for line in shipped("data", "furniture.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, example = line.partition("\t")
            for name, words in _LISTS.items():
                pattern = pattern.replace(f"{{{name}}}", words)
            rows.append((pattern, example))
    return tuple(rows)


#: Where readers' comments begin: after enough of an article, nothing below belongs to it.
COMMENTS_BEGIN = re.compile(
    r"(?:leave|post|write|add) (?:a |your )?(?:comment|reply)\b.*|there are no comments.*|no comments(?: yet)?"
    r"|(?:\(?\d+\)? |(?:readers?'?|user) )?comments?(?: ?\(?\d+\)?)?|be the first to comment.*"
    r"|join the (?:conversation|discussion)"
    r"|\d+ (?:responses|replies|thoughts)\b.{0,80}|your e-?mail address will not.*")
#: Where other articles are listed: what follows is theirs, until running text resumes.
OTHERS_BEGIN = re.compile(
    r"(?:related|recommended|suggested|similar|featured|popular|latest|recent|top|trending|more|other|today's|further)"
    r"(?: (?:news|reading|now|today|for you|" + _LISTS["PIECE"] + r"))*"
    r"|most (?:read|popular|viewed|shared|commented)(?: .{0,30})?|more (?:from|about|on|in|by) \S+(?: \S+){0,3}"
    r"|read (?:more|also|next)|also read|see also|up next|editor'?s'? (?:picks?|choice)"
    r"|you (?:may|might)(?: also)? .{0,60}|in other news|from around the web|don't miss|what to read next")

#: Names of icons that an icon font leaves in pasted text, glued to what follows ("access_time5 years ago").
_ICONS = """
    folder_open folder access_time star_border star_rate star share person_outline person people today schedule
    comment chat_bubble_outline chat_bubble visibility print email mail_outline search menu close arrow_back
    arrow_forward arrow_drop_down arrow_upward keyboard_arrow_down keyboard_arrow_right keyboard_arrow_left
    keyboard_arrow_up expand_more expand_less chevron_left chevron_right home bookmark_border bookmark
    favorite_border favorite local_offer more_vert more_horiz file_download content_copy thumb_up play_arrow
    play_circle_outline volume_up calendar_today date_range event_note account_circle location_on navigate_next
    navigate_before photo_camera text_fields format_size update query_builder remove_red_eye label_outline
    cloud_download open_in_new link
""".split()
_ICONS.sort(key=len, reverse=True)
#: A name with an underscore is no word of news; one without must stand glued to a capital or a figure.
_ICON = re.compile(
    r"(?<![^\s.…,|)])(?:(?:" + "|".join(_ICONS) + r")(?=[A-Z0-9À-Þ])"
    r"|(?:" + "|".join(icon for icon in _ICONS if "_" in icon) + r")(?!\w))")

#: Buttons that stand glued to the words after them ("CommentsStorm closes three passes") …
_FRONT_BUTTON = (
    r"(?:Comments?|Share|Tweet|Advertisement|Loading(?:\.{3}|…)|Please [Ww]ait(?:\.{3}|…)|Print|E-?mail|Facebook"
    r"|Twitter|WhatsApp|Telegram|LinkedIn|Read [Mm]ore|Subscribe|Menu|Skip to (?:main )?content|Search|Sign [Ii]n"
    r"|Log [Ii]n|No Script|Save|Listen|Close)")
_GLUED_FRONT = re.compile(rf"(?:{_FRONT_BUTTON}\s?)*{_FRONT_BUTTON}(?=[A-Z«“][\w«“ ’'-])")
#: … or to the end of the last sentence before them; those of more than one word also after a space.
_BUTTON = (
    r"(?:Comments?(?: ?\(?\d+\)?)?|Share(?: this(?: article| story| post)?)?|Tweet|Advertisement|Print|E-?mail|Facebook"
    r"|Twitter|WhatsApp|Telegram|LinkedIn|Pinterest|Reddit|Copy [Ll]ink|Read [Mm]ore|Continue [Rr]eading|Subscribe|Like"
    r"|Save|Related [Aa]rticles|Leave a [Cc]omment|LEAVE A COMMENT|Follow us|Sign up)")
_SURE_BUTTON = (
    r"(?:Read [Mm]ore|Continue [Rr]eading|Share this(?: article| story| post)?|Leave a [Cc]omment|LEAVE A COMMENT"
    r"|Related [Aa]rticles)")
_GLUED_END = re.compile(rf"(?<=[.!?”\"’»)…])(?:{_BUTTON}|\s+{_SURE_BUTTON})(?:\s?{_BUTTON})*\W{{0,3}}$")
_GLUED_END_REACH = 160

_ENDS = " \t\u00a0\u200b\ufeff|•·»›>«*–—-…:.,;!/\\_=+►▶→←↓↑✓×"
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in patterns()))
_MENU_SEPARATOR = re.compile(r"\t+|\s{2,}|\s*[|•·»›>/]\s*")
_MENU_WORDS = frozenset("""
    home news world politics business economy sport sports opinion opinions culture arts entertainment
    technology tech science health education environment climate travel lifestyle life style weather video
    videos photos photo multimedia gallery podcasts live local national international regional middle east
    africa asia europe americas us uk markets money finance features magazine society religion food fashion cars
    motoring property jobs archive contact about search login subscribe menu more latest trending investigations
    analysis blogs blog columns editorial letters obituaries crime media games puzzles football cricket tennis
    racing tv radio film music books theatre english français deutsch arabic and the our special report reports
    interviews front page
""".split())


def normalise(line: str) -> str:
    """The line as the tables see it: lower case, single spaces, straight apostrophes, bare ends."""
    return " ".join(line.replace("’", "'").split()).strip(_ENDS).lower().strip(_ENDS)


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture by the tables, or a menu on one line."""
    if len(line) > LONGEST_LINE:
        return False
    plain = normalise(line)
    return not plain or _FURNITURE.fullmatch(plain) is not None or is_menu(line)


def is_menu(line: str) -> bool:
    """Several short items in a row: set apart by bars or wide gaps, or all of them names of sections."""
    words = line.split()
    if len(words) < 3 or len(words) > 60 or line.rstrip()[-1:] in ".!?”\"":
        return False
    named = sum(word.strip(_ENDS).lower() in _MENU_WORDS for word in words)
    if named >= 0.8 * len(words) and words[0][:1].isupper():
        return True
    items = [item for item in _MENU_SEPARATOR.split(line.strip()) if item]
    return (len(items) >= 4 and all(len(item.split()) <= 4 for item in items)
            and not any(character.isdigit() for character in line) and named >= 1)


def icons(line: str) -> list[tuple[int, int]]:
    """Where names of icons stand in a line, as offsets into it."""
    if len(line) > LONGEST_LINE:
        return []
    return [match.span() for match in _ICON.finditer(line)]


def glued_front(line: str) -> int:
    """How many characters at the start of a line are buttons glued to the words after them; 0 for none."""
    match = _GLUED_FRONT.match(line[:LONGEST_LINE])
    return match.end() if match and len(line[match.end():].split(maxsplit=3)) > 1 else 0


def glued_end(line: str) -> int:
    """Where the buttons glued to the end of a line begin; the length of the line for none."""
    start = max(0, len(line) - _GLUED_END_REACH)
    match = _GLUED_END.search(line[start:])
    return start + match.start() if match and start + match.start() > 0 else len(line)
