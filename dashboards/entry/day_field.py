"""A day of the calendar, typed as a report prints it. It is a text: a browser's own field hands in nothing, without a
word, where the day that was typed does not exist."""

import re
from datetime import date

from django import forms

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})")
IN_WORDS = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>[0-9]{4})")
SUCH_AS = "For example: 26 August 2021."
UNCLEAR = "Enter a day such as 26 August 2021 or 26/8/2021."


class DayField(forms.CharField):
    """Takes 26 August 2021, 26 Aug 2021, 26/8/2021 and 2021-08-26; cleaned to a date or None, and shown in words."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"size": 20, "autocomplete": "off"}), **kwargs)

    def prepare_value(self, value):
        return f"{value.day} {MONTHS[value.month - 1].capitalize()} {value.year}" if isinstance(value, date) else value

    def to_python(self, value):
        return day_of(super().to_python(value))

    def run_validators(self, value):
        """The rules of a text do not ask anything of a day."""


def day_of(text):
    """The date that a text names, or None of an empty one; ValidationError where it names none, or none that exists."""
    text = text.strip()
    if not text:
        return None
    found = next((match for form in (YEAR_FIRST, DAY_FIRST, IN_WORDS) if (match := form.fullmatch(text.lower()))), None)
    month = _month(found["month"]) if found else None
    if month is None:
        raise forms.ValidationError(f"Found “{text[:40]}”. {UNCLEAR}")
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        raise forms.ValidationError(f"There is no day “{text}” in the calendar. {UNCLEAR}") from None


def _month(word):
    """The number of a month, given as one, by its name or by the beginning of its name; None of any other word."""
    if word.isdecimal():
        return int(word)
    named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word) or word == "sept" == name[:4]]
    return named[0] if len(named) == 1 else None
