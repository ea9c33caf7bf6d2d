"""Writes invented data in bulk: one transaction, batches of bounded size, everything that the store would keep kept."""

import hashlib
import random
from collections import Counter
from itertools import islice

from django.db import transaction
from django.utils import timezone

from findings.cases.counts import recount
from findings.cases.rows import insert_cases
from findings.demo import invented
from findings.models import (
    Assessor,
    CaseAudit,
    CaseLoad,
    Finding,
    FindingTheme,
    GradeCount,
    Sample,
    Theme,
)
from findings.search.index import index_inspection, index_reference
from inspections.models import Force, Framework, Inspection

FRAMEWORK = "ncpi-2017"
BATCH = 10_000
# A report prints tallies of tens of cases; of an organisation's larger audit it would print a part.
MOST_IN_REPORT = 150
LEAST_IN_REPORT = 60
SETS = (
    (Assessor.FORCE, Sample.JOINT, False),
    (Assessor.HMICFRS, Sample.JOINT, False),
    (Assessor.HMICFRS, Sample.ADDITIONAL, False),
    (Assessor.HMICFRS, Sample.ALL, False),
    (Assessor.HMICFRS, Sample.ALL, True),
)


class DemoRefusedError(Exception):
    """Invented data cannot be made here; the message is a sentence that says why, and what to do."""


def check_place(seed, into_published):
    """Refuses a database that holds real published inspections, one without rules, and a seed that is there."""
    real = Inspection.objects.published().filter(force__is_demo=False).count()
    if real and not into_published:
        raise DemoRefusedError(
            f"This database holds {real} published inspection{'' if real == 1 else 's'} of real forces. Invented data "
            "is not mixed with them: use another database (DATABASE_URL or DATA_DIR), or say --into-published."
        )
    if not Framework.objects.filter(slug=FRAMEWORK).exists() or not Theme.objects.exists():
        raise DemoRefusedError("There is no reference data here yet: run manage.py load_reference first.")
    if Inspection.objects.filter(slug__startswith=f"invented-{seed}-").exists():
        raise DemoRefusedError(f"The invented data of seed {seed} is here already; take another seed.")


def generate(*, cases, inspections, findings, seed, into_published=False, by_name="", say=lambda text: None):
    """Makes the data, all or nothing. The same numbers and seed make the same rows; `say` is told how far it is."""
    if inspections < 1:
        raise DemoRefusedError("Cases and findings need an inspection to belong to: ask for at least one.")
    check_place(seed, into_published)
    dice = random.Random(seed)
    with transaction.atomic():
        rows = _inspections(seed, inspections)
        parts = Parts(rows[0].framework)
        done = 0
        for number, row in enumerate(rows):
            count = share_of(cases, inspections, number)
            _cases(row, number, count, parts, dice, seed, by_name)
            done += count
            if count and (done * 10 // cases) > ((done - count) * 10 // cases):
                say(f"cases: {done:,} of {cases:,}")
        _findings(rows, findings, parts, dice, say)
        index_reference("force")
        for row in rows:
            index_inspection(row)
        say(f"search: {len(rows):,} inspections indexed")
    return rows


def share_of(total, places, number):
    """How many of `total` come to one place, when all get nearly the same."""
    return total // places + (number < total % places)


class Parts:
    """Areas, grades, chapters and themes to choose from."""

    def __init__(self, framework):
        self.areas = list(framework.areas.order_by("order"))
        self.grades = list(framework.case_scale.grades.order_by("order"))
        self.chapters = list(framework.chapters.order_by("order"))
        self.themes = list(Theme.objects.current().order_by("order"))
        self.area_keys = [area.pk for area in self.areas]
        self.grade_keys = [grade.pk for grade in self.grades]


def _inspections(seed, count):
    framework = Framework.objects.select_related("case_scale").get(slug=FRAMEWORK)
    forces = Force.objects.bulk_create(invented.forces(seed, count))
    rows = [invented.inspection(seed, number, forces, framework) for number in range(count)]
    return Inspection.objects.bulk_create(rows, batch_size=500)


def _cases(row, number, count, parts, dice, seed, by_name):
    """The cases of one inspection, and the tallies that its report prints: of all of them, or of a report's size."""
    tallies, load = Counter(), None
    if count:
        load = CaseLoad.objects.create(
            inspection=row,
            file_name="invented by generate_demo",
            file_hash=hashlib.sha256(f"{seed} {row.slug} {count}".encode()).hexdigest(),
            rows=count,
            added=count,
            changed=0,
            unchanged=0,
            loaded_at=timezone.now(),
            loaded_by_name=by_name or "generate_demo",
        )
    for start in range(0, count, BATCH):
        made = list(
            invented.cases(dice, min(BATCH, count - start), number, parts.area_keys, parts.grade_keys, start=start)
        )
        insert_cases(row, load, made)
        if count <= MOST_IN_REPORT:
            _tally(tallies, made)
    if count:
        recount(row)
    if not tallies:
        size = dice.randint(LEAST_IN_REPORT, MOST_IN_REPORT)
        _tally(tallies, invented.cases(dice, size, number, parts.area_keys, parts.grade_keys))
    _report(row, tallies, parts)


def _tally(tallies, made):
    for _, area, sample, own, theirs, _ in made:
        tallies[area, sample, own, theirs] += 1


def _report(row, tallies, parts):
    """The counted sets of one report, so that they add up: both samples to all cases, the areas to the whole."""
    wanted = []
    for assessor, sample, by_area in SETS:
        for area in parts.areas if by_area else [None]:
            counts = Counter()
            for (of_area, of_sample, own, theirs), cases in tallies.items():
                grade = own if assessor == Assessor.FORCE else theirs
                if grade and sample in (of_sample, Sample.ALL) and (area is None or area.pk == of_area):
                    counts[grade] += cases
            wanted.append((assessor, sample, area, counts))
    audits = CaseAudit.objects.bulk_create(
        CaseAudit(
            inspection=row,
            assessor=assessor,
            sample=sample,
            area=area,
            scale=row.framework.case_scale,
            printed_total=counts.total(),
            position=position,
            section="invented",
        )
        for position, (assessor, sample, area, counts) in enumerate(wanted, start=1)
    )
    GradeCount.objects.bulk_create(
        GradeCount(case_audit=audit, grade=grade, cases=counts[grade.pk])
        for audit, (_, _, _, counts) in zip(audits, wanted, strict=True)
        for grade in parts.grades
    )


def _findings(rows, count, parts, dice, say):
    """Findings in turn over the inspections, with one or two themes and at most one area each."""
    made = (
        invented.finding(dice, rows[number % len(rows)], number + 1, number // len(rows) + 1, parts.chapters)
        for number in range(count)
    )
    done, areas = 0, Finding.areas.through
    while batch := Finding.objects.bulk_create(islice(made, BATCH)):
        codings, links = [], []
        for row in batch:
            codings += [
                FindingTheme(finding=row, theme=theme) for theme in dice.sample(parts.themes, dice.randint(1, 2))
            ]
            if dice.random() < 0.5:
                links.append(areas(finding_id=row.pk, area_id=dice.choice(parts.area_keys)))
        FindingTheme.objects.bulk_create(codings, batch_size=5_000)
        areas.objects.bulk_create(links, batch_size=5_000)
        done += len(batch)
        say(f"findings: {done:,} of {count:,}")
