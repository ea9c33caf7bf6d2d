"""What cleaning hands on: paragraphs, list items and table rows, each letter still tied to its line."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from findings.readers.report.reading import Place

# The end of an item that a list of its own follows.
_LEADS_ON = re.compile(r"(?::|\b(?:including|include|includes|for example|such as|namely|e\.g\.))[,:]?$", re.I)


@dataclass(frozen=True)
class Piece:
    """The text of a block from offset `at` on stands on this line and page."""

    at: int
    line: int
    page: int | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph (`text`), a list item with its depth, or a table row (`row`, cells parted by tabs).

    `heading` is a heading's rank where the file says so. `joined` tells that it was torn apart and rejoined.
    """

    kind: str
    text: str
    pieces: tuple[Piece, ...]
    depth: int = 0
    heading: int | None = None
    joined: bool = False

    @property
    def line(self):
        return self.pieces[0].line

    @property
    def line_to(self):
        return self.pieces[-1].line

    @property
    def page(self):
        return self.pieces[0].page

    @property
    def cells(self):
        return tuple(cell.strip() for cell in self.text.split("\t"))

    def piece_at(self, offset):
        return self.pieces[max(bisect_right([piece.at for piece in self.pieces], offset) - 1, 0)]

    def place(self, start=None, end=None):
        """The place of the block, or of the letters from `start` to `end` in it."""
        if start is None:
            first, last = self.pieces[0], self.pieces[-1]
        else:
            first, last = self.piece_at(start), self.piece_at(max((end or start + 1) - 1, start))
        return Place(first.line, last.line if last.line != first.line else None, first.page)

    def with_more(self, text, line, page, glue=" ", torn=False):
        """The block continued by the text of a further line."""
        piece = Piece(len(self.text) + len(glue), line, page)
        return replace(self, text=self.text + glue + text, pieces=(*self.pieces, piece), joined=self.joined or torn)

    def joined_to(self, other, glue=" "):
        """This block and another one that continues it."""
        shift = len(self.text) + len(glue)
        moved = tuple(replace(piece, at=piece.at + shift) for piece in other.pieces)
        return replace(self, text=self.text + glue + other.text, pieces=(*self.pieces, *moved), joined=True)


def span(blocks):
    """The place from the first to the last of several blocks."""
    first, last = blocks[0], blocks[-1]
    return Place(first.line, last.line_to if last.line_to != first.line else None, first.page)


@dataclass(frozen=True)
class Footnote:
    """The body of a footnote, set apart from the text."""

    number: int
    text: str
    place: Place


def by_item(items):
    """Listed blocks in groups: an item that leads to a list of its own with what is set in deeper right below it."""
    groups = []
    for block in items:
        if groups and block.depth > groups[-1][0].depth and _LEADS_ON.search(groups[-1][0].text):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups
