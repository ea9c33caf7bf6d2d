"""Counted sets of case grades: from lists, tables and sentences, each with its assessor, sample and area."""

import re

from findings.readers.report.blocks import span
from findings.readers.report.bracketed_grades import bracketed_at
from findings.readers.report.grades import listed_count
from findings.readers.report.reading import Doubt
from findings.readers.report.rival_sets import with_rivals
from findings.readers.report.tally_scene import Scene, Tally, listen, set_of
from findings.readers.report.tally_sentences import sentence_tallies
from findings.readers.report.tally_tables import from_table, size_of_list, table_at, unread_rows
from findings.readers.report.tally_words import ALL, in_words
from findings.readers.report.titles import areas_of
from findings.readers.report.uncounted import counts_all, may_count

SHORT = 200


def read_tallies(section, areas):
    """(tallies in the order of the text, indexes of the blocks that hold them, doubts about what may hold more)."""
    found, used, doubts, scene, index = [], set(), [], Scene(), 0
    blocks = section.blocks
    while index < len(blocks):
        both, count = bracketed_at(section, index)
        if both:
            found += both
            used |= set(range(index, index + count))
            index += count
            continue
        run = _run(blocks, index)
        if run:
            end = index + len(run)
            total = size_of_list(blocks[end]) if end < len(blocks) else None
            found.append(_listed(section, scene, blocks[index:end], run, total))
            used |= set(range(index, end + (total is not None)))
            index = end + (total is not None)
            continue
        table = table_at(blocks, index)
        if table:
            made = from_table(section, scene, table, areas)
            found += made
            why = "a number stands under each grade, but not one alone"
            what = "A row of a table of grades is not read"
            doubts += [Doubt(row.place(), what, why) for row in unread_rows(table, made)]
            used |= set(range(index, index + 1 + len(table[1])))
            index += 1 + len(table[1])
            continue
        block = blocks[index]
        told, unread = _told(section, scene, block, areas) if block.kind != "row" else ([], [])
        found += told
        doubts += unread
        if told:
            used.add(index)
        elif may_count(block) or counts_all(block, scene.area):
            why = "it mentions grades and numbers, but not which belong together"
            doubts.append(Doubt(block.place(), "A passage is not read as grades of cases", why))
        elif block.kind == "text" and listed_count(block.text) is not None:
            why = "one grade with one number stands alone and is not read as a set"
            doubts.append(Doubt(block.place(), f"“{block.text}”", why))
        elif block.kind == "text" and (len(block.text) < SHORT or section.is_heading(index)):
            listen(scene, block, section.is_heading(index), areas)
        index += 1
    return tuple(found), used, doubts


def _run(blocks, index):
    """The counts of consecutive short blocks that each name one grade; a grade that comes again ends the run."""
    run = []
    while index + len(run) < len(blocks):
        block = blocks[index + len(run)]
        count = listed_count(block.text.replace("\t", " "))
        if count is None or any(set(count.grades) & set(other.grades) for other in run):
            break
        run.append(count)
    return run if len(run) >= 2 or (run and blocks[index].kind == "item") else []


def _listed(section, scene, blocks, run, total):
    assessor, sample, area, why = set_of(section, scene, None, None, None)
    place = span(blocks)
    if assessor == "force" and scene.sample is None:
        scene.sample = "joint"  # what the inspectorate's list beside it counts are the same cases
    doubts = (Doubt(place, "A list of grades", why),) if why else ()
    places = tuple(block.place() for block in blocks)
    form = "table" if blocks[0].kind == "row" else "list"
    return Tally(assessor, sample, area, tuple(run), total or scene.total, place, form, section.slug, places, doubts)


def _told(section, scene, block, areas):
    """(tallies, doubts) of a paragraph."""
    found = []
    tallies, unread = sentence_tallies(block.text)
    what = "A sentence with grades is not read"
    doubts_of_block = [Doubt(block.place(start, end), what, why) for start, end, why in unread]
    for told in with_rivals(block.text, tallies, [end for _, end, _ in unread]):
        named = areas_of(told.text, areas)
        is_told = section.slug == "case-file-analysis" or _opens_with(told.text, areas)
        area = named[0] if len(named) == 1 and is_told else None
        assessor, sample, area, why = set_of(section, scene, told.assessor, told.sample, area or scene.area)
        if section.slug in ("summary", "conclusion", "front") and told.sample is None and assessor == "hmicfrs":
            sample = "all"
        place = block.place(told.start, told.end)
        doubts = [Doubt(place, "A sentence with grades", why)] if why else []
        if not named and scene.area and ALL.search(told.text):
            why = f"it speaks of all cases, under a heading of {scene.area}; it is read as of {scene.area}"
            doubts.append(Doubt(place, "A sentence with grades", why))
        if told.rivals:
            doubts.append(_about_rivals(place, (assessor, sample, area), told.rivals))
        if told.unclear:
            doubts.append(Doubt(place, "A sentence with grades", f"“{told.unclear}” is not plain enough to be sure of"))
        places = tuple(block.place(count.start, count.end) for count in told.counts)
        found.append(
            Tally(
                assessor, sample, area, told.counts, told.total, place, "sentence", section.slug, places, tuple(doubts)
            )
        )
    return found, doubts_of_block


def _about_rivals(place, key, rivals):
    """The paragraph speaks of several sets, and the words of this tally do not say whose it is."""
    others = [in_words((*rival, key[2])) for rival in rivals if rival != key[:2]]
    why = f"it is read as of {in_words(key)}; by its words it may be of: {'; '.join(others)}"
    return Doubt(place, "Whose cases a sentence with grades counts", why)


def _opens_with(text, areas):
    """Whether a sentence outside the analysis plainly counts the cases of an area: "Custody: nine cases, …"."""
    found = re.match(r"[^:.;]{3,80}?(?::|\bcases\b)", text)
    return bool(found) and len(areas_of(found.group(), areas)) == 1
