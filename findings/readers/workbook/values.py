"""What one cell means in its column: the value, or what was expected instead."""

from datetime import datetime
from decimal import Decimal

from findings.documents.workbook.layout import LIST_MARK

MAX_SHOWN = 12


class UnexpectedError(ValueError):
    """The cell holds something else than its column takes; the message says what is expected."""


def value_of(cell, column, choices):
    """The value for the document; UnexpectedError where the cell does not hold one."""
    return READERS[column.takes](cell, column, choices)


def _text(cell, column, choices):
    value = cell.value
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.is_plain:
        return str(int(value)) if value == int(value) else repr(value)
    raise UnexpectedError("a text: put an apostrophe before it, so that it is kept as typed")


def _number(cell, column, choices):
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        raise UnexpectedError("a number, without unit or separators, in a cell that holds numbers and not text")
    value = Decimal(str(cell.value))
    return int(value) if value == value.to_integral_value() else value


def _whole(cell, column, choices):
    value = _number(cell, column, choices)
    if not isinstance(value, int) or value < 0:
        raise UnexpectedError("a whole number, 0 or more")
    return value


def _date(cell, column, choices):
    if not isinstance(cell.value, datetime):
        raise UnexpectedError("a date, typed as a date and not as text, for example 2020-12-31")
    if cell.value.hour or cell.value.minute or cell.value.second or cell.value.microsecond:
        raise UnexpectedError("a date without a time of day")
    return cell.value.date()


def _yes_no(cell, column, choices):
    if isinstance(cell.value, bool):
        return cell.value
    if isinstance(cell.value, str) and cell.value.lower() in ("yes", "no"):
        return cell.value.lower() == "yes"
    raise UnexpectedError("yes or no")


def _choice(cell, column, choices):
    allowed = column.allowed(choices)
    value = cell.value
    if value not in allowed:
        raise UnexpectedError(_one_of(allowed, column))
    return value


def _choices(cell, column, choices):
    words = _words(cell)
    allowed = column.allowed(choices)
    wrong = [word for word in words if word not in allowed]
    if wrong:
        raise UnexpectedError(f"{_one_of(allowed, column)} ({', '.join(wrong)} is not among them)")
    return words


def _one_of(allowed, column):
    if not allowed:
        return "an empty cell: this framework has none"
    if len(allowed) > MAX_SHOWN:
        return f"one of the {len(allowed)} words on the sheet Lists under {column.choices.replace('_', ' ')}"
    return "one of " + ", ".join(allowed)


def _key(cell, column, choices):
    if not isinstance(cell.value, str | int) or isinstance(cell.value, bool):
        raise UnexpectedError("a key: small letters, digits and hyphens")
    return str(cell.value)


def _words(cell):
    text = str(_key(cell, None, None))
    return [word.strip() for word in text.split(LIST_MARK) if word.strip()]


def _keys(cell, column, choices):
    return _words(cell)


READERS = {
    "text": _text,
    "whole": _whole,
    "number": _number,
    "date": _date,
    "yes-no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "key": _key,
    "keys": _keys,
}
