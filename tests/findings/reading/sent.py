"""A report as it is sent: invented, short, and with something of everything."""

from pathlib import Path

FORM = Path(__file__).parents[1] / "readers" / "report" / "forms" / "classic.txt"
REPORT = FORM.read_text(encoding="utf-8").partition("\n-----\n")[2].encode()
