from findings.models.audited_case import AuditedCase, CaseCount, ReferredBack
from findings.models.case_audit import Assessor, CaseAudit, GradeCount, Sample
from findings.models.case_load import CaseLoad
from findings.models.comment import Comment
from findings.models.data_version import DataVersion
from findings.models.error_report import ErrorReport
from findings.models.figure import Equation, LocalAuthorityJudgment, ReportedFigure
from findings.models.finding import Finding, FindingTheme
from findings.models.glossary import GlossaryTerm
from findings.models.illustration import Illustration, IllustrationTheme
from findings.models.milestone import Milestone
from findings.models.reading_addition import ReadingAddition
from findings.models.reading_job import ReadingFile, ReadingJob
from findings.models.reading_result import ReadingDecision, ReadingResult
from findings.models.recommendation import (
    Claim,
    Recommendation,
    RecommendationPart,
    RecommendationTheme,
    Timescale,
)
from findings.models.released_table import ReleasedTable
from findings.models.revision import Revision
from findings.models.scratch import Scratch
from findings.models.search_entry import FullText, SearchEntry
from findings.models.theme import Theme, WithdrawnTheme
from findings.models.topic_grade import TopicGrade
from findings.models.waiver import Waiver

__all__ = [
    "Assessor",
    "AuditedCase",
    "CaseAudit",
    "CaseCount",
    "CaseLoad",
    "Claim",
    "Comment",
    "DataVersion",
    "Equation",
    "ErrorReport",
    "Finding",
    "FindingTheme",
    "FullText",
    "GlossaryTerm",
    "GradeCount",
    "Illustration",
    "IllustrationTheme",
    "LocalAuthorityJudgment",
    "Milestone",
    "ReadingAddition",
    "ReadingDecision",
    "ReadingFile",
    "ReadingJob",
    "ReadingResult",
    "Recommendation",
    "RecommendationPart",
    "RecommendationTheme",
    "ReferredBack",
    "ReleasedTable",
    "ReportedFigure",
    "Sample",
    "Revision",
    "Scratch",
    "SearchEntry",
    "Theme",
    "Timescale",
    "TopicGrade",
    "Waiver",
    "WithdrawnTheme",
]
