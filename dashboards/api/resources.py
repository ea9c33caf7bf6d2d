"""The registers that the API serves: those of the catalogue, and self-assessment, which has a page of its own."""

from dashboards.registers.catalogue import REGISTERS
from dashboards.registers.query import RegisterQuery
from dashboards.registers.self_assessment import SelfAssessmentQuery, SelfAssessmentRegister

ROOT = "/api/v1/"
RESOURCES = tuple(dict.fromkeys((*REGISTERS, SelfAssessmentRegister)))


def ask(register, parameters):
    """What pages and files ask as well: the same filters, and the same refusals."""
    if register is SelfAssessmentRegister:
        return SelfAssessmentQuery(parameters)
    return RegisterQuery(register, parameters)


def address_of(register):
    return f"{ROOT}{register.name}/"
