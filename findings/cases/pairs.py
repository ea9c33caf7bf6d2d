"""The cross-table of an inspection's joint cases, from the summary, and what it says."""

from findings.models import CaseCount
from findings.statistics.paired import paired_grades


def grades_of(inspection):
    """The grades of the framework's case scale, best first; none where it grades no cases."""
    scale = inspection.framework.case_scale
    return list(scale.grades.order_by("order")) if scale else []


def cross_table(counts, grades):
    """Cases by the force's grade (rows) and HMICFRS's (columns), from rows of CaseCount; additional cases are none."""
    place = {grade.pk: number for number, grade in enumerate(grades)}
    table = [[0] * len(grades) for _ in grades]
    for count in counts:
        if count.force_grade_id:
            table[place[count.force_grade_id]][place[count.hmicfrs_grade_id]] += count.cases
    return table


def pairs_of(inspection, counts=None, grades=None):
    """PairedGrades of the joint cases that are loaded for an inspection, or the Refusal that says why there is none."""
    grades = grades_of(inspection) if grades is None else grades
    counts = CaseCount.objects.filter(inspection=inspection) if counts is None else counts
    names = [grade.slug for grade in grades]
    return paired_grades(names, cross_table(counts, grades), force_name=inspection.force.name)
