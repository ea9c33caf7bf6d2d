from inspections.models.api_token import ApiToken
from inspections.models.area import Area
from inspections.models.chapter import Chapter
from inspections.models.force import Force
from inspections.models.framework import Framework
from inspections.models.grade import Grade, GradeScale
from inspections.models.inspection import Inspection
from inspections.models.person import Person
from inspections.models.saved_view import SavedView
from inspections.models.session import Session
from inspections.models.topic import Topic

__all__ = [
    "ApiToken",
    "Area",
    "Chapter",
    "Force",
    "Framework",
    "Grade",
    "GradeScale",
    "Inspection",
    "Person",
    "SavedView",
    "Session",
    "Topic",
]
