"""Numbers as reports print them: digits with separators, decimals, millions, and words."""

import re
from decimal import Decimal

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: value for value, word in enumerate(UNITS)} | {word: 20 + 10 * place for place, word in enumerate(TENS)}
NOTHING = ("none", "nil", "no", "neither")
_TENS, _UNITS = "|".join(TENS), "|".join(UNITS[1:10])
WORD = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{'|'.join(sorted(UNITS, key=len, reverse=True))})"
# Reports part thousands with a comma or with a space that does not break.
DIGITS = r"\d{1,3}(?:[,\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = rf"(?:{DIGITS}|{WORD}(?:\s+hundred(?:\s+and\s+{WORD}\b)?)?)"
_NUMBER = re.compile(
    rf"(?P<digits>{DIGITS})|(?P<word>{WORD})(?P<hundred>\s+hundred(?:\s+and\s+(?P<rest>{WORD}))?)?", re.I
)


def value_of(text):
    """The value of one printed number, or None. "none", "nil" and "no" are zero."""
    text = text.strip().lower()
    if text in NOTHING:
        return 0
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    if found["digits"]:
        number = Decimal(re.sub(r"[,\s]", "", found["digits"]))
        return int(number) if number == number.to_integral_value() else number
    value = _in_words(found["word"])
    return value * 100 + (_in_words(found["rest"]) if found["rest"] else 0) if found["hundred"] else value


def _in_words(text):
    return sum(WORDS[part] for part in re.split(r"[- ]", text))
