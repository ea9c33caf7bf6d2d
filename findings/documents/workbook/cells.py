"""A value in a cell, and back: text stays text, whatever it looks like, and every character of it survives.

XML has no place for a few characters, and spreadsheets read `_x0041_` as the letter A: both are written as such an
escape, and read back.
"""

import re
from datetime import date
from decimal import Decimal

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\uFFFE\uFFFF]")


def put(cell, value):
    """Writes the value; returns the cell. A text that looks like a formula, an error or a number stays a text."""
    if value is None or value == "":
        return cell
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str):
        cell.value = escape(value)
        cell.data_type = "s"
    elif isinstance(value, int | float | date):
        cell.value = value
    else:
        raise TypeError(f"{type(value).__name__} has no place in a cell")
    return cell


def escape(text):
    return UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape(text):
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
