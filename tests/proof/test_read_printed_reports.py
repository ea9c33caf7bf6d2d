"""Reports printed to PDF by another producer, LibreOffice, where it is installed; skipped where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from tests.browser.test_read_printed_reports import TRANSCRIBED, assert_same_as_people
from tests.findings.readers.report.printing import page_of
from tests.findings.readers.report.vocabulary import real_forces, vocabulary

pytestmark = [pytest.mark.proof, pytest.mark.reports]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("people", TRANSCRIBED, ids=lambda one: one.inspection.slug)
def test_a_report_printed_by_an_office_program_is_read(people, reports, tmp_path):
    text = (Path(reports) / people.inspection.text_edition).read_text(encoding="utf-8")
    (tmp_path / "report.html").write_text(page_of(text), encoding="utf-8")
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--headless",
            "--convert-to",
            "pdf:writer_web_pdf_Export",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "report.html"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    reading = read_report(extract((tmp_path / "report.pdf").read_bytes(), ""), vocabulary(real_forces()))
    assert_same_as_people(reading.document, people)
