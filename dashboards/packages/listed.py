"""The tables of a package that no register shows: reference data, and what hangs on inspections and recommendations."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dashboards.registers.definitions import WORDING, Definition, day, one_of, slug, whole
from findings.models import Claim, GlossaryTerm, LocalAuthorityJudgment, Milestone, RecommendationPart, TopicGrade
from inspections.models import Area, Chapter, Framework, Grade, Topic
from inspections.models.inspection import Precision

INSPECTION = slug("The inspection whose report says it.")
KEY = slug("Its name within the inspection.")
SLUG, NAME = slug("Its short name."), Definition("Its name.")
NUMBER = whole("Number of the recommendation.")
OF_RECOMMENDATION = {
    "inspection": ("recommendation__inspection__slug", INSPECTION),
    "recommendation": ("recommendation__number", NUMBER),
}
OF_INSPECTION = {"inspection": ("inspection__slug", INSPECTION)}
ITEM = OF_INSPECTION | {"key": ("key", KEY)}
OF_FRAMEWORK = {
    "framework": ("framework__slug", slug("The framework it belongs to.")),
    "slug": ("slug", SLUG),
    "name": ("name", NAME),
    "order": ("order", whole("Its place in the framework, from 1.")),
}


@dataclass(frozen=True)
class Listed:
    """`columns`: name -> (path of the model, definition); the first `keys` of them name a row."""

    name: str
    description: str
    queryset: QuerySet
    keys: int
    columns: dict

    @property
    def title(self):
        return self.name.replace("_", " ").capitalize()


LISTED = (
    Listed(
        "frameworks",
        "Editions of the inspectorate's rules.",
        Framework.objects.all(),
        1,
        {
            "slug": ("slug", SLUG),
            "name": ("name", NAME),
            "case_scale": ("case_scale__slug", slug("Scale on which cases are graded; empty if they are not.")),
            "topic_scale": ("topic_scale__slug", slug("Scale on which topics are graded; empty if they are not.")),
            "order": ("order", whole("Its place in time.")),
        },
    ),
    Listed(
        "grades",
        "Grades of every scale; those of two scales are never compared.",
        Grade.objects.all(),
        2,
        {
            "scale": ("scale__slug", slug("The scale it belongs to.")),
            "slug": ("slug", SLUG),
            "name": ("name", NAME),
            "order": ("order", whole("Its place on the scale; 1 is best.")),
        },
    ),
    Listed("areas", "Areas of each framework.", Area.objects.all(), 2, OF_FRAMEWORK),
    Listed("chapters", "Chapters of the reports of each framework.", Chapter.objects.all(), 2, OF_FRAMEWORK),
    Listed("topics", "Topics that a framework grades as a whole.", Topic.objects.all(), 2, OF_FRAMEWORK),
    Listed(
        "glossary",
        "Terms of the reports, in our own words.",
        GlossaryTerm.objects.all(),
        1,
        {
            "slug": ("slug", SLUG),
            "term": ("term", Definition("The term.")),
            "full_name": ("full_name", Definition("What an abbreviation stands for; empty if it is none.")),
            "definition": ("definition", Definition("What it means.")),
        },
    ),
    Listed(
        "topic_grades",
        "Grades of topics as a whole; never pooled with grades of cases.",
        TopicGrade.objects.published(),
        2,
        OF_INSPECTION
        | {
            "topic": ("topic__slug", slug("The topic.")),
            "scale": ("grade__scale__slug", slug("Scale of the grade.")),
            "grade": ("grade__slug", slug("The grade.")),
        },
    ),
    Listed(
        "recommendation_parts",
        "Listed parts of each recommendation.",
        RecommendationPart.objects.filter(recommendation__inspection__state="published"),
        3,
        OF_RECOMMENDATION
        | {
            "key": ("key", slug("Its name within the recommendation.")),
            "position": ("position", whole("Its place in the list.")),
            "text": ("text", Definition("What is asked for.")),
            "wording": ("recommendation__wording", WORDING),
        },
    ),
    Listed(
        "claims",
        "Who said when what had become of a recommendation.",
        Claim.objects.published(),
        3,
        OF_RECOMMENDATION
        | {
            "id": ("id", whole("Number of the claim in this database.")),
            "voice": ("voice", one_of("Who says it.", Claim.Voice.values)),
            "state": ("state", one_of("What is said to have become of it.", Claim.State.values)),
            "on": ("on", day("Day of the claim; a month or year is its first day.")),
            "precision": ("precision", one_of("How exactly that day is known.", Precision.values)),
            "source": ("source", Definition("Where it is said.")),
        },
    ),
    Listed(
        "milestones",
        "Steps after publication, promised or required.",
        Milestone.objects.published(),
        2,
        ITEM
        | {
            "kind": ("kind", one_of("Which step it is.", Milestone.Kind.values)),
            "what": ("what", Definition("What is to happen.")),
            "within": ("within", whole("Time given, counted from publication.", may_lack=True)),
            "unit": ("unit", Definition("Unit of that time: days, weeks or months.")),
            "happened_on": ("happened_on", day("Day on which it happened, if a source says so.", may_lack=True)),
            "happened_source": ("happened_source", Definition("The source that says so.")),
        },
    ),
    Listed(
        "judgments",
        "What other inspectorates thought of local authorities, kept apart from case grades.",
        LocalAuthorityJudgment.objects.published(),
        2,
        ITEM
        | {
            "authority": ("authority", Definition("The local authority.")),
            "inspectorate": ("inspectorate", Definition("Who judged it.")),
            "subject": ("subject", Definition("What was judged.")),
            "grade": ("grade_as_printed", Definition("The grade as the report prints it.")),
            "published_on": ("published_on", day("Day of publication; a month or year is its first day.")),
        },
    ),
)
