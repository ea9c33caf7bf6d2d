"""Every register there is, in the order in which pages list them."""

from dashboards.registers.case_grades import CaseGradeRegister
from dashboards.registers.figures import FigureRegister
from dashboards.registers.findings import FindingRegister
from dashboards.registers.forces import ForceRegister
from dashboards.registers.illustrations import IllustrationRegister
from dashboards.registers.inspections import InspectionRegister
from dashboards.registers.recommendations import RecommendationRegister
from dashboards.registers.themes import ThemeRegister

REGISTERS = (
    CaseGradeRegister,
    FindingRegister,
    IllustrationRegister,
    RecommendationRegister,
    FigureRegister,
    ThemeRegister,
    InspectionRegister,
    ForceRegister,
)
