"""Serves plotly's JavaScript from the installed package, without importing plotly into a web worker."""

from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "plotly.min.js"


class PlotlyFinder(BaseFinder):
    """Finds the one file `plotly/plotly.min.js` and nothing else of the package."""

    def __init__(self, *args, **kwargs):
        self.folder = Path(find_spec("plotly").origin).parent / "package_data"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = "plotly"

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = str(self.folder / NAME) if path == f"plotly/{NAME}" else None
        if find_all or not found:
            return [found] if found else []  # an empty list, as Django's own finders answer
        return found

    def list(self, ignore_patterns):
        yield NAME, self.storage
