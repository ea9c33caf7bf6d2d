"""Single characters put right: ligatures, invisible characters, raised digits, emphasis that an edition marks."""

import re

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TABLE = str.maketrans(
    {
        **LIGATURES,
        "\u00a0": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
# A space that does not break parts thousands: "1 250" stays one number.
THIN = "\u202f"
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u2007\u202f](?=\d{3}(?!\d))")
_RAISED_VALUES = str.maketrans(RAISED, "0123456789")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)([^*]+?)(?<=\S)\*{1,2}(?![\w*])")
_TAGS = re.compile(r"</?(?:u|b|i|em|strong|sup)>", re.I)
RAISED_RUN = re.compile(rf"\s?[{RAISED}]+")


def plain(text):
    """The text with its letters put right; tabs, leading spaces, raised digits and spaces within numbers stay."""
    text = _TAGS.sub("", _THOUSANDS.sub(THIN, text).translate(_TABLE))
    text = _EMPHASIS.sub(r"\1", re.sub(rf"{THIN}(?!\d{{3}}(?!\d))|(?<!\d){THIN}", " ", text))
    return "".join(letter for letter in text if letter >= " " or letter == "\t")


def raised_value(text):
    """The number that raised digits spell."""
    return int(text.strip().translate(_RAISED_VALUES))


def folded(text):
    """For comparing wording: small letters, straight quotes, plain dashes, single spaces, no raised digits."""
    text = RAISED_RUN.sub("", plain(text))
    for odd, straight in (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(odd, straight)
    text = re.sub(r"[\u2010-\u2015]", "-", text)
    return re.sub(r"\s+", " ", text).strip().lower()
