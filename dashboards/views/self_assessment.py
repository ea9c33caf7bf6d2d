from django.http import Http404


def self_assessment(request, **kwargs):
    raise Http404


def self_assessment_export(request, **kwargs):
    raise Http404
