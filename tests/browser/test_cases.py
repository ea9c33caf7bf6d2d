"""The pages of single cases, seen by an analyst who may publish: no barrier, nothing sideways, no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import cases
from tests.browser.test_axe import RULES
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/cases/?sample=joint&sort=-area", "/cases/testshire-2020/", "/cases/kent-2019/")


def test_cases_have_no_barrier_and_release_works(site, page, tmp_path):
    cases.loaded(tmp_path, list(cases.rows(120)))
    sign_in(page.context, site, somebody("analyst", "publisher", name="both"))
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for address in PAGES:
            page.goto(site + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            for violation in Axe().run(page, options=RULES).response["violations"]:
                problems.append(f"{address}: {violation['help']} {[node['target'] for node in violation['nodes'][:3]]}")
    page.goto(f"{site}/cases/testshire-2020/")
    page.get_by_label("Why it is released").fill("An invented reason.")
    page.get_by_role("button", name="Release the table").click()
    assert page.get_by_text("The table is public now").is_visible()
    page.goto(f"{site}/inspections/testshire-2020/")
    assert page.get_by_text("An invented reason.").is_visible()
    assert not problems, "\n".join(problems)
