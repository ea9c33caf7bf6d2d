"""Which report this is: kind, force, dates, ISBN, address; or the reason why it is no report of this family."""

import re
from collections import Counter
from dataclasses import dataclass

from findings.readers.report.dates import PrintedDate, dates_in
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_sentences import sentences_of
from findings.readers.report.titles import chapter_of, other_of

_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?\d[\d -]{7,15}[\dXx])\b")
_ADDRESS = re.compile(r"https?://\S+[^\s.,;)\]]")
_PUBLISHED = re.compile(r"\bpublish(?:ed|ing)?\b|\bpublication\b|\breleased\b|\bdate of (?:this |the )?report\b", re.I)
_AGAIN = re.compile(r"\b(?:updated|revised|reissued|re-?published|archived|accessed|reviewed)\b", re.I)
_INSPECTED = re.compile(
    r"\binspect(?:ed|ion)\b.{0,160}?\b(?:took place|between|from|in|during|on|over|dates?)\b|\bfieldwork\b"
    r"|\bwe (?:visited|revisited|returned)\b"
    r"|\breview\b.{0,80}\b(?:took place|between|during)\b|\bdates? of (?:the )?inspection\b",
    re.I,
)
_WE_DID = re.compile(r"[ ,]+(?:we|inspectors|hmicfrs|hmic) (?:re-?)?(?:inspected|visited|revisited|returned)\b", re.I)
# Sentences about another inspection, or about its report.
_ANOTHER = re.compile(
    r"\b(?:first|previous(?:ly)?|last|earlier|original(?:ly)?|since|ofsted|joint targeted|letter|published)\b", re.I
)
_BEFORE = re.compile(
    r"\b(?:original|initial|first|previous|earlier|last|child protection)\b.{0,60}\b(?:inspection|report)\b"
    r"|\bwe (?:first |last |previously )?inspected\b",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:\u00a9|\(c\)|crown copyright|copyright)\D{0,40}((?:19|20)\d\d)", re.I)
_KINDS = (
    ("review", r"post[- ]inspection review"),
    ("revisit-letter", r"\brevisit\b.{0,20}letter|letter.{0,40}\brevisit\b|^dear\b"),
    ("re-inspection", r"\bre-?inspection\b"),
)


@dataclass(frozen=True)
class Recognised:
    """What the report says of itself. Every part is None where it is not printed."""

    kind: str
    force: str | None
    force_place: Place | None
    inspected: PrintedDate | None
    inspected_place: Place | None
    published: PrintedDate | None
    published_place: Place | None
    published_precision: str | None
    isbn: str | None
    address: str | None
    parent_year: int | None
    doubts: tuple[Doubt, ...]


def recognise(clean_text, vocabulary, chapters):
    """The header of the report."""
    blocks, doubts = clean_text.blocks, []
    front = front_of(blocks, chapters)
    text = " ".join(block.text for block in blocks)
    force, force_place = _force(front, blocks, vocabulary.forces, doubts)
    published, published_place, precision = _published(front, blocks, doubts)
    inspected, inspected_place = _inspected(front, blocks, (published, published_place), doubts)
    isbn = _ISBN.search(text)
    address = next((found.group() for block in front for found in _ADDRESS.finditer(block.text)), None)
    kind = _kind(front, doubts)
    parent_year = _parent_year(blocks, inspected, published) if kind != "inspection" else None
    return Recognised(
        kind,
        force,
        force_place,
        inspected,
        inspected_place,
        published,
        published_place,
        precision,
        re.sub(r"(?<=-)\s+|\s+(?=-)", "", isbn[1].strip()) if isbn else None,
        address,
        parent_year,
        tuple(doubts),
    )


def front_of(blocks, chapters):
    """The title page: everything before the first chapter, foreword or table of contents."""
    for index, block in enumerate(blocks[:60]):
        if (
            index
            and block.kind == "text"
            and len(block.text) < 110
            and (chapter_of(block.text, chapters) or other_of(block.text))
        ):
            return blocks[:index]
    return blocks[:12]


def _kind(front, doubts):
    text = " \n".join(block.text for block in front)
    found = [kind for kind, pattern in _KINDS if re.search(pattern, text, re.I | re.M)]
    if len(found) > 1:
        why = f"the title page speaks of {' and '.join(found)}"
        doubts.append(Doubt(front[0].place(), "The kind of the report", why))
    return found[0] if found else "inspection"


def _name_pattern(name):
    flags = 0 if len(name) <= 5 else re.I
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", flags)


def mentions_of(text, forces):
    """How often each force is named, by any alias; a longer name is not counted again as a shorter one."""
    counts, rest = Counter(), text
    names = sorted(((name, slug) for slug, known in forces.items() for name in known), key=lambda pair: -len(pair[0]))
    for name, slug in names:
        pattern = _name_pattern(name)
        weight = 3 if re.search(r"\b(?:police|constabulary|heddlu)\b", name, re.I) else 1
        rest, times = pattern.subn(" ", rest)
        counts[slug] += weight * times
    return +counts


