from django.http import Http404


def force_list(request, **kwargs):
    raise Http404


def force_detail(request, **kwargs):
    raise Http404
