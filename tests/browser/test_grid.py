"""The grid of case audits in a browser: typing, moving, pasting, nothing and nought, a mistake that is told at once."""

import pytest

from inspections.models import Inspection
from tests import synthetic
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCK = "7\t19\t7\n5\t18\t10\n13\t11\t20\n18\t29\t30\n"


@pytest.fixture
def grid(site, watched):
    """The grid of an empty draft, open in the browser of an editor."""
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.document())
    sign_in(watched.context, site, somebody("editor"))
    watched.goto(f"{site}/entry/inspections/{draft.pk}/case-audits/")
    return watched


def cell(page, name):
    return page.locator(f"[id='{name}']")


def paste(page, name, text):
    cell(page, name).focus()
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_numbers_are_typed_moved_through_added_up_and_saved(grid):
    cell(grid, "force-joint.good").focus()
    for key in ("7", "ArrowRight", "1", "9", "ArrowRight", "7", "Enter"):
        grid.keyboard.press(key)
    assert grid.evaluate("document.activeElement.id") == "hmicfrs-joint.inadequate"
    assert grid.locator("tr[data-line='force-joint'] [data-sum]").text_content() == "33"
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("ArrowLeft")
    assert grid.evaluate("document.activeElement.id") == "force-joint.requires-improvement"
    grid.keyboard.press("Shift+Tab")
    assert grid.evaluate("document.activeElement.id") == "force-joint.good"
    # "26 good or requires improvement", on the keyboard
    for name in ("good", "requires-improvement"):
        cell(grid, f"force-joint.{name}").fill("")
    grid.get_by_text("counts several grades together").focus()
    for key in ("Enter", "Tab", "T", "Tab", "G", "Tab", "R", "Tab", "2", "6"):
        grid.keyboard.press(key)
    force = grid.locator("tr[data-line='force-joint']")
    assert force.locator("[data-sum]").text_content() == "33"
    assert force.locator("[data-together]").text_content() == "Good to requires improvement together: 26"
    cell(grid, "force-joint.good").fill("1")  # it would count twice
    assert force.locator("[data-sum]").text_content() == "–"
    grid.get_by_text("good is counted already").wait_for()


def test_a_block_is_pasted_checked_by_the_server_and_a_mistake_is_told_at_once(grid, site):
    paste(grid, "force-joint.good", BLOCK)
    assert cell(grid, "hmicfrs-all.inadequate").input_value() == "30"
    sums = grid.locator("tfoot tr").first.locator("output").all_text_contents()
    assert sums == ["18", "29", "30", "77"]
    grid.get_by_text("No equation fails.").wait_for()
    cell(grid, "hmicfrs-all.good").fill("81")
    assert grid.locator("tfoot [data-differs]").count() == 2
    grid.get_by_text("2 equations of").wait_for()
    assert grid.locator("#grid-ledger .tag--fails").count() == 2
    cell(grid, "hmicfrs-all.good").fill("18")
    grid.get_by_text("No equation fails.").wait_for()
    # The database of tests is one for all threads: a check still under way would meet a locked table.
    with grid.expect_response(lambda answer: answer.url.endswith("/check/")):
        grid.fill("[id='where-all']", "page 12")
    grid.get_by_role("button", name="Save", exact=True).click()
    grid.get_by_text("Saved. No equation fails.").wait_for()
    assert cell(grid, "hmicfrs-all.good").input_value() == "18"
    assert Inspection.objects.get(slug="testshire-2020").case_audits.count() == 4


def test_what_does_not_fit_is_said_and_left_out(grid):
    paste(grid, "hmicfrs-all-police-custody.good", "1\t2\t3\t4\t5\n6\t7\n")
    assert cell(grid, "hmicfrs-all-police-custody.total").input_value() == "4"
    assert "3 values did not fit" in grid.locator("[data-said]").text_content()


def test_headings_and_labels_of_a_pasted_block_are_left_out_and_a_paste_is_taken_back(grid):
    cell(grid, "force-joint.good").fill("9")
    paste(
        grid,
        "force-joint.good",
        "Assessor\tGood\tRequires improvement\tInadequate\nForce\t7\t–\t\nHMICFRS\t5\t18\t10\n",
    )
    values = {
        "force-joint.good": "7",
        "force-joint.requires-improvement": "",
        "hmicfrs-joint.good": "5",
        "hmicfrs-joint.inadequate": "10",
        "hmicfrs-joint.total": "",
    }
    assert {name: cell(grid, name).input_value() for name in values} == values
    said = grid.locator("[data-said]")
    assert said.text_content() == "6 cells filled. Headings and labels were left out. Ctrl+Z takes the paste back."
    grid.keyboard.press("Control+z")
    assert said.text_content() == "The paste is taken back."
    assert cell(grid, "force-joint.good").input_value() == "9"
    assert cell(grid, "hmicfrs-joint.good").input_value() == ""


