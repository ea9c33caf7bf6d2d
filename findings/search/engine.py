"""Finds entries on both engines: the same set for any query, each in the engine's own order of relevance.

SQLite: FTS5, ordered by its rank (bm25), joined once; a test looks at the plan, which has to begin with the full-text
table whatever else is filtered by. PostgreSQL: a tsvector with a GIN index, ordered by ts_rank.
"""

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Value
from django.db.models.expressions import RawSQL

from findings.models import SearchEntry

STEM_COLUMNS = "{title_stems body_stems about_stems}"
# The weights of PostgreSQL stand for the same columns: title A, body B, about C; unstemmed words D.
STEM_WEIGHTS = "ABC"


def matching(query):
    """Entries that a query finds, each with its `relevance`, the smaller the better; none where nothing is asked."""
    if not query.wanted:
        return SearchEntry.objects.none().annotate(relevance=Value(0.0))
    if connection.vendor == "sqlite":
        rows = SearchEntry.objects.filter(full_text__matched__fts5=fts5(query))
        return rows.annotate(relevance=F("full_text__rank"))
    asked, vector = [tsquery(query)], '"findings_searchentry"."vector"'
    return SearchEntry.objects.filter(RawSQL(f"{vector} @@ %s::tsquery", asked, output_field=BooleanField())).annotate(
        relevance=RawSQL(f"-ts_rank({vector}, %s::tsquery)", asked, output_field=FloatField())
    )


def ranked(entries):
    """Best first; equals in an order that lasts."""
    return entries.order_by("relevance", "kind", "key", "pk")


def fts5(query):
    """The query as FTS5 reads it. Forms are ASCII letters and digits, so nothing can end a string."""
    wanted = " AND ".join(_fts5_term(term) for term in query.wanted)
    excluded = " OR ".join(_fts5_term(term) for term in query.excluded)
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _fts5_term(term):
    if term.is_prefix:
        return f'(words : "{" ".join(term.words)}" *)'
    return f'({STEM_COLUMNS} : "{" ".join(term.stems)}")'


def tsquery(query):
    """The query as PostgreSQL reads it."""
    wanted = [_tsquery_term(term) for term in query.wanted]
    excluded = [f"!{_tsquery_term(term)}" for term in query.excluded]
    return " & ".join([*wanted, *excluded])


def _tsquery_term(term):
    if term.is_prefix:
        *before, last = term.words
        phrase = " <-> ".join([*(f"'{word}':D" for word in before), f"'{last}':*D"])
        return f"({phrase})"
    # One alternative a weight, so that no phrase begins in the title and ends in the body.
    phrases = (" <-> ".join(f"'{stem}':{weight}" for stem in term.stems) for weight in STEM_WEIGHTS)
    alternatives = " | ".join(f"({phrase})" for phrase in phrases)
    return f"({alternatives})"
