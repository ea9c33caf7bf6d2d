"""Random numbers in prose, each in a sentence that is invented: what they are is known, so a misreading shows."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.findings.readers.report.composing import in_words

NOUNS = ("lamps", "boats", "old gates", "bells", "paper kites", "ladders", "nets and tubs")
QUALIFIED = {
    "About": "about",
    "Approximately": "about",
    "More than": "more-than",
    "Fewer than": "less-than",
    "At least": "at-least",
    "Up to": "up-to",
}
# Of `n` and a smaller `m`: the sentence, and what it says as (value, value to, whole, qualifier).
TOLD = (
    ("The force has {n} {noun}.", lambda n, m: [(n, None, None, None)]),
    ("There are {n} {noun} and {m} sheds in the yard.", lambda n, m: [(n, None, None, None), (m, None, None, None)]),
    ("Of the {n} {noun} that we saw, {m} were broken.", lambda n, m: [(n, None, None, None), (m, None, n, None)]),
    ("{M} of the {n} {noun} were late.", lambda n, m: [(m, None, n, None)]),
    ("We found {n} {noun}. Of these, {m} were open.", lambda n, m: [(n, None, None, None), (m, None, n, None)]),
    ("They keep {n} {noun}. {M} of them are red.", lambda n, m: [(n, None, None, None), (m, None, n, None)]),
    ("The stock fell from {n} {noun} to {m}.", lambda n, m: [(n, None, None, None), (m, None, None, None)]),
    ("The number of {noun} rose from {m} to {n}.", lambda n, m: [(m, None, None, None), (n, None, None, None)]),
    ("They sell between {m} and {n} {noun} a day.", lambda n, m: [(m, n, None, None)]),
    ("It sells {m}\u2013{n} {noun} a day.", lambda n, m: [(m, n, None, None)]),
    ("In May 2018, {n} {noun} were sold.", lambda n, m: [(n, None, None, None)]),
    ("They paid \u00a3{n} for {m} {noun}.", lambda n, m: [(m, None, None, None)]),
    ("It can take up to {n} weeks to mend the {noun}.", lambda n, m: [(n, None, None, "up-to")]),
    ("There were {n} {noun} ({m} of them in use).", lambda n, m: [(n, None, None, None), (m, None, n, None)]),
)
SHARES = (
    ("{p} per cent of the {noun} are blue.", lambda p: (p, None, None, None)),
    ("The share of {noun} that leak is {p}%.", lambda p: (p, None, None, None)),
    ("One in {k} {noun} leaks.", None),
)


@dataclass(frozen=True)
class Told:
    """A report about nothing, and what its numbers say by line."""

    text: str
    figures: dict


@st.composite
def printed(draw, number, *, opens=False):
    forms = [str(number), f"{number:,}"]
    if number >= 1000:
        forms += [f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", " ")]
    if 2 <= number < 100:
        forms.append(in_words(number).capitalize() if opens else in_words(number))
    return draw(st.sampled_from(forms))


@st.composite
def paragraph(draw):
    """(a paragraph, what its numbers say)."""
    noun = draw(st.sampled_from(NOUNS))
    n = draw(st.one_of(st.integers(4, 99), st.integers(100, 1899), st.integers(2100, 99_999)))
    m = draw(st.integers(2, n - 1).filter(lambda number: not 1900 <= number < 2100))
    form = draw(st.integers(0, 9))
    if form == 0:
        sentence, says = draw(st.sampled_from(SHARES))
        p, k = draw(st.integers(1, 99)), draw(st.sampled_from((3, 4, 5, 8, 10, 20, 50)))
        shown = {"p": draw(st.sampled_from((str(p), f"{p}.5"))), "k": draw(printed(k))}
        said = [says(float(shown["p"]))] if says else [(1, None, k, None)]
        return sentence.format(noun=noun, **shown), said
    if form == 1:
        word = draw(st.sampled_from(sorted(QUALIFIED)))
        return f"{word} {draw(printed(n))} {noun} are there.", [(n, None, None, QUALIFIED[word])]
    sentence, says = draw(st.sampled_from(TOLD))
    shown = {"n": draw(printed(n)), "m": draw(printed(m)), "M": draw(printed(m, opens=True))}
    return sentence.format(noun=noun, **shown), says(n, m)


@st.composite
def told(draw):
    lines = ["National child protection inspections", "Exampleshire Police (invented)", "Published May 2019"]
    lines += ["Leadership", "Something is invented here"]
    figures = {}
    for text, said in draw(st.lists(paragraph(), min_size=1, max_size=8)):
        lines.append(text)
        figures[len(lines) * 2 - 1] = said
    return Told("\n\n".join(lines) + "\n", figures)
