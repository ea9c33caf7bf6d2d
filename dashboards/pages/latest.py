"""The latest of each force: what pages that compare forces take, so that none counts twice."""


def latest_by_force(rows):
    """Of rows that know their `force_id` and come with the latest report first: the first of each force."""
    found = {}
    for row in rows:
        found.setdefault(row.force_id, row)
    return list(found.values())
