"""The OpenAPI description: made once a process, and served as JSON or YAML."""

from functools import cache
from threading import Lock

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from rest_framework.renderers import JSONRenderer

from dashboards.api.base import ApiView
from dashboards.api.operations import SchemaOperation

MAKING = Lock()


class YamlRenderer(OpenApiYamlRenderer):
    media_type = "application/yaml"


@cache
def _made():
    return SchemaGenerator().get_schema(public=True)


def description():
    """The whole description. It is made by one thread at a time: DRF's describers belong to classes, not to views."""
    with MAKING:
        return _made()


class SchemaView(ApiView):
    schema = SchemaOperation()
    renderer_classes = (JSONRenderer, YamlRenderer)

    def get(self, request):
        self.refuse_parameters(request)
        return self.tagged(request, description)
