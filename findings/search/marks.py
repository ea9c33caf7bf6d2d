"""Where a query's words stand in a text that is shown: plain pieces, which the template escapes and marks."""

from dataclasses import dataclass

from findings.search.text import tokens

# Characters of an excerpt, and how many of them stand before the first hit.
EXCERPT, BEFORE = 320, 80


@dataclass(frozen=True)
class Piece:
    """A part of a text, hit or not."""

    text: str
    is_hit: bool = False


def marked(text, query):
    """The text in pieces; put together they are the text again."""
    pieces, end = [], 0
    for start, stop in spans(text, query):
        if start > end:
            pieces.append(Piece(text[end:start]))
        pieces.append(Piece(text[start:stop], True))
        end = stop
    return [*pieces, Piece(text[end:])] if end < len(text) else pieces


def spans(text, query):
    """From where to where the text is hit, in order and apart."""
    found, hit = tokens(text), set()
    for term in query.wanted:
        for start in term.places(found):
            hit.update(range(start, start + len(term.words)))
    joined = []
    for index in sorted(hit):
        token = found[index]
        # Nothing but a space or a hyphen between two hits: one mark for both.
        if joined and not text[joined[-1][1] : token.start].strip(" -"):
            joined[-1][1] = token.end
        else:
            joined.append([token.start, token.end])
    return [tuple(span) for span in joined]


def excerpt(text, query):
    """The part of a long text around its first hit, with whole words; short texts stay whole."""
    if len(text) <= EXCERPT:
        return text
    first = next(iter(spans(text, query)), (0, 0))[0]
    start = 0 if first <= EXCERPT - BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text)
    if start + EXCERPT < end:
        end = max(text.rfind(" ", start, start + EXCERPT), start + EXCERPT // 2)
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
