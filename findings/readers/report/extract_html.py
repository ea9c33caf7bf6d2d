"""A saved web page to lines: paragraphs, headings with their rank, list items with their depth, rows of tables."""

import re
from html.parser import HTMLParser

from findings.readers.report.extract_text import decode
from findings.readers.report.letters import RAISED
from findings.readers.report.source import Source, SourceLine, UnreadableReportError

MAX_BYTES = 20_000_000
# Depth of nested elements beyond which a page is no longer a page.
MAX_DEPTH = 500
_SILENT = frozenset(
    ["script", "style", "template", "noscript", "svg", "nav", "head", "button", "select", "form", "iframe"]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "figure",
        "figcaption",
        "address",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "pre",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "td",
        "th",
        "caption",
        "body",
        "html",
        "details",
        "summary",
        "fieldset",
    ]
)
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track"]
)
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}


class _Page(HTMLParser):
    """Gathers one line a block; what stands in menus, scripts and forms is silent."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows, self._open, self._text = [], [], []
        self._is_foot = False
        self._silent, self._lists, self._heading, self._item, self._cells, self._raised = 0, 0, None, None, None, False

    def handle_starttag(self, tag, attrs):
        if len(self._open) > MAX_DEPTH:
            raise UnreadableReportError("The page nests its elements too deeply to be read.")
        if tag not in _VOID:
            self._open.append(tag)
        if tag in _SILENT:
            self._silent += 1
            return
        if tag == "footer" and not {"main", "article"} & set(self._open):
            self._end_line()
            self._silent, self._is_foot = self._silent + 1, True
        if tag in _BLOCKS and tag not in ("td", "th") and self._cells is None:
            self._end_line()
        if tag in ("p", "ul", "ol", "li", "table"):
            self._heading = None  # a heading that was never ended
        if tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "li":
            self._item = max(self._lists, 1)
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "tr":
            self._cells = []
        elif tag == "sup":
            self._raised = True

    def handle_endtag(self, tag):
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._close(closed)
            if closed == tag:
                break

    def _close(self, tag):
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "footer" and self._is_foot:
            self._silent, self._is_foot = max(0, self._silent - 1), False
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._taken())
        elif tag == "tr" and self._cells is not None:
            self.rows.append(("row", 0, "\t".join(self._cells)))
            self._cells = None
        elif tag == "sup":
            self._raised = False
        elif tag in _BLOCKS and self._cells is None:
            self._end_line()
            if tag in ("ul", "ol"):
                self._lists = max(0, self._lists - 1)
            elif tag in _HEADINGS:
                self._heading = None
            elif tag == "li":
                self._item = None

    def handle_data(self, data):
        if self._silent:
            return
        if self._raised and data.strip().strip("[]").isdigit():
            digits = data.strip().strip("[]")
            data = "".join(RAISED[int(digit)] for digit in digits)
        self._text.append(data)

    def _taken(self):
        # The space that parts thousands stays what it is, so that no number falls in two.
        text = re.sub(r"(?<=\d)([^\S \t\r\n])(?=\d{3}(?!\d))|\s+", lambda found: found[1] or " ", "".join(self._text))
        text = text.strip()
        self._text = []
        return text

    def _end_line(self):
        text = self._taken()
        if not text:
            return
        if self._item is not None and self._heading is None:
            self.rows.append(("item", self._item, text))
            self._item = None
        else:
            self.rows.append(("heading" if self._heading else "text", self._heading or 0, text))

    def close(self):
        super().close()
        self._end_line()


def extract_html(data, name=""):
    """A Source from the bytes of a web page. Lines count the blocks of the page, with an empty line between two."""
    if len(data) > MAX_BYTES:
        raise UnreadableReportError(f"The page has {len(data):,} bytes; a saved page has at most {MAX_BYTES:,}.")
    page = _Page()
    page.feed(decode(data))
    page.close()
    lines, before = [], None
    for kind, rank, text in page.rows:
        if before is not None and not (kind == before and kind in ("item", "row")):
            lines.append(SourceLine("", len(lines) + 1))
        shown = f"{' ' if rank > 1 else ''}- {text}" if kind == "item" else text
        lines.append(SourceLine(shown, len(lines) + 1, heading=rank if kind == "heading" else None))
        before = kind
    return Source(tuple(lines), "html", name)
