"""What a release's database is kept with: invented content of every kind, and what people do with it.

Run in an installation of its own by tests/releases/keep.py.
"""

from datetime import date
from pathlib import Path

from django.conf import settings

from findings.actions import draft, error_reports, follow_up, review, saved_views
from findings.models import Claim, Milestone, Theme
from tests import cases, synthetic
from tests.people import somebody

SOURCE = "An invented letter."


def fill():
    editor, publisher = somebody("editor"), somebody("publisher")
    published = synthetic.load(synthetic.everything())
    synthetic.load(synthetic.topical())
    changed = synthetic.everything(inspection={"edition_note": "An invented correction."})
    changed["findings"][0]["summary"] = "An invented finding, corrected."
    published = synthetic.load(changed)
    asked = published.recommendations.get(key="two")
    on = date(2021, 3, 1)
    follow_up.record_claim(asked, by=editor, voice=Claim.Voice.FORCE, state=Claim.State.ACCEPTED, on=on, source=SOURCE)
    follow_up.record_happened(published.milestones.get(key="plan"), by=editor, on=on, source=SOURCE)
    kind = Milestone.Kind.values[0]
    follow_up.add_milestone(published, by=editor, kind=kind, what="An invented step.", on=on, source=SOURCE)
    themes = list(Theme.objects.order_by("slug").values_list("slug", flat=True)[:2])
    follow_up.recode(published.findings.get(key="second"), themes, by=editor, reason="An invented reason.")
    error_reports.report_error(kind="findings", key="first", inspection=published, text="An invented error.")
    saved_views.save_view(name="Mine", register="findings", query="force=testshire", is_shared=True, by=publisher)
    made = draft.start_correction("testshire-2024", by=editor, reason="An invented reason.")
    review.comment(made, by=publisher, text="An invented question.")
    file = cases.csv_file(Path(settings.DATA_DIR) / "cases.csv", cases.rows(30))
    cases.load_cases(file, published, by=editor, by_name=editor.username)
    file.unlink()
