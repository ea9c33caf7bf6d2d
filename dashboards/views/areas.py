from django.http import Http404


def area_list(request, **kwargs):
    raise Http404


def area_detail(request, **kwargs):
    raise Http404
