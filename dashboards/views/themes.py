from django.http import Http404


def theme_detail(request, **kwargs):
    raise Http404
