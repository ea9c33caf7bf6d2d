"""Every table below an inspection is public on purpose, or says that it is not."""

from django.apps import apps

from findings.data_version.tracked import path_to_inspection

# Whoever adds a model below an inspection decides here: it shows in public and is named, or it never does and says
# `moves_data_version = False`.
SHOWN = {
    "CaseAudit",
    "Claim",
    "Equation",
    "EquationTerm",
    "Finding",
    "FindingTheme",
    "Finding_areas",
    "GradeCount",
    "Illustration",
    "IllustrationTheme",
    "Illustration_areas",
    "LocalAuthorityJudgment",
    "Milestone",
    "Recommendation",
    "RecommendationPart",
    "RecommendationTheme",
    "Recommendation_answers",
    "Recommendation_areas",
    "ReleasedTable",
    "ReportedFigure",
    "ReportedFigure_areas",
    "TopicGrade",
    "Waiver",
}


def test_every_model_below_an_inspection_is_decided_upon():
    """What shows in public moves the data version; what never does must not, or its changes could be seen from it."""
    models = apps.get_app_config("findings").get_models(include_auto_created=True)
    found = {model._meta.object_name for model in models if path_to_inspection(model)}
    assert found == SHOWN, "name the new model here, or give it moves_data_version = False"
