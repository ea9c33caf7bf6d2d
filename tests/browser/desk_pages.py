"""Which test looks at which address of the desk for barriers, so that none is forgotten."""

from urllib.parse import urlsplit

from django.urls import resolve

LOOKED_AT = {
    "test_desk": {
        *("entry", "published-list", "draft-review", "draft-publish", "draft-discard", "draft-revert"),
        *("inspection-history", "inspection-correct", "follow-up", "claim-add", "claim-withdraw"),
        *(
            "milestone-add",
            "milestone-happened",
            "item-themes",
            "people",
            "invite",
            "person",
            "own-password",
            "own-sessions",
        ),
        *(
            "theme-desk",
            "theme-retire",
            "force-desk",
            "force-add",
            "force-change",
            "reference-record",
            "error-report-list",
            "error-report-detail",
        ),
    },
    "test_desk_forms": {
        *("draft-tasks", "draft-header", "draft-items", "draft-item", "draft-item-new", "draft-differences"),
        *("draft-preview", "new-inspection", "draft-topic-grades", "draft-case-audits", "entry-upload"),
    },
    "test_reading_pages": {
        *("reading-list", "reading", "reading-polarity", "reading-delete", "reading-add", "reading-addition"),
    },
}
NO_PAGES = {
    "files": {
        *("entry-template", "entry-workbook", "draft-workbook", "draft-yaml", "reading-file"),
        *("inspection-history-file", "reference-record-file"),
    },
    "acts that lead to another page": {"draft-item-act", "draft-item-undo", "reading-choose", "scratch"},
    "a piece of the grid’s page, which is looked at with it": {"draft-case-audits-check"},
}


def names_of(addresses):
    """The names of these addresses, of those of the desk."""
    found = (resolve(urlsplit(address).path) for address in addresses if "/entry/" in address)
    return {match.url_name for match in found}
