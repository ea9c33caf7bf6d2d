from django.http import Http404


def item_detail(request, **kwargs):
    raise Http404
