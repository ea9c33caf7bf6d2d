"""What all figures share: axes that stay put under a finger, and labels in the page's own words."""


def tone(name, part=""):
    """A colour of the stylesheet: the fill of a grade's tone, or its `edge` or `on` colour."""
    return f"var(--tone-{name}{'-' + part if part else ''})"


def axis(**options):
    """An axis that does not zoom: on a telephone a finger means to scroll the page."""
    return {"fixedrange": True, **options}


def layout(**options):
    return {"dragmode": False, "showlegend": False, **options}


def height_of_rows(rows, each=44, frame=112):
    """Pixels for a figure with one row a bar."""
    return frame + each * max(1, rows)


def signed(number, digits=2):
    """ "+1.12", "−0.15", "0.00": with a real minus sign, and none before zero."""
    text = f"{abs(number):.{digits}f}"
    if not text.strip("0."):
        return text
    return f"{'−' if number < 0 else '+'}{text}"
