"""All stages over all sections: what each found, and which blocks belong to what."""

import re
from dataclasses import dataclass, replace

from findings.readers.report.asked_in_passing import asked_in_passing
from findings.readers.report.boxes import read_boxes
from findings.readers.report.case_themes import read_case_themes
from findings.readers.report.counted_sets import put_together, settled
from findings.readers.report.draft import line_of
from findings.readers.report.figures import read_figures, read_figures_of_notes
from findings.readers.report.judgments import read_judgments
from findings.readers.report.milestones import doubts_of_steps, read_milestones
from findings.readers.report.narrative import read_narrative
from findings.readers.report.reading import Doubt
from findings.readers.report.recommendations import read_recommendations
from findings.readers.report.restated import match_closing_list
from findings.readers.report.tallies import read_tallies
from findings.readers.report.topics import read_labelled, read_topic_grades
from findings.readers.report.unread_tables import outside, unread_tables

# Sections that hold no statement of this inspection about the force.
OUTSIDE = frozenset({"contents", "foreword", "annex"})


@dataclass(frozen=True)
class Gathered:
    """Everything that was found, in the order of the report, before it becomes a document."""

    sets: tuple
    shares: tuple
    themes: tuple
    boxes: tuple
    narratives: tuple
    labelled: tuple
    recommendations: tuple
    earlier: tuple
    figures: tuple
    passed_over: tuple
    judgments: tuple
    milestones: tuple
    topic_grades: tuple
    doubts: tuple


def gather(sections, notes, terms, kind):
    """Run every stage over the sections. `notes`: the footnotes; `terms`: the framework's; `kind`: of the report."""
    rows = [_of_section(section, terms, kind) for section in sections if section.slug not in OUTSIDE]
    rows += [_of_annex(section, terms) for section in sections if section.slug == "annex" and not terms.topics]
    back, passed_at_back, rough = _back_matter(sections, terms)
    tallies = settled([tally for row in rows for tally in row["tallies"]])
    every = [item for row in rows for item in row["recommendations"]]
    own = [item for item in every if not item.is_earlier]
    in_chapters = [item for item in own if item.chapter != "recommendations"]
    closing = [item for item in own if item.chapter == "recommendations"]
    recommendations, doubts = match_closing_list(in_chapters, closing)
    judgments, more = read_judgments([section for section in sections if section.slug not in OUTSIDE])
    doubts += more
    grades = ()
    if terms.topics:
        grades, more = read_topic_grades(sections, terms.topics)
        doubts += more
    doubts += outside(_all(rows, "tables"), [one.place for one in (*judgments, *grades)])
    sets = put_together(tallies)
    milestones = read_milestones(sections)
    doubts += doubts_of_steps(sections)
    of_notes, passed, told = read_figures_of_notes(notes, sections, terms.areas)
    doubts += (*told, *rough)
    return Gathered(
        sets=sets,
        shares=tuple(tally for tally in tallies if tally.is_shares),
        themes=_all(rows, "themes"),
        boxes=_all(rows, "boxes"),
        narratives=_all(rows, "narratives"),
        labelled=_all(rows, "labelled"),
        recommendations=recommendations,
        earlier=tuple(item for item in every if item.is_earlier),
        figures=tuple(sorted((*_all(rows, "figures"), *of_notes, *back), key=lambda one: one.place.line)),
        passed_over=(*_all(rows, "passed_over"), *passed, *passed_at_back),
        judgments=judgments,
        milestones=milestones,
        topic_grades=grades,
        doubts=(*doubts, *_all(rows, "doubts"), *(doubt for one in sets for doubt in one.doubts)),
    )


def _all(rows, name):
    return tuple(item for row in rows for item in row[name])


