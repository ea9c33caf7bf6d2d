"""Forgives typing errors in the name of a force."""

from difflib import get_close_matches

from findings.search.query import word_term
from findings.search.text import tokens
from inspections.models import Force

# Words of many names, which name no force.
SHARED = {"police", "constabulary", "service", "greater", "north", "south", "west", "east", "valley", "city"}
SHORTEST, CUTOFF = 4, 0.75


def force_names():
    """Every telling word of forces' names and aliases: folded word -> the word as written."""
    written = {}
    for name, aliases in Force.objects.values_list("name", "aliases"):
        for text in (name, *aliases):
            for token in tokens(text):
                if len(token.word) >= SHORTEST and token.word not in SHARED:
                    written.setdefault(token.word, text[token.start : token.end])
    return written


def corrected(term, names):
    """The term that looks for the force nearly named by this one; None where it names none, or names one rightly."""
    word = term.words[0]
    if len(term.words) > 1 or term.is_prefix or len(word) < SHORTEST or word in names:
        return None
    close = get_close_matches(word, names, n=1, cutoff=CUTOFF)
    return word_term(names[close[0]]) if close else None
