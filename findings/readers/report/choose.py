"""Which framework a report follows, from what it prints: titles of graded topics, or the grades of its cases."""

from findings.readers.report.headings import is_heading
from findings.readers.report.titles import chapter_of

# So many chapters that only one framework has settle which it is.
ENOUGH = 2


def topic_framework(clean_text, vocabulary):
    """The slug of the framework whose graded topics are the report's chapters, or None."""
    classic = set().union(*(terms.chapters for _, terms in vocabulary.case_frameworks()))
    for slug, terms in vocabulary.topic_frameworks():
        titles = [
            block.text for block in clean_text.blocks if is_heading(block, terms.chapters, clean_text.has_headings)
        ]
        own = {chapter_of(title, terms.chapters) for title in titles} & (set(terms.chapters) - classic)
        others = {found for title in titles for found in [_classic(title, vocabulary)] if found} - set(terms.chapters)
        if len(own) >= ENOUGH and len(own) >= len(others):
            return slug
    return None


def _classic(title, vocabulary):
    return next(
        (found for _, terms in vocabulary.case_frameworks() if (found := chapter_of(title, terms.chapters))), None
    )


def case_framework(grades, vocabulary):
    """The framework with the shortest scale that has all the grades; None where none has them."""
    return next(
        (
            slug
            for slug, terms in vocabulary.case_frameworks()
            if set(grades) <= set(vocabulary.scales[terms.case_scale])
        ),
        None,
    )
