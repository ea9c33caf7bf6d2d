"""Words by which a sentence tells who graded which cases, and whether it speaks of others."""

import re

from findings.readers.report.numbers import NUMBER

FORCE = re.compile(
    r"\bforce(?:'s|\u2019s)?\s+(?:own\s+|also\s+|itself\s+)?(?:said|called|assess(?:ors?|ment|ed)|grad(?:es?|ings?)|judge?ments?|reviewers?|auditors?|graded|rated|judged|considered|gave|thought|believed|self)"
    r"|\b(?:assess\w*|grad\w+|judg\w+|rat\w+)\b[^.;:]{0,40}? by the (?:force|police|constabulary)\b(?! and\b)"
    r"|\bself[- ](?:assess|grad|audit)\w*|\b(?:police|constabulary)\s+(?:assessors?|reviewers?|graded|rated"
    r"|judged|assessed)"
    r"|\bassessors\b|\bits own (?:assessment|grad\w+|judg\w+)|\bforce grades?\b",
    re.I,
)
HMICFRS = re.compile(
    r"\b(?:we|inspectors|hmicfrs|hmic|the inspectorate)\b(?:\s+\w+){0,3}?\s+(?:said|called|assess|grad|rat|judg|found"
    r"|examin|consider|audit|"
    r"review|look|inspect)\w*|\b(?:hmicfrs|hmic|inspectors?|inspectorate)(?:['\u2019]s?)?\s+(?:assessment|grad\w+|judg\w+|audit)"
    r"|\b(?:assessed|graded|judged|reviewed|audited|examined) (?:only )?by (?:hmicfrs|hmic|inspectors|us)\b"
    r"|\bour (?:own )?(?:inspectors|assessments?|views?|grad\w+|judge?ments?)\b",
    re.I,
)
JOINT = re.compile(
    rf"\bsame (?:\w+ )?(?:cases|files|audits|records)|\bsame {NUMBER}\b|\bmoderat(?:ed|ion)\b"
    r"|\bby both\b|\bboth (?:the|by)\b|\bjoint(?:ly)?\b"
    r"|\b(?:each|all) of the force's cases\b",
    re.I,
)
# Which cases these are depends on what stands elsewhere: the force's own, if it graded any.
THESE = re.compile(r"\bth[eo]se (?:\w+ )?cases\b", re.I)
ADDITIONAL = re.compile(
    rf"\badditional\b|\b(?:\w+ )?{NUMBER} more\b(?! than)|\bthat only (?:we|inspectors|hmic)"
    r"|\b(?:force|constabulary) (?:had|did|has) not (?:seen?|assessed?|graded?|audited?|reviewed?|looked?)\b"
    rf"|\b(?:another {NUMBER}|{NUMBER} (?:more|others?)) (?:\w+ )?(?:cases|files|audits|records)\b"
    r"|\bfurther (?:\S+ ){0,2}(?:cases|files|audits)|\bother cases assessed\b|\bonly by (?:hmic"
    r"|inspectors|us)",
    re.I,
)
ALL = re.compile(
    r"\boverall\b|\bin (?:total|all)\b|\ball (?:of )?(?:the )?(?:\S+ )?cases\b|\baltogether\b|\ba total of\b"
    r"|\bcombined\b",
    re.I,
)
# A number of cases that is no count of a grade: the size of the set.
SIZE = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})\s+(?:\w+[- ]){{0,4}}?(?:cases|case files|case audits|files|audits)\b", re.I
)
OTHER_INSPECTORATES = re.compile(r"\b(?:ofsted|cqc|care quality commission|local authorit(?:y|ies))\b", re.I)
VAGUE = re.compile(
    r"\b(?:half|most|majority|a third|two[- ]thirds|the rest|the remain\w+|the others|a quarter)\b", re.I
)
# Sentences about other times or other forces count other cases.
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last|first|original|initial|former) (?:child protection |post-inspection )?"
    r"(?:inspections?|reports?|reviews?|visits?)\b|\bpreviously\b|\blast time\b|\bused to\b",
    re.I,
)
DATED = re.compile(r"\b(?:our|the|its|their|in|since|from) (?:\w+ )?(?:19|20)\d\d\b", re.I)
IN_A_YEAR = re.compile(r"\b(?:in|of|since) (?:19|20)\d\d\b", re.I)
ELSEWHERE = re.compile(
    r"\b(?:across|throughout) (?:england|wales|the country|all forces)\b|\bnational(?:ly)?\b(?! child protection)"
    r"|\b(?:other|all|most|some|these|those|many) forces\b|\bforces (?:had|have|were|are)\b",
    re.I,
)
HEDGED = re.compile(
    r"\b(?:about|around|approximately|nearly|almost|between|more than|over|at least|up to|fewer than|less than|some|"
    r"rose|fell|increased|decreased|from)\s+$",
    re.I,
)
# What such a sentence counts was so at the time that the sentence before names.
AT_THAT_TIME = re.compile(r"^(?:then\b|(?:at|by) (?:that|the) time\b|back then\b|(?:on|in) that \w+\b)", re.I)
NOW = re.compile(r"\b(?:this time|now|this (?:re-?)?inspection|this review|on our return)\b", re.I)
PAIRED_IN_ORDER = re.compile(r"\brespectively\b", re.I)
GRADED = re.compile(r"\b(?:graded|rated|judged|assessed)\b", re.I)
ABOUT_CASES = re.compile(r"\b(?:cases?|files?|audits?|graded|grades|rated|assessed|judged)\b", re.I)


def in_words(key):
    """ "HMICFRS, joint cases, missing-children"."""
    assessor, sample, area = key
    who = "HMICFRS" if assessor == "hmicfrs" else "the force"
    return ", ".join(part for part in (who, f"{sample} cases", area) if part)
