"""The task list of a draft says each thing once."""

import pytest

from tests.dashboards.entry.test_drafts import TALLIES, address, draft, editor, force, text, token

pytestmark = pytest.mark.django_db
__all__ = ["draft", "editor", "force"]  # fixtures


def test_an_equation_that_fails_is_told_once(editor, draft):
    wrong = TALLIES | {"hmicfrs-all.good": "17"}
    editor.post(address(draft, "case-audits/"), wrong | {"seen": token(editor, draft, "case-audits/")})
    context = editor.get(address(draft)).context
    assert len(context["fails"]) > 0
    assert not any(is_explained for _, is_explained in context["fails"])
    assert not [told for told in context["against"] if "Correct the numbers" in told]
    page = text(editor.get(address(draft)))
    line = context["fails"][0][0]
    assert page.count(line.detail) == 1
    waiver = {"equation": line.key, "reason": "Printed so.", "act": "waive"}
    assert editor.post(address(draft, "review/"), waiver).status_code == 302
    assert {one.key: held for one, held in editor.get(address(draft)).context["fails"]}[line.key]
