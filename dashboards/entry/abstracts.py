"""What a draft says so far, in short, for whoever writes its abstract: nothing is written for them."""

from dashboards.entry.part_form import words_of

SHOWN = 12
FORMAL = ("main", "cause-of-concern", "area-for-improvement")


def to_write_from(desk):
    """(heading, lines) of what an abstract is made from; parts of which nothing is entered are left out."""
    document = desk.document
    told = [finding.title or finding.summary for finding in document.findings if finding.kind in FORMAL]
    asked = [
        f"{item.text}{f' ({words_of(item.timescale).lower()})' if item.timescale else ''}"
        for item in sorted(document.recommendations, key=lambda item: item.number)
    ]
    found = (
        ("Summary, conclusion and formal categories", told),
        ("All cases, as HMICFRS graded them", _headline(desk)),
        ("Recommendations", asked),
    )
    return [(heading, lines[:SHOWN]) for heading, lines in found if lines]


def _headline(desk):
    for audit in desk.document.case_audits:
        if (audit.assessor, audit.sample, audit.area) == ("hmicfrs", "all", None):
            single = [count for count in audit.counts if not count.grade_to]
            return [f"{desk.choices.name('grades', count.grade)}: {count.cases}" for count in single]
    return []
