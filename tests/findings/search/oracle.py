"""A second, slow, obvious search: it reads every entry and looks. What it finds, both engines have to find."""

from findings.models import SearchEntry
from findings.search.query import parse
from findings.search.text import BREAK


def found_slowly(text):
    query = parse(text)
    if not query.wanted:
        return set()
    return {
        entry.pk
        for entry in SearchEntry.objects.all()
        if all(says(entry, term) for term in query.wanted) and not any(says(entry, term) for term in query.excluded)
    }


def says(entry, term):
    if term.is_prefix:
        return any(stands_in(words, term.words, str.startswith) for words in lines(entry.words))
    texts = (entry.title_stems, entry.body_stems, entry.about_stems)
    return any(stands_in(words, term.stems, str.__eq__) for text in texts for words in lines(text))


def lines(text):
    """The texts that were put together, as lists of words: no phrase runs on from one to the next."""
    return [part.split() for part in f" {text} ".split(f" {BREAK} ")]


def stands_in(words, phrase, last_fits):
    for start in range(len(words) - len(phrase) + 1):
        here = words[start : start + len(phrase)]
        if here[:-1] == list(phrase[:-1]) and last_fits(here[-1], phrase[-1]):
            return True
    return False
