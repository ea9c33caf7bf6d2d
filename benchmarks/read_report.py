"""How long the reader of reports takes, and how much memory, for 100 pages of text and of a PDF.

Run as `.venv/bin/python -m benchmarks.read_report`. It prints seconds of the processor and the growth of peak memory,
and how many times the floor each takes: for text, cleaning it into paragraphs; for a PDF, pdfplumber's bare extraction
of words. The report is invented. Each measurement runs in a process of its own, so that the peaks do not add up.
"""

import io
import multiprocessing
import resource
import sys
import time

import pdfplumber

from findings.readers.report.clean import clean
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.readers.report.vocabulary import FrameworkTerms, ReaderVocabulary

PAGES, LINES = 100, 44
SCALE = ("good", "requires-improvement", "inadequate")
CHAPTERS = {"summary": "Summary", "case-file-analysis": "Case file analysis", "initial-contact": "Initial contact"}
TERMS = FrameworkTerms({"missing-children": "Missing children"}, CHAPTERS, {}, "case-3")
VOCABULARY = ReaderVocabulary({"nowhere": ("Nowhereshire Police",)}, {"classic": TERMS}, {"case-3": SCALE})
PROSE = (
    "Officers of the invented county counted 1,250 lamps in its streets and wrote down where each of them stood,",
    "which took them 12 days. They were well equipped and spoke to everybody whom they met on the way, but did not",
    "always record what was said to them. About 40 percent of the lamps were out.",
)


def report_lines():
    """The lines of an invented report of the wanted length."""
    head = ["National child protection inspection", "Nowhereshire Police (invented)", "Published May 2019", ""]
    graded = ["- 6 good", "- 3 requires improvement", "- 5 inadequate"]
    counts = ["Case file analysis", "", "Missing children:", "", *graded, ""]
    made = [*head, "Summary", "", *PROSE, "", *counts, "Initial contact", ""]
    while len(made) < PAGES * LINES:
        made += [f"Lamps of street {len(made)} are counted well", "", *PROSE, "", *PROSE, ""]
    return made[: PAGES * LINES]


def pdf_bytes(lines):
    """A PDF of these lines in one standard font, written byte by byte."""
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] /MediaBox [0 0 595 842] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, rows in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 50 {800 - 16 * row} Tm ({line.replace('(', '').replace(')', '')}) Tj\n"
            for row, line in enumerate(rows)
            if line
        )
        content = f"BT /F1 9 Tf\n{shown}ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * place} 0 R {fonts} >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def read(data):
    return len(read_report(extract(data), VOCABULARY).values)


def only_paragraphs(data):
    return len(clean(extract(data)).blocks)


def only_words(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        count = 0
        for page in pdf.pages:
            count += len(page.extract_words(extra_attrs=["size", "fontname"]))
            page.close()
        return count


def measured(work, data, queue):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    count = work(data)
    taken = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    queue.put((taken, peak / (1 if sys.platform == "darwin" else 1024), count))


def measure(work, data):
    """(seconds, growth of peak memory in MB, what was found) in a process of its own."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=measured, args=(work, data, queue))
    process.start()
    result = queue.get()
    process.join()
    return result


def main():
    lines = report_lines()
    text, pdf = "\n".join(lines).encode(), pdf_bytes(lines)
    rows = (("text", only_paragraphs, read, text), ("PDF", only_words, read, pdf))
    print(f"{PAGES} pages, {len(lines):,} lines, {len(text):,} letters; pdfplumber {pdfplumber.__version__}")
    for name, floor, work, data in rows:
        base, base_memory, _ = measure(floor, data)
        taken, memory, count = measure(work, data)
        print(f"{name}: floor {base:.2f} s, {base_memory:.0f} MB")
        print(f"{name}: reading {taken:.2f} s, {memory:.0f} MB; {count:,} values")
        print(f"{name}: {taken / base:.1f} times the floor, {taken - base:.2f} s on top of it")


if __name__ == "__main__":
    main()
