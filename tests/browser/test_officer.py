"""An officer who was given nothing but the address, and asks three questions of it."""

import re

import pytest
from playwright.sync_api import expect

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_officer_finds_the_area_without_a_good_case_and_how_sure_that_is(site, page):
    page.goto(site)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Children in custody: no case was graded good in either force (Dorset 0 of 12, Kent 0")
    expect(main).to_contain_text("intervals reach up to 24% and 32%")
    expect(main).to_contain_text("Another measure names other areas")
    page.get_by_role("link", name=re.compile("^The numbers behind: Another measure")).click()
    expect(main).to_contain_text("in child sexual exploitation (8 of 14)")
    expect(main).to_contain_text("in domestic abuse referrals (9 of 11)")
    expect(main).to_contain_text("No evidence of a difference between forces in any area")
    page.get_by_role("link", name="Share good").click()
    expect(page.get_by_role("row", name=re.compile("Children in custody"))).to_contain_text("0 of 12")
    page.get_by_role("row", name=re.compile("Children in custody")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children in police custody")
    expect(main).to_contain_text("The comparisons on each grade were decided together over all areas")


def test_officer_finds_which_concerns_the_two_reports_share(site, page):
    page.goto(site)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Compare").click()
    for force in ("Dorset", "Kent"):
        page.get_by_role("checkbox", name=force, exact=True).check()
    page.get_by_role("button", name="Compare").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("both name a concern in 27 of them")
    page.locator("#in-short ~ dl").get_by_role("link", name="Themes").click()
    table = page.get_by_role("table", name="More than one report names a concern")
    expect(table.get_by_role("row")).to_have_count(28)
    table.get_by_role("row", name=re.compile("^Appropriate adults")).get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Findings")


def test_officer_finds_what_dorset_promised_and_what_became_of_it(site, page):
    page.goto(site)
    page.locator(".tile a", has_text="Dorset").click()
    main = page.get_by_role("main")
    for said in (
        "It was due by 26 February 2022 and happened in April 2022",
        "7 September 2022",
        "by 26 November 2021",
        "No follow-up known to us",
    ):
        expect(main).to_contain_text(said)
    page.get_by_role("link", name=re.compile("^2. See to it")).click()
    expect(main).to_contain_text("Cite as")
    expect(main).to_contain_text("edition 1")
