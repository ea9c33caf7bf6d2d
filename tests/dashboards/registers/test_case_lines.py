"""Lines of single cases put together from shared parts are those that a CSV writer makes of whole rows."""

import csv
from io import StringIO

from dashboards.registers.case_exports import Lines
from dashboards.registers.cases import COLUMNS
from dashboards.registers.files import safe

ODD = ("INV-1", "=1+1", 'a"b', "a,b", "a\nb", "a\rb", "a\n", " a", "é1", "-1", "+1", "@1", "\t1", "A/1 b.2_c", "a;b")


class Told:
    """A query whose rows need no database."""

    def row(self, values):
        pk, inspection, reference, area, sample, own, theirs, referred_back, load = values
        known = {"reference": reference, "referred_back": referred_back, "load": load, "id": pk, "edition": inspection}
        known |= {"force": f"=force {inspection}", "area": f"area, {area}", "force_grade": own, "link": "/cases/"}
        return dict.fromkeys(COLUMNS, "") | {"sample": sample, "hmicfrs_grade": theirs} | known


def test_lines_are_what_a_writer_makes_of_rows():
    cases = [
        (pk, pk % 2, reference, pk % 3, "joint", "good", '"poor"', "", 7)
        for pk, reference in enumerate([*ODD, *ODD], start=1)
    ]
    expected = StringIO()
    csv.writer(expected).writerows([safe(value) for value in Told().row(values).values()] for values in cases)
    assert "".join(Lines(Told()).of(cases)) == expected.getvalue()
