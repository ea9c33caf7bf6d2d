"""Reports as web pages and as PDFs, made from their texts, so that extraction is tested on what producers make."""

import html
import re

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
STYLE = """
@page { size: A4; margin: 22mm 20mm; }
body { font: 11pt "Liberation Serif", serif; line-height: 1.35; }
main { column-count: COLUMNS; column-gap: 11mm; text-align: ALIGN; }
h1 { font-size: 20pt; } h2 { font-size: 14pt; } h3 { font-size: 11pt; }
h1, h2, h3 { font-family: "Liberation Sans", sans-serif; text-align: left; break-after: avoid; }
.note { font-size: 8pt; } td, th { padding: 0 9mm 0 0; text-align: left; }
"""
_CHAPTER = re.compile(r"^(?:\d{1,2}\. .+|Foreword|Summary|Conclusion|Next steps|Recommendations|Contents|Annex .+)$")
_BULLET = re.compile(r"^(\s*)[-•]\s+")


def page_of(text, *, columns=1, align="left"):
    """The text of a report, one paragraph a line, as a web page."""
    style = STYLE.replace("COLUMNS", str(columns)).replace("ALIGN", align)
    head = f"<meta charset=utf-8><title>x</title><style>{style}</style>"
    return f"<!doctype html><html lang=en>{head}<main>{body_of(text)}</main>"


def body_of(text):
    made, depth, lead = [], 0, False
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        bare = line.strip()
        if not bare or re.fullmatch(r"\d{1,3}", bare):
            continue
        if "\t" in line:
            row = "<tr>" + "".join(f"<td>{marked(cell.strip())}</td>" for cell in line.split("\t")) + "</tr>"
            goes_on = bool(made) and made[-1].endswith("</table>")
            made[-1:] = (
                [made[-1].removesuffix("</table>") + row + "</table>"]
                if goes_on
                else [*made[-1:], f"<table>{row}</table>"]
            )
            continue
        invisible = line[0] == " " and not bullet and lead
        wanted = (2 if bullet[1] else 1) if bullet else 1 if invisible else 0
        if not wanted and line[0] == " " and depth:
            made[-1] = made[-1].removesuffix("</li>") + " " + marked(bare) + "</li>"
            continue
        made += ["<ul>"] * (wanted - depth) + ["</ul>"] * (depth - wanted)
        depth = wanted
        made.append(f"<li>{marked(line[bullet.end() :] if bullet else bare)}</li>" if wanted else element_of(bare))
        lead = bare.endswith(":")
    return "\n".join([*made, *["</ul>"] * depth])


def element_of(line):
    if re.match(r"^[⁰¹²³⁴-⁹]+ ", line):
        return f"<p class=note>{marked(line)}</p>"
    if len(line) < 160 and not re.search(r"[.;:,]$", line) and line[0].isupper() | line[0].isdigit():
        tag = "h1" if _CHAPTER.match(line) else "h3" if len(line) < 40 else "h2"
        return f"<{tag}>{marked(line)}</{tag}>"
    return f"<p>{marked(line)}</p>"


def marked(text):
    """The text of one element: underlining goes, raised digits become raised elements."""
    text = html.escape(re.sub(r"</?u>|(?<!\w)\*|\*(?!\w)", "", text), quote=False)
    return re.sub(r"[⁰¹²³⁴-⁹]+", lambda found: f"<sup>{found.group().translate(RAISED)}</sup>", text)


def print_with_browser(browser, page, path, *, heads=False):
    """The browser's own PDF of a page; with `heads`, a running head and a numbered foot on every sheet."""
    tab = browser.new_page()
    tab.set_content(page)
    running = '<div style="font-size:8pt;margin-left:20mm">{}</div>'
    tab.pdf(
        path=str(path),
        prefer_css_page_size=True,
        display_header_footer=heads,
        header_template=running.format("Invented running head of a report"),
        footer_template=running.format('<span class="pageNumber"></span>'),
    )
    tab.close()
    return path
