"""Small PDFs written byte by byte, for tests of what no producer prints."""


def pdf_of(pages, *, trailer=""):
    """A PDF with one list of lines a page, in one standard font."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [ {kids} ] /MediaBox [0 0 595 842] >>".replace("[ ", "[", 1),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, lines in enumerate(pages):
        shown = "".join(f"1 0 0 1 60 {780 - 40 * row} Tm ({line}) Tj\n" for row, line in enumerate(lines))
        content = f"BT /F1 11 Tf\n{shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * place} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    made += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return made
