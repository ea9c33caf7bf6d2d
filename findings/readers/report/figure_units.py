"""What a number counts: the noun that follows it, as printed."""

import re

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "per",
        "were",
        "was",
        "is",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "having",
        "do",
        "did",
        "does",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "when",
        "where",
        "while",
        "as",
        "than",
        "or",
        "but",
        "if",
        "so",
        "because",
        "since",
        "until",
        "before",
        "after",
        "during",
        "between",
        "within",
        "without",
        "into",
        "onto",
        "over",
        "under",
        "about",
        "across",
        "against",
        "through",
        "also",
        "not",
        "only",
        "both",
        "each",
        "every",
        "their",
        "its",
        "our",
        "his",
        "her",
        "they",
        "we",
        "it",
        "he",
        "she",
        "concerned",
        "involved",
        "related",
        "included",
        "including",
        "took",
        "takes",
        "led",
        "said",
        "told",
        "made",
        "came",
        "living",
        "awaiting",
        "waiting",
    ]
)
_UNCOUNTED = frozenset(["people", "staff", "children", "personnel", "men", "women"])
_SINGULAR = frozenset(
    [
        "process",
        "access",
        "analysis",
        "business",
        "address",
        "previous",
        "various",
        "serious",
        "less",
        "class",
        "as",
        "us",
        "his",
        "this",
        "was",
        "has",
        "is",
        "does",
    ]
)
_QUOTED = re.compile(
    r"(?<!\w)[\"\u2018\u2019'\u201c\u201d](?=\w)([^\"\u2018\u2019'\u201c\u201d]{0,60})[\"\u2018\u2019'\u201c\u201d]?"
)
_WORD = re.compile(r"\s*([A-Za-z][A-Za-z'\u2019-]*)")


def unit_after(text, *, plural):
    """The words up to the first plural noun; for one thing, up to two words. None where no noun follows.

    Brackets, full stops and words that are no part of a noun's phrase end the search; "and" may stand in it once.
    """
    text = _QUOTED.sub(r"\1", re.sub(r"\s\([^)]*\)", "", text))
    words, at, joined = [], 0, False
    while len(words) < 6:
        found = _WORD.match(text, at)
        if not found or (words and text[at : found.start(1)].strip()):
            break
        word = found[1]
        lowered = word.lower()
        if lowered == "and" and words and not joined:
            joined = True
        elif lowered in _STOP or lowered == "and":
            break
        words.append(word)
        at = found.end()
        if _is_plural(word) and not _goes_on(text, at):
            return " ".join(words)
    while words and words[-1].lower() == "and":
        words.pop()
    return " ".join(words[:2]) if words and not plural else None


def _is_plural(word):
    lowered = word.lower()
    if lowered in _UNCOUNTED or re.fullmatch(r"[A-Z]{2,}s", word):
        return True
    return lowered.endswith("s") and not lowered.endswith(("ss", "'s", "\u2019s", "ous")) and lowered not in _SINGULAR


def _goes_on(text, at):
    """ "police officers", "staff members": the noun is the next word."""
    following = _WORD.match(text, at)
    return bool(
        following
        and text[at : following.start(1)] == " "
        and _is_plural(following[1])
        and following[1].lower() not in _STOP
    )