def test_a_block_with_anything_but_numbers_is_refused_as_a_whole(grid):
    cell(grid, "force-joint.good").fill("9")
    for block, told in (
        ("7\t#REF!\t7\n5\t18\t10\n", "Nothing was pasted: “#REF!” in it is no whole number."),
        ("Good\tBad\n", "Nothing was pasted: there is no whole number in it."),
    ):
        paste(grid, "force-joint.good", block)
        assert grid.locator("[data-said]").text_content() == told
        assert cell(grid, "force-joint.good").input_value() == "9"
        assert cell(grid, "force-joint.inadequate").input_value() == ""


def test_what_fails_is_told_where_one_types(grid):
    paste(grid, "force-joint.good", BLOCK)
    cell(grid, "hmicfrs-all.good").fill("81")
    verdict = grid.get_by_role("link", name="equations fail. See which.")
    verdict.wait_for()
    assert verdict.text_content().startswith("2 of ")
    cell(grid, "hmicfrs-all.good").focus()
    assert grid.evaluate("document.querySelector('.grid-now').getBoundingClientRect().bottom <= innerHeight")
    with grid.expect_response(lambda answer: answer.url.endswith("/check/")):
        cell(grid, "hmicfrs-all.good").fill("18")
    verdict.wait_for(state="hidden")


def test_nothing_and_nought_look_different_and_a_wrong_cell_is_marked(grid):
    border = "(id) => getComputedStyle(document.getElementById(id)).borderTopStyle"
    assert grid.evaluate(border, "hmicfrs-all.good") == "dashed"
    cell(grid, "hmicfrs-all.good").fill("0")
    assert grid.evaluate(border, "hmicfrs-all.good") == "solid"
    cell(grid, "hmicfrs-joint.good").fill("five")
    assert cell(grid, "hmicfrs-joint.good").get_attribute("aria-invalid") == "true"
    grid.get_by_text("1 cell holds no whole number").wait_for()


def test_without_scripts_the_buttons_do_the_same(grid, browser, site):
    context = browser.new_context(java_script_enabled=False, storage_state=grid.context.storage_state())
    page = context.new_page()
    page.goto(grid.url)
    for name, text in (("hmicfrs-all.good", "5"), ("hmicfrs-all.total", "6"), ("where-all", "page 1")):
        cell(page, name).fill(text)
    for name in ("requires-improvement", "inadequate"):
        cell(page, f"hmicfrs-all.{name}").fill("0")
    page.get_by_role("button", name="Check without saving").click()
    assert "1 of the equations below does" in page.content()
    assert cell(page, "hmicfrs-all.good").input_value() == "5"
    context.close()


def test_a_force_is_found_by_any_of_its_names(grid, site):
    grid.goto(f"{site}/entry/inspections/new/")
    grid.get_by_role("combobox", name="Type a name").fill("dors")
    grid.keyboard.press("Enter")
    assert grid.locator("#id_force").input_value() == "dorset"
    said = grid.locator("#find-said")
    assert said.text_content() == "Chosen: Dorset."
    grid.get_by_role("combobox", name="Type a name").fill("kent p")
    grid.keyboard.press("Tab")
    assert grid.locator("#id_force").input_value() == "kent"
    assert said.text_content() == "Chosen: Kent."
    assert grid.evaluate("document.activeElement.id") == "id_force"


def test_a_name_that_no_force_has_is_told_and_stays(site, page):
    sign_in(page.context, site, somebody("editor"))
    page.goto(f"{site}/entry/inspections/new/")
    box, said = page.get_by_role("combobox", name="Type a name"), page.locator("#find-said")
    box.fill("Northmoor")
    assert said.text_content() == "No name with “Northmoor”. Nothing is chosen yet."
    page.keyboard.press("Tab")
    assert box.input_value() == "Northmoor"
    assert page.locator("#id_force").input_value() == ""
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form button.button').click()")
    assert box.input_value() == "Northmoor"
    assert said.text_content() == "No name with “Northmoor”. Nothing is chosen yet."
