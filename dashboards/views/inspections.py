from django.http import Http404


def inspection_list(request, **kwargs):
    raise Http404


def inspection_detail(request, **kwargs):
    raise Http404
