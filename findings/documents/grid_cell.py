"""One field of the grid of case audits, and how a number in it is read."""

import re
from dataclasses import dataclass, replace

WHOLE = re.compile(r"[0-9]{1,7}")
MOST = 1_000_000


@dataclass(frozen=True)
class Cell:
    """One field of the grid: its name in the form, what stands in it, what that means, and what is wrong with it."""

    field: str
    label: str
    text: str = ""
    value: object = None
    error: str = ""

    def wrong(self, error):
        """The cell with what is wrong with it, unless something is said of it already."""
        return replace(self, error=self.error or error)


def number_cell(field, label, texts):
    """A whole number, or nothing: nothing else is guessed at."""
    text = texts.get(field, "").strip()
    if not text:
        return Cell(field, label)
    if text.isascii() and text.isdecimal() and int(text[:9]) > MOST:
        return Cell(field, label, text, None, f"found {text[:40]}, expected at most {MOST:,}")
    if not WHOLE.fullmatch(text) or int(text) > MOST:
        return Cell(field, label, text, None, f"found {text[:40]}, expected a whole number, or nothing")
    return Cell(field, label, text, int(text))


def chosen_cell(field, label, texts, known):
    """One of the known words, or nothing."""
    text = texts.get(field, "").strip()
    if text and text not in known:
        return Cell(field, label, text, None, f"found {text[:40]}, expected a choice of the list")
    return Cell(field, label, text, text or None)
