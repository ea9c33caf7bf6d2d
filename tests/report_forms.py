"""One small invented document for each form that a report may take; what is loaded first stands first."""

from tests.synthetic import audit, document, finding, grades, recommendation, topical

SLUG = "testshire-2020"
FOUR = {"good": 4, "adequate": 3, "requires-improvement": 2, "inadequate": 1}


def four_grades():
    header = {"framework": "ncpi-2014"}
    audits = [
        audit("hmicfrs", "all", FOUR, total=10, scale="case-4"),
        audit("force", "joint", {"good": 3, "adequate": 2, "requires-improvement": 0, "inadequate": 0}, scale="case-4"),
        audit(
            "hmicfrs", "joint", {"good": 1, "adequate": 1, "requires-improvement": 2, "inadequate": 1}, scale="case-4"
        ),
    ]
    return [document(SLUG, inspection=header, case_audits=audits)]


def graded_topics():
    concern = {"kind": "cause-of-concern", "chapter": "responding", "topic": "responding"}
    improvement = {
        "kind": "area-for-improvement",
        "chapter": "partnership",
        "topic": "partnership",
        "polarity": "mixed",
    }
    found = [finding("slow", "An invented cause.", **concern), finding("meet", "An invented area.", **improvement)]
    asked = [recommendation("act", chapter="responding", timescale=None, findings=["slow"])]
    return [topical(SLUG, findings=found, recommendations=asked)]


def totals_without_areas():
    return [document(SLUG, case_audits=[audit("hmicfrs", "all", grades(10, 18, 10), total=38)])]


def areas_without_self_assessment():
    audits = [
        audit("hmicfrs", "all", grades(3, 3, 3), total=9),
        audit("hmicfrs", "all", grades(1, 2, 3), area="missing-children"),
        audit("hmicfrs", "all", grades(2, 1, 0), area="police-custody"),
    ]
    return [document(SLUG, case_audits=audits)]


def areas_on_the_joint_sample():
    audits = [
        audit("force", "joint", grades(6, 3, 0), total=9),
        audit("hmicfrs", "joint", grades(2, 4, 3), total=9),
        audit("force", "joint", grades(4, 1, 0), area="missing-children"),
        audit("force", "joint", grades(2, 2, 0), area="police-custody"),
        audit("hmicfrs", "joint", grades(1, 2, 2), area="missing-children"),
        audit("hmicfrs", "joint", grades(1, 2, 1), area="police-custody"),
    ]
    return [document(SLUG, case_audits=audits)]


def one_grade_missing():
    audits = [
        audit("hmicfrs", "all", grades(5, None, 7), total=20),
        audit("hmicfrs", "all", grades(None, 2, 0), area="missing-children"),
    ]
    return [document(SLUG, case_audits=audits)]


def two_grades_lumped():
    lumped = {"good": 5, "requires-improvement..inadequate": 15}
    audits = [
        audit("hmicfrs", "all", lumped, total=20),
        audit("force", "joint", {"good..requires-improvement": 8, "inadequate": 0}, total=8),
        audit("hmicfrs", "joint", grades(1, 4, 3), total=8),
    ]
    return [document(SLUG, case_audits=audits)]


def totals_that_do_not_add_up():
    audits = [
        audit("hmicfrs", "all", grades(5, 6, 7), total=20),
        audit("hmicfrs", "joint", grades(2, 2, 2), total=6),
        audit("hmicfrs", "additional", grades(4, 4, 4), total=12),
    ]
    return [document(SLUG, case_audits=audits)]


def review_with_its_parent():
    header = {
        "kind": "review",
        "parent": "testshire-2018",
        "inspected_from": "2020-02-03",
        "published_on": "2020-09-01",
        "published_precision": "month",
    }
    before = {"inspected_from": "2018-02-05", "inspected_to": "2018-02-16", "published_on": "2018-06-01"}
    audits = [
        audit("hmicfrs", "all", grades(5, 10, 15), total=30),
        audit("hmicfrs", "all", grades(2, 3, 5), area="missing-children"),
    ]
    parent = document("testshire-2018", inspection=before, case_audits=audits, recommendations=[recommendation("one")])
    return [parent, document(SLUG, inspection=header, case_audits=[audit("hmicfrs", "all", grades(9, 8, 7), total=24)])]


def corrected_edition():
    def edition(inadequate, **header):
        audits = [audit("hmicfrs", "all", grades(5, 6, inadequate), total=11 + inadequate)]
        return document(SLUG, inspection=header, case_audits=audits)

    return [edition(7), edition(8, edition_note="The tally of the worst grade is corrected.")]


FORMS = {
    form.__name__: form
    for form in (
        four_grades,
        graded_topics,
        totals_without_areas,
        areas_without_self_assessment,
        areas_on_the_joint_sample,
        one_grade_missing,
        two_grades_lumped,
        totals_that_do_not_add_up,
        review_with_its_parent,
        corrected_edition,
    )
}