def _of_section(section, terms, kind):
    tallies, counted, uncounted = read_tallies(section, terms.areas) if not terms.topics else ((), set(), [])
    has_areas = section.slug == "case-file-analysis" or any(tally.area for tally in tallies)
    themes, themed = read_case_themes(section, terms.areas, counted) if has_areas else ((), set())
    recommendations, asked = read_recommendations(section, terms.areas, all_earlier=kind == "review")
    unread = _unread(section, asked) if kind != "review" else []
    passing = asked_in_passing(section, asked) if kind != "review" else []
    labelled, marked = read_labelled(section)
    hidden = counted | themed | asked | marked
    boxes, boxed = _boxes(section, hidden) if section.is_findings else ((), set())
    told = ()
    if section.slug != "recommendations":
        told = read_narrative(section, hidden | boxed, terms.areas)
    stories = {index: box.labelled for box in boxes for index in _indexes(section, box)}
    figures, passed, rough = read_figures(
        section, section.slug, asked | _notices(section), stories, terms.areas, counted
    )
    tallies, refuted = _without_notices(section, tallies)
    return {
        "tallies": tallies,
        "doubts": (*uncounted, *rough, *unread, *passing, *refuted),
        "themes": tuple((section.slug, theme) for theme in themes),
        "tables": unread_tables(section, hidden),
        "recommendations": recommendations,
        "labelled": labelled,
        "boxes": tuple((section.slug, box) for box in boxes),
        "narratives": told,
        "figures": figures,
        "passed_over": passed,
    }


def _of_annex(section, terms):
    """What an annex counts: the grades of cases and their themes, as those of the analysis of case files."""
    section = replace(section, slug="case-file-analysis")
    tallies, counted, uncounted = read_tallies(section, terms.areas)
    themes, _ = read_case_themes(section, terms.areas, counted) if tallies else ((), set())
    nothing = ("tables", "recommendations", "labelled", "boxes", "narratives", "figures", "passed_over")
    made = {"tallies": tallies, "doubts": tuple(uncounted), "themes": tuple((section.slug, one) for one in themes)}
    return made | dict.fromkeys(nothing, ())


def _notices(section):
    """The indexes of notices of a correction, which tell the numbers of before."""
    return {index for index, block in enumerate(section.blocks) if _NOTICE.search(block.text)}


def _without_notices(section, tallies):
    """(tallies that stand in no notice of a correction, doubts about the notices)."""
    blocks = [section.blocks[index] for index in sorted(_notices(section))]
    lines = {line for block in blocks for line in range(block.line, block.line_to + 1)}
    why = "it tells of a correction; none of its numbers is read, as they may be those of before"
    told = [Doubt(block.place(), f"“{line_of(block.text, 80)}”", why) for block in blocks]
    return tuple(one for one in tallies if one.place.line not in lines), told


_NOTICE = re.compile(
    r"^(?:correction|corrigendum|erratum|errata|amendment)s?\b|\b(?:earlier|previous|original) versions? of th[ie]s\w*"
    r" (?:report|page|document)\b",
    re.I,
)
IS_LIST = re.compile(r"\brecommendations\b", re.I)


def _unread(section, asked):
    """What stands among the recommendations and is read as none of them."""
    left, inside = [], section.slug == "recommendations"
    for index, block in enumerate(section.blocks):
        if section.is_heading(index):
            inside = section.slug == "recommendations" or bool(IS_LIST.search(block.text))
        elif inside and index not in asked and (section.slug == "recommendations" or " should" in block.text):
            left.append(block)
    why = "it stands among the recommendations and is read as none of them"
    return [Doubt(block.place(), f"“{line_of(block.text, 80)}”", why) for block in left]


def _back_matter(sections, terms):
    """The figures of definitions and annexes, in the chapter before them."""
    made, chapter = ([], [], []), None
    for section in sections:
        if section.slug in terms.chapters:
            chapter = section.slug
        elif section.slug == "annex":
            for into, more in zip(made, read_figures(section, chapter, (), {}, terms.areas), strict=True):
                into.extend(more)
    return made


def _boxes(section, hidden):
    """Boxes among the blocks that nothing else holds."""
    found, taken = read_boxes(section.blocks, lambda index: section.is_heading(index) or index in hidden)
    kept = tuple(box for box in found if not any(index in hidden for index in _indexes(section, box)))
    return kept, taken - hidden


def _indexes(section, box):
    return [index for index, block in enumerate(section.blocks) if block in box.blocks]