def _force(front, blocks, forces, doubts):
    """The force that the title page names; else the one the text names most, as a doubt."""
    for block in front:
        named = mentions_of(block.text, forces)
        if len(named) == 1:
            return next(iter(named)), block.place()
    everywhere = mentions_of(" ".join(block.text for block in (*front, *blocks)), forces).most_common(2)
    if not everywhere:
        doubts.append(Doubt(None, "The force", "no force of this database is named by any of its known names"))
        return None, None
    slug, times = everywhere[0]
    place = next(block.place() for block in blocks if mentions_of(block.text, forces).get(slug))
    rival = f"; {everywhere[1][0]} is named as well" if len(everywhere) > 1 else ""
    doubts.append(
        Doubt(place, f"The force is taken to be {slug}", f"the title names none; the text names it most{rival}")
    )
    if len(everywhere) > 1 and everywhere[1][1] * 2 > times:
        return None, None
    return slug, place


def _published(front, blocks, doubts):
    """(date, place, precision): said to be of publication, else alone on the title page or in the last lines."""
    told, alone = [], []
    for index, block in enumerate(blocks):
        at_edge = index < max(len(front), 1) or index >= len(blocks) - 6
        if not at_edge or len(block.text) > 300:
            continue
        for found in dates_in(block.text):
            around = re.split(r"[.;|]\s", block.text[: found.at])[-1].lower()[-60:]
            if found.start != found.end or _AGAIN.search(around):
                continue
            if _PUBLISHED.search(around) and not re.search(r"\binspect", around):
                told.append((found, block.place()))
            elif _stands_alone(block.text, found):
                alone.append((found, block.place()))
    candidates = told or alone
    if not candidates:
        return _copyright(blocks, doubts)
    chosen, place = candidates[0]
    for other, elsewhere in candidates[1:]:
        if not other.agrees(chosen):
            why = f"{place} prints “{chosen.as_printed}”, {elsewhere} prints “{other.as_printed}”; the first is taken"
            doubts.append(Doubt(elsewhere, "The date of publication", why))
    return chosen, place, chosen.precision


def _stands_alone(text, found):
    rest = text.replace(found.as_printed, "")
    rest = re.sub(
        r"(?:\u00a9|\(c\)|crown copyright|copyright|hmicfrs|hmic|\||date|(?:19|20)\d\d)", "", rest, flags=re.I
    )
    return len(re.sub(r"[^a-z]", "", rest.lower())) <= 4


def _copyright(blocks, doubts):
    for block in (*blocks[:40], *blocks[-6:]):
        found = _COPYRIGHT.search(block.text)
        if found:
            year = int(found[1])
            why = "only the year of the copyright line is printed"
            doubts.append(Doubt(block.place(), f"The publication is taken to be of {year}", why))
            made = dates_in(f"January {year}")[0]
            return PrintedDate(made.start, made.end, "month", found[1], found.start(1)), block.place(), "year"
    doubts.append(
        Doubt(None, "The date of publication", "none is printed; the document needs one before it can be loaded")
    )
    return None, None, None


def _inspected(front, blocks, published, doubts):
    """The dates of the inspection: on the title page, else in the sentence that tells when it took place.

    `published`: the date of publication and its place, which is not taken again for that of the inspection.
    """
    found = []
    for block in front:
        for printed in dates_in(block.text):
            around = block.text[: printed.at]
            is_told = _INSPECTED.search(around) or re.search(r"\binspect", block.text, re.I)
            if re.search(r"\bw/c\s*$|\bweeks? (?:commencing|beginning|of)\s*$", around, re.I):
                why = "only the day is printed on which the week began; the last day is not"
                doubts.append(Doubt(block.place(), f"The inspection is taken to be of {printed.as_printed}", why))
            if (
                (printed.is_span or is_told)
                and (printed, block.place()) != published
                and not _PUBLISHED.search(around[-40:])
            ):
                found.append((printed, block.place()))
    for block in blocks[len(front) : len(front) + 60]:
        for start, sentence in sentences_of(block.text):
            if not _ANOTHER.search(sentence):
                told = [one for one in dates_in(sentence) if _tells_when(sentence, one)]
                found += [(one, block.place(start, start + len(sentence))) for one in told]
    if not found:
        doubts.append(Doubt(None, "The dates of the inspection", "none are printed where they are looked for"))
        return None, None
    chosen, place = found[0]
    for other, elsewhere in found[1:]:
        if not other.agrees(chosen):
            why = f"{place} prints “{chosen.as_printed}”, {elsewhere} prints “{other.as_printed}”; the first is taken"
            doubts.append(Doubt(elsewhere, "The dates of the inspection", why))
    return chosen, place


def _tells_when(sentence, printed):
    """ "The inspection took place in …" and "Between … we inspected"."""
    after = sentence[printed.at + len(printed.as_printed) :]
    return bool(_INSPECTED.search(sentence[: printed.at]) or _WE_DID.match(after))


def _parent_year(blocks, inspected, published):
    """The year of the inspection that a review follows, where a sentence prints it."""
    latest = inspected.start.year if inspected else published.start.year if published else 9999
    years = Counter()
    for block in blocks[:60]:
        for match in re.finditer(r"\b((?:19|20)\d\d)\b", block.text):
            around = block.text[max(0, match.start() - 120) : match.end() + 40]
            if int(match[1]) < latest and _BEFORE.search(around):
                years[int(match[1])] += 1
    return years.most_common(1)[0][0] if years else None
