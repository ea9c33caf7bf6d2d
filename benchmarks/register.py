"""The row of the table that is the rows of a register alone, without filters, counts and total."""


def rows(run):
    return {}
