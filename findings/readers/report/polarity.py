"""A proposal whether a text speaks of a strength, a concern or both. It is never more than a proposal."""

import re

_GOOD = re.compile(
    r"\b(?:good|well|strong|strongly|effective(?:ly)?|prompt(?:ly)?|timely|quick(?:ly)?|positive|impressive|committed|"
    r"commitment|dedicated|swift(?:ly)?|comprehensive|clear|appropriate(?:ly)?|robust|thorough|improved|enthusias\w+|"
    r"innovati\w+|invested|supports?|understands?|understanding|helpful|benefits?)\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:not|n't|no|lack(?:s|ed|ing)?|poor(?:ly)?|delay(?:s|ed)?|inconsisten\w+|insufficien\w+|ineffective(?:ly)?|limited|"
    r"inadequate(?:ly)?|weak\w*|miss(?:ed|es)|fail\w*|error\w*|concern(?:s|ed|ing)?|unnecessar\w+|rarely|seldom|backlog\w*|"
    r"unclear|incomplete\w*|superficial|drift|breach\w*|needs? to|inappropriate\w*|unaware|difficult\w*|gaps?"
    r"|less|reluctan\w+|"
    r"sporadic|shortfall\w*|unable|without|never|underdeveloped|cannot|can't|didn't|doesn't|don't|isn't|aren't|wasn't|weren't)\b"
    r"|n['\u2019]t\b",
    re.I,
)
_TURN = re.compile(r"\b(?:but|however|although|though|despite|nevertheless|yet)\b", re.I)


def weight_of(text):
    """(good words, bad words); a good word right after a denial counts as bad."""
    denied = re.compile(r"(?:\bnot|n['\u2019]t|\bno|\black of|\bless)\s+(?:\w+\s+){0,2}$", re.I)
    good = bad = 0
    for match in _GOOD.finditer(text):
        if denied.search(text[: match.start()]):
            bad += 1
        else:
            good += 1
    return good, bad + len(_BAD.findall(text))


def polarity_of(text):
    """`strength`, `concern` or `mixed`, as the words of the text suggest."""
    good, bad = weight_of(text)
    if good and bad:
        return "mixed" if _TURN.search(text) or good >= bad else "concern"
    return "strength" if good else "concern"


def polarity_of_title(title, text):
    """What stands under a heading: the heading's own words first, the text where they say nothing."""
    good, bad = weight_of(title)
    if good and bad:
        return "mixed"
    if good or bad:
        return "strength" if good else "concern"
    return polarity_of(text)
