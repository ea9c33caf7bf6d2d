"""A second, slow, obvious search: it reads every entry and looks. What it finds, both engines have to find."""

from findings.models import SearchEntry
from findings.search.query import parse
from findings.search.text import BREAK


def read():
    """Every entry: key, the stemmed texts that phrases are looked for in, the whole words for beginnings."""
    fields = ("pk", "title_stems", "body_stems", "about_stems", "words")
    return [
        (pk, [line for text in stemmed for line in lines(text)], lines(words))
        for pk, *stemmed, words in SearchEntry.objects.values_list(*fields)
    ]


def lines(text):
    """The texts that were put together, as lists of words: no phrase runs on from one to the next."""
    return [part.split() for part in f" {text} ".split(f" {BREAK} ")]


def found_slowly(text, entries):
    query = parse(text)
    if not query.wanted:
        return set()
    return {
        pk
        for pk, stems, words in entries
        if all(says(stems, words, term) for term in query.wanted)
        and not any(says(stems, words, term) for term in query.excluded)
    }


def says(stems, words, term):
    if term.is_prefix:
        return any(stands_in(line, term.words, str.startswith) for line in words)
    return any(stands_in(line, term.stems, str.__eq__) for line in stems)


def stands_in(words, phrase, last_fits):
    for start in range(len(words) - len(phrase) + 1):
        here = words[start : start + len(phrase)]
        if here[:-1] == list(phrase[:-1]) and last_fits(here[-1], phrase[-1]):
            return True
    return False
