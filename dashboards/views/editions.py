from django.http import Http404


def inspection_edition(request, **kwargs):
    raise Http404
