"""What a reader asks for: words, "phrases", prefix*, -not. Everything else in the text is text.

Nothing of what was typed reaches an engine: it is cut into the same forms as the index, and the engines' syntax is
written around those.
"""

import re
from dataclasses import dataclass

from findings.search.text import tokens

LONGEST_TEXT = 1_000
MOST_TERMS = 40
# A minus sign, then a quoted phrase or everything up to the next space or quotation mark.
TERM = re.compile(r'(?P<minus>[-−]?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
QUOTES = str.maketrans("“”„«»", '"""""')
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# Words that say nothing on their own: looked for in phrases, or where nothing else is asked for.
SMALL_WORDS = {
    *(
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
    ),
    *("how", "in", "is", "it", "its", "of", "on", "or", "that", "the", "their", "them", "there", "they", "this", "to"),
    *("was", "were", "what", "when", "where", "which", "who", "why", "will", "with"),
}


@dataclass(frozen=True)
class Term:
    """One thing to look for, or to leave out: words that follow each other; the last may be a beginning."""

    words: tuple
    stems: tuple
    is_prefix: bool = False
    is_excluded: bool = False
    typed: str = ""

    def places(self, found):
        """Where this term begins in a list of tokens."""
        for start in range(len(found) - len(self.words) + 1):
            if self._stands_at(found, start):
                yield start

    def _stands_at(self, found, start):
        here = found[start : start + len(self.words)]
        if not self.is_prefix:
            return all(token.stem == stem for token, stem in zip(here, self.stems, strict=True))
        *before, last = zip(here, self.words, strict=True)
        return all(token.word == word for token, word in before) and last[0].word.startswith(last[1])


@dataclass(frozen=True)
class Query:
    """Every wanted term has to occur, and no excluded one. Without a wanted term nothing is asked."""

    wanted: tuple = ()
    excluded: tuple = ()
    is_shortened: bool = False

    @property
    def text(self):
        """The query as it can be typed again."""
        return " ".join(term.typed for term in (*self.wanted, *self.excluded))

    def with_wanted(self, terms):
        return Query(tuple(terms), self.excluded, self.is_shortened)


def parse(text):
    """The query in any text whatever. The same text always gives the same query; no text is an error."""
    text = CONTROL.sub(" ", text).translate(QUOTES)
    found = {}
    for match in TERM.finditer(text[:LONGEST_TEXT]):
        term = _term(match)
        if term:
            found.setdefault((term.words, term.is_prefix, term.is_excluded), term)
    terms = list(found.values())
    wanted = [term for term in terms if not term.is_excluded]
    telling = [term for term in wanted if not _is_small(term)] or wanted
    excluded = [term for term in terms if term.is_excluded]
    return Query(
        wanted=tuple(telling[:MOST_TERMS]),
        excluded=tuple(excluded[:MOST_TERMS]),
        is_shortened=len(text) > LONGEST_TEXT or max(len(telling), len(excluded)) > MOST_TERMS,
    )


def word_term(word):
    """The term that looks for one word, as if it had been typed."""
    return _term(TERM.match(word))


def _term(match):
    """A word that is cut into several (multi-agency) is looked for as a phrase; nothing to look for is no term."""
    quoted = match["phrase"] is not None
    text = match["phrase"] if quoted else match["word"]
    found = tokens(text)
    if not found:
        return None
    is_prefix = not quoted and text.endswith("*")
    shown = f'"{text.strip()}"' if quoted else text
    return Term(
        words=tuple(token.word for token in found),
        stems=tuple(token.stem for token in found),
        is_prefix=is_prefix,
        is_excluded=bool(match["minus"]),
        typed=match["minus"] + shown,
    )


def _is_small(term):
    is_plain = not term.is_prefix and not term.typed.startswith('"')
    return is_plain and len(term.words) == 1 and term.words[0] in SMALL_WORDS
