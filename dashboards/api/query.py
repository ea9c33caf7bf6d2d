"""A request to the API: what pages and files ask, and `fields` besides."""

from dashboards.api.resources import ask
from dashboards.registers.about import column_names
from dashboards.registers.base import IDENTITY
from dashboards.registers.query import RefusedQuery, nearest

FIELDS = "fields"


class ApiQuery:
    """`fields` names exactly the columns of the answer; `columns` means what it means in files.

    Raises RefusedQuery with every problem at once.
    """

    def __init__(self, register, parameters):
        self.register = register
        plain = parameters.copy()
        asked = [name.strip() for value in plain.pop(FIELDS, []) for name in value.split(",") if name.strip()]
        sentences = self._refused_fields(asked, "".join(plain.getlist("columns")).strip())
        try:
            self.query = ask(register, plain)
        except RefusedQuery as refused:
            sentences += refused.sentences
        if sentences:
            raise RefusedQuery(sentences)
        self.names = [name for name in self._known() if name in asked] or column_names(self.query)
        self._fields = [",".join(self.names)] if asked else []

    def page(self):
        """The page asked for; a page beyond the last one is refused, as on pages."""
        return self.query.asked_page()

    def objects(self, page):
        return self.query.objects(page)

    def row(self, obj):
        row = self.register.row(obj)
        return {name: row[name] for name in self.names}

    def query_string(self, **changes):
        fields = {FIELDS: self._fields} if self._fields else {}
        return self.query.query_string(**fields, **changes)

    def _known(self):
        return [*self.register.columns(), *IDENTITY]

    def _refused_fields(self, asked, columns):
        known = self._known()
        refused = [
            f"“{name}” is no field of this register.{nearest(name, known)}" for name in asked if name not in known
        ]
        if asked and columns:
            refused.append("“fields” and “columns” both choose columns: give one of them.")
        return refused
