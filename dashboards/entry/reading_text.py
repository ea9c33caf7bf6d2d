"""The text of a report beside what was read from it: the lines around a place, each leading to what was read there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

BEFORE, AFTER = 12, 30  # lines of the text around a place
LETTERS_BEFORE = 800  # and fewer lines before it where they are long, so that it is seen at once
MOST_LINES = 400


@dataclass(frozen=True)
class Line:
    """One line of the report. `is_source` marks the place in question, `is_read` what something was read from."""

    number: int
    text: str
    href: str = ""
    is_source: bool = False
    is_read: bool = False


def trail_of(job=None, *steps):
    home = ("Reports to be read", reverse("reading-list") if job else "")
    own = [(job.name, reverse("reading", args=[job.pk]) if steps else "")] if job else []
    return [("Desk", reverse("entry")), home, *own, *steps]


def address_of(job, field="", line=None):
    query = {"field": field} if field else {"line": line} if line else {}
    place = "#read" if field else f"#line-{line}"
    return reverse("reading", args=[job.pk]) + (f"?{urlencode(query)}{place}" if query else "")


def place_of(one):
    if not one.get("line"):
        return ""
    several = one.get("line_to") and one["line_to"] != one["line"]
    lines = f"lines {one['line']}–{one['line_to']}" if several else f"line {one['line']}"
    return f"page {one['page']}, {lines}" if one.get("page") else lines


def place_asked(result, line="", line_to="", page=""):
    """The place of these lines, or the beginning of a page, as they were typed; the first doubt that has a place."""
    number, last = _number(line), _number(line_to)
    if not number and (asked := _number(page)):
        number = next((at for at, (_, own) in enumerate(result.lines, start=1) if own == asked), None)
    if number and number <= len(result.lines):
        until = last if last and number < last <= len(result.lines) else None
        return {"line": number, "line_to": until, "page": result.lines[number - 1][1]}
    beginning = {"line": 1, "page": (result.lines or [["", None]])[0][1]}
    return next((one for one in result.doubts if one.get("line")), beginning)


def _number(text):
    return int(text) if str(text).isdecimal() and len(str(text)) < 8 else None


def text_around(job, place, read):
    """The context of the text: lines, and where each leads. `read`: `(first line, last line, address)` of all."""
    result = job.result
    first, last = _span(result, place)
    addresses = {}
    for line, line_to, address in read:
        for number in range(max(first, line), min(last, line_to or line) + 1):
            addresses.setdefault(number, set()).add(address)
    source = range(place["line"], (place.get("line_to") or place["line"]) + 1)
    lines = [
        Line(number, text, _address_at(job, number, text, addresses.get(number)), number in source, number in addresses)
        for number, (text, _) in enumerate(result.lines[first - 1 : last], start=first)
    ]
    return {
        "lines": lines,
        "page": place.get("page"),
        "pages": max((page for _, page in result.lines if page), default=0),
        "place": place,
        "before": address_of(job, line=max(1, first - AFTER)) if first > 1 else "",
        "after": address_of(job, line=last + 1) if last < len(result.lines) else "",
    }


def _span(result, place):
    """First and last line to show: some before the place, and more after it."""
    line = first = place["line"]
    letters = 0
    while first > max(1, line - BEFORE) and (letters := letters + len(result.lines[first - 2][0])) <= LETTERS_BEFORE:
        first -= 1
    end = min(place.get("line_to") or line, line + MOST_LINES)
    return first, min(len(result.lines), end + AFTER)


def _address_at(job, number, text, addresses):
    """Where a line leads: to the one thing that was read there, else to the page of the line, to add what was not."""
    if addresses and len(addresses) == 1:
        return next(iter(addresses))
    return address_of(job, line=number) if addresses or text.strip() else ""
