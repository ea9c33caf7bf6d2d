"""Hostile PDFs, read as the worker reads them: each ends with a sentence and costs nothing but its own process."""

import time
import zlib

import pytest

from findings.reading.apart import Limits, read_apart
from tests.findings.readers.report.pdf_bytes import pdf_of
from tests.findings.readers.report.vocabulary import vocabulary

pytestmark = pytest.mark.proof
LIMITS = Limits(seconds=60, clock=600, memory=600_000_000)
NO_REPORT = ("refused", ".")


def many_pages(count):
    """A PDF whose pages are written in one go: the small writer of the tests would take long for them."""
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] /MediaBox [0 0 595 842] >>",
        "<< /Length 0 >>\nstream\n\nendstream",
        *["<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>"] * count,
    ]
    made, places, at = ["%PDF-1.4\n"], [], 9
    for number, body in enumerate(objects, start=1):
        places.append(at)
        made.append(f"{number} 0 obj\n{body}\nendobj\n")
        at += len(made[-1])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made.append(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}")
    made.append(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n")
    return "".join(made).encode()


def with_content(packed, filters="/FlateDecode"):
    """One page with this content, packed as it is said to be."""
    made = pdf_of([["x"]])
    start = made.index(b"<< /Length", made.index(b"5 0 obj"))
    head = f"<< /Length {len(packed)} /Filter {filters} >>\nstream\n".encode()
    return made[:start] + head + packed + b"\n" + made[made.index(b"endstream", start) :]


def replaced(old, new, pages=(("Some words",),)):
    made = pdf_of([list(lines) for lines in pages])
    assert old in made
    return made.replace(old, new)


def twice_packed(size):
    return zlib.compress(zlib.compress(b"0 " * (size // 2), 9), 9)


SCRIPT = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >>"
HUGE = (
    b"/Resources << /XObject << /I << /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 "
    b"/ColorSpace /DeviceRGB >> >> "
)
HOSTILE = {
    "bomb": (lambda: with_content(zlib.compress(b"0 " * 500_000_000, 9)), ("failed", "memory|processor")),
    "bomb in a bomb": (
        lambda: with_content(twice_packed(1_000_000_000), "[/FlateDecode /FlateDecode]"),
        ("failed", "memory|processor"),
    ),
    "pages that are their own parents": (lambda: replaced(b"/Kids [", b"/Kids [2 0 R "), None),
    "a page that is its own content": (lambda: replaced(b"/Contents 5 0 R", b"/Contents 4 0 R"), None),
    "10,000 pages": (lambda: many_pages(10_000), ("refused", "10,000 pages; a report has at most 1,000")),
    "script": (lambda: replaced(b"/Type /Catalog", SCRIPT), NO_REPORT),
    "a table of places that lies": (lambda: replaced(b"0000000009 00000", b"9999999999 00000"), None),
    "no table of places": (lambda: replaced(b"startxref", b"startnone"), None),
    "cut off": (lambda: pdf_of([["word " * 50] * 18] * 20)[:9_000], None),
    "password": (
        lambda: replaced(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Standard /V 9 /R 9 >> /ID [(a) (b)]"),
        ("refused", "broken|password"),
    ),
    "deep lists": (lambda: with_content(zlib.compress(b"[" * 3_000_000, 9)), None),
    "deep dictionaries": (lambda: replaced(b"/Type /Catalog", b"/Type /Catalog /X " + b"<< /A " * 200_000), None),
    "huge picture": (lambda: replaced(b"/Resources << ", HUGE), None),
    "30 MB of nothing": (lambda: b"%PDF-1.4\n" + b"x" * 30_000_000, ("refused", "nothing stands in it")),
    "30 MB of one line": (lambda: b"%PDF-1.4\nobj " + b"x" * 30_000_000, None),
    "a million words a page": (lambda: with_content(b"BT /F1 1 Tf " + b"(a) Tj " * 1_000_000, "[]"), None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_with_a_sentence(name):
    make, expected = HOSTILE[name]
    known = vocabulary()
    began = time.monotonic()
    ending = read_apart(make(), "hostile.pdf", known, lambda *said: True, limits=LIMITS)
    print(f"\n{name}: {ending.refused or ending.failed} {time.monotonic() - began:.0f} s")
    assert ending.result is None
    how, said = next((how, said) for how in ("refused", "failed") if (said := getattr(ending, how)))
    assert said.endswith((".", ")."))
    if expected:
        assert how == expected[0], said
        assert any(word in said for word in expected[1].split("|")), said
