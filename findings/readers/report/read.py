"""The whole way: from a Source to a Reading."""

from findings.readers.report.assemble import assemble
from findings.readers.report.choose import case_framework, topic_framework
from findings.readers.report.clean import clean
from findings.readers.report.figure_numbers import OTHER_FORM
from findings.readers.report.figures import IN_A_STORY
from findings.readers.report.gather import gather
from findings.readers.report.header import make_header
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.recognise import recognise
from findings.readers.report.refusals import refuse_what_is_none
from findings.readers.report.sections import APART, read_sections
from findings.readers.report.source import UnreadableReportError

FEW = 4
EMPTY = "it is {}; nothing in it is read"


def read_report(source, vocabulary):
    """The Reading of a Source. UnreadableReportError says in a sentence why a document is none of this family."""
    text = clean(source)
    slug = topic_framework(text, vocabulary)
    is_topical = slug is not None
    slug = slug or vocabulary.case_frameworks()[0][0]
    terms = vocabulary.frameworks[slug]
    sections, doubts = read_sections(text, terms.chapters)
    refuse_what_is_none(source, text, _has_substance(sections))
    recognised = recognise(text, vocabulary, terms.chapters)
    gathered = gather(sections, text.footnotes, terms, recognised.kind)
    if not is_topical:
        slug, told = _case_scale(gathered, slug, vocabulary)
        doubts += told
        terms = vocabulary.frameworks[slug]
    header, missing, values, more = make_header(recognised, slug, vocabulary, source.name)
    doubts = [*_remarks(source), *text.doubts, *recognised.doubts, *more, *doubts]
    doubts += [
        _about_chapters(sections, terms.chapters, header.kind),
        _about_polarity(gathered),
        *_of_numbers(gathered.passed_over),
    ]
    if not gathered.recommendations and not gathered.earlier:
        doubts.append(
            Doubt(None, "No recommendation is read", "none is printed in a form that is known; look for them")
        )
    return assemble(
        header,
        missing,
        gathered,
        terms,
        vocabulary.scales,
        (values, [one for one in doubts if one]),
        [*_ignored(sections, text), *_passed_over(gathered.passed_over)],
    )


def _has_substance(sections):
    """A chapter by its title, or grades or recommendations anywhere."""
    chapters = {section.slug for section in sections} - APART
    text = " ".join(block.text for section in sections for block in section.blocks).lower()
    return bool(chapters) or "recommend" in text or "requires improvement" in text


def _case_scale(gathered, slug, vocabulary):
    grades = {grade for one in gathered.sets for count in one.tally.counts for grade in count.grades}
    grades |= {grade for tally in gathered.shares for count in tally.counts for grade in count.grades}
    fitting = case_framework(grades, vocabulary)
    if not grades:
        why = (
            "no grades of cases are printed, by which frameworks differ; the newest of those that grade cases is taken"
        )
        return slug, [Doubt(None, f"The framework is taken to be {slug}", why)]
    if fitting is None:
        why = f"no framework grades cases with {', '.join(sorted(grades))}"
        return slug, [Doubt(None, f"The framework is taken to be {slug}", why)]
    return fitting, []


def _remarks(source):
    return [Doubt(None, "The file", remark) for remark in source.remarks]


def _about_chapters(sections, chapters, kind):
    """Where hardly a title is known, the chapter of everything is a guess."""
    known = {section.slug for section in sections if section.slug in chapters and section.title}
    if kind != "inspection" or len(known) >= FEW:
        return None
    why = "what stands under others is put into the chapter before them; look at the chapter of each"
    return Doubt(None, f"Only {len(known)} titles of chapters are known", why)


def _about_polarity(gathered):
    count = len(gathered.themes) + len(gathered.narratives) + len(gathered.boxes)
    if not count:
        return None
    return Doubt(
        None, f"Strength or concern of {count} items", "proposed from their words alone; a person must see each"
    )


def _ignored(sections, text):
    """Parts that are not read, for the account."""
    ignored = []
    for section in sections:
        if section.slug in ("foreword", "contents", "annex") and section.place is not None:
            last = section.blocks[-1].line_to if section.blocks else section.place.line
            place = Place(section.place.line, last, section.place.page)
            ignored.append(Doubt(place, f"“{section.title}”", EMPTY.format("front or back matter")))
    why = "it is a footnote; only its figures are read"
    ignored += [Doubt(note.place, f"Footnote {note.number}", why) for note in text.footnotes]
    ignored += [Doubt(None, f"“{line}”", EMPTY.format("a running head or foot")) for line in text.running]
    return ignored


def _passed_over(numbers):
    """Numbers that were not taken for figures, by what they were taken for."""
    reasons = {}
    for one in (one for one in numbers if one.why not in (IN_A_STORY, OTHER_FORM)):
        reasons.setdefault(one.why, []).append(f"{one.number} ({one.place})")
    return [Doubt(None, ", ".join(shown), f"no figure: {why}") for why, shown in reasons.items()]


def _of_numbers(numbers):
    shown = [f"{one.number} ({one.place})" for one in numbers if one.why == IN_A_STORY]
    why = "they stand in labelled stories of one case and are not proposed as figures"
    told = [Doubt(None, f"The numbers {', '.join(shown)}", why)] if shown else []
    odd = [one for one in numbers if one.why == OTHER_FORM]
    return [*told, *(Doubt(one.place, f"The number {one.number}", OTHER_FORM) for one in odd)]


__all__ = ["UnreadableReportError", "read_report"]
