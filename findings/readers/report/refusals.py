"""Documents that are no inspection report of this family, and what each seems to be."""

import re

from findings.readers.report.source import UnreadableReportError

FAMILY = re.compile(
    r"child protection revisit|national child protection (?:post[- ]inspection review|(?:re-?)?inspections?)"
    r"|child protection (?:re-?)?inspections?"
    r"|child protection: an inspection|inspections? of how .{0,30}(?:police|force|constabulary) protects? children"
    r"|child protection post[- ]inspection|inspections? of (?:police )?child protection"
    r"|post[- ]inspection review.{0,80}child",
    re.I | re.S,
)
# What another document says of itself in its first lines, and the sentence that names it.
OTHERS = (
    (r"joint targeted area inspection|\bJTAI\b", "a letter or report of a joint targeted area inspection"),
    (
        r"\bPEEL\b|police effectiveness,? efficiency and legitimacy",
        "a PEEL report on a force's effectiveness, efficiency and legitimacy",
    ),
    (r"press release|news release|media release|for immediate release|notes? to editors|embargo", "a press release"),
    (
        r"\b(?:this|the) (?:agreement|contract)\b.{0,200}\b(?:between|parties|supplier|customer|services)\b"
        r"|terms and conditions",
        "a contract",
    ),
    (r"serious (?:case|violence) review|child safeguarding practice review", "a case review"),
    (
        r"\bcrime data integrity\b|\bcustody inspection\b|unannounced inspection",
        "a report of another inspection programme",
    ),
    (
        r"\bresponse to (?:the |an? |our )?.{0,80}\b(?:inspection|report|review)\b"
        r"|\baction plan (?:for|in response|following|after)\b",
        "somebody's answer to an inspection report",
    ),
    (r"invoice|amount due|purchase order", "an invoice or an order"),
)
_TELLING = (
    r"notes? to editors",
    r"for immediate release",
    r"hereinafter|the parties agree|in witness whereof|governing law",
)


def refuse_what_is_none(source, clean_text, has_substance):
    """Raise UnreadableReportError with a sentence where the text is no report of this family.

    `has_substance`: at least some of what such a report holds (chapters, grades, recommendations) was found.
    """
    letters = len(re.findall(r"[A-Za-z]", source.text))
    if letters == 0:
        raise UnreadableReportError(_empty(source))
    if source.pages and letters < 40 * source.pages:
        raise UnreadableReportError(
            f"Only {letters} letters stand on {source.pages} pages: it seems to be a scanned document without its text."
        )
    opening = " ".join(block.text for block in clean_text.blocks[:12])[:1500]
    seems = _seems(opening, source.text)
    named = FAMILY.search(opening)
    if seems and not (named and named.start() < _first(opening, seems[0])):
        raise UnreadableReportError(
            f"This is no child protection inspection report of HMICFRS; it seems to be {seems[1]}."
        )
    # A title may be torn by the end of a line: what is looked for stands in blocks, not in lines.
    whole = " ".join(block.text for block in clean_text.blocks)
    if not FAMILY.search(whole[:20_000]) or not has_substance:
        raise UnreadableReportError(
            "This is no child protection inspection report of HMICFRS; "
            + (
                _missing(source)
                if not named
                else "it names one, but has neither its chapters nor grades nor recommendations."
            )
        )


def _empty(source):
    if source.form == "pdf":
        count = f"{source.pages} page{'' if source.pages == 1 else 's'}"
        return f"The PDF has no text on its {count}: it seems to be scanned or empty."
    return "The file has no text: it seems to be empty."


def _seems(opening, whole):
    for pattern, what in OTHERS:
        if re.search(pattern, opening, re.I | re.S):
            return pattern, what
    for pattern, what in zip(_TELLING, ("a press release", "a press release", "a contract"), strict=True):
        if re.search(pattern, whole, re.I):
            return pattern, what
    return None


def _first(opening, pattern):
    found = re.search(pattern, opening, re.I | re.S)
    return found.start() if found else len(opening)


def _missing(source):
    if re.search(r"\b(?:police|constabulary|hmic)\b", source.text, re.I):
        return "it speaks of the police, but names no such inspection in its opening."
    return "it names no such inspection, and seems to be a document of another kind."
