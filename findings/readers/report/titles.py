"""Titles: which chapter, area or topic a heading names, however it words it."""

import re

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "those",
        "to",
        "were",
        "where",
        "which",
        "who",
        "with",
        "we",
        "force",
        "police",
    ]
)
_NUMBERED = re.compile(r"^(?:(?:chapter|section|part)\s+)?(\d{1,2})(?:\.(?!\d)|\)|\s*[:\u2013\u2014-])?\s+(?=\D)", re.I)
# Words by which chapters are known whatever their exact title.
CHAPTERS = {
    "summary": r"(?:executive )?summary(?: of (?:our |the |main |key )*findings)?|overview",
    "introduction": r"introduction|about (?:this|the|our) inspection",
    "context": r"(?:the )?(?:force |local )?context(?: (?:for|of) .{3,60})?|(?:force |local )?background"
    r"|about the force",
    "leadership": r"leadership(?:[ ,]+(?:management|governance|and|oversight|of child protection|arrangements)){0,6}",
    "partnership": r"working (?:with|in) (?:\w+ ){0,2}partner(?:s|ships?)(?: .{3,40})?|partnerships?(?: working)?",
    "responding": r"respon(?:ding|se) to (?:the needs of )?children(?: .{0,60})?",
    "risk-and-referral": r"assess(?:ing|ment of) risks?(?: .{0,40})? referrals?(?: .{0,30})?",
    "investigating": r"investigating(?: (?:reports?|allegations|crimes?|offences)(?: of| against| involving)? "
    r"(?:child )?(?:abuse|neglect|exploitation|children)[\w ,]{0,60})?",
    "case-file-analysis": r"(?:case[- ]?)(?:file|audit)s?(?: file)? (?:analys[ei]s|reviews?|audits?"
    r"|assessments?|findings|results)"
    r"|breakdown of (?:the )?case .{3,80}|analysis of (?:the )?case(?: ?file)?s"
    r"|(?:case )?audit (?:analysis|results|findings)",
    "initial-contact": r"(?:initial|first) contact(?: with .{3,40})?",
    "assessment-and-help": r"assessments?,? (?:and|&) help|help,? (?:and|&) assessment|early help and assessment",
    "investigation": r"investigations?(?: of (?:crime|offences|abuse).{0,40})?",
    "decision-making": r"decision[- ]making|making decisions",
    "trusted-adult": r"(?:the )?trusted adults?",
    "managing-risk": r"manag(?:ing|ement of) (?:those|people|persons|individuals|offenders|adults).{0,40}risks?.{0,20}",
    "police-detention": r"(?:police )?(?:detention|custody)(?: of children)?|children in (?:police )?(?:custody"
    r"|detention)",
    "conclusion": r"conclusions?(?: and recommendations)?|concluding remarks",
    "next-steps": r"next steps|what happens (?:next|now)|follow[- ]up",
}
OTHER = {
    "foreword": r"foreword|preface",
    "contents": r"(?:table of )?contents",
    "annex": r"(?:annex|appendix)(?:es|\b).*|glossary.*|definitions(?: and interpretations?)?|references|methodology",
    "recommendations": r"(?:our |the )?recommendations?(?: (?:at a glance|in full|in brief|(?:for|to) .{3,40}))?"
    r"|what (?:we (?:want|expect|recommend)|the (?:force|constabulary) (?:should|must|needs to))\b.{0,40}"
    r"|what (?:must|should|needs to) happen|where the (?:force|constabulary) (?:should|must|needs to) improve"
    r"|summary of (?:our |the |all )?recommendations|(?:list of|all|our) recommendations",
    "earlier": r"(?:progress (?:against|on|with)|update on|review of|response to) .{0,60}recommendations?.{0,40}"
    r"|(?:previous|earlier|past|original|outstanding) recommendations.{0,40}"
    r"|(?:the |our )?recommendations? (?:from|made (?:in|after|following)|of) "
    r"(?:our |the |its )?.{0,60}(?:inspection|report"
    r"|review).{0,30}",
}
AREAS = {
    "other-referrals": r"other than (?:domestic|da\b)|\bnot\b[^.;]{0,30}domestic (?:abuse|violence)"
    r"|(?:not|non)[- ](?:related to |relating to "
    r"|involving )?domestic abuse|other referrals",
    "section-47": r"\b(?:section|s\.?)\s?47\b",
    "police-protection": r"\b(?:section|s\.?)\s?46\b|place of safety|police protection|protective powers",
    "domestic-abuse": r"\bdomestic (?:abuse|violence)\b|\bda\b",
    "child-sexual-exploitation": r"\bexploitation\b|\bcse\b|\bexploited\b",
    "missing-children": r"\bmissing\b|\babsent\b",
    "sex-offender-management": r"\bsex(?:ual)? offenders?\b|\brsos?\b|\boffender managers?\b",
    "police-custody": r"\bcustody\b|\bpolice detention\b|\bdetained\b|\bdetention of\b",
}
_GRADED = re.compile(
    r"\s*[:(\u2013\u2014-]\s*(?:outstanding|good|adequate|requires improvement|inadequate)\)?\s*$", re.I
)
_CHAPTERS = {slug: re.compile(pattern, re.I) for slug, pattern in CHAPTERS.items()}
_OTHER = {slug: re.compile(pattern, re.I) for slug, pattern in OTHER.items()}
_AREAS = {slug: re.compile(pattern, re.I) for slug, pattern in AREAS.items()}


def has_grade(title):
    """Whether a title ends in a grade: "Leadership: good"."""
    return bool(_GRADED.search(title))


def unnumbered(text):
    """A title without the number of its section, and whether it had one."""
    text = text.strip().rstrip(":").strip()
    found = _NUMBERED.match(text)
    return (text[found.end() :].strip(), True) if found else (text, False)


def words_of(text):
    """The words of a title that carry meaning, cut to their stems."""
    found = re.findall(r"[a-z]+", text.lower())
    return frozenset(_stem(word) for word in found if word not in _STOP)


def _stem(word):
    for ending in ("ing", "ment", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def likeness(one, other):
    """Shared words over all words of two titles, 0 to 1."""
    left, right = words_of(one), words_of(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def chapter_of(title, chapters):
    """The chapter a title names, or None. `chapters`: slug -> title in the framework."""
    text = _GRADED.sub("", unnumbered(title)[0])
    if len(text) > 110:
        return None
    for slug in chapters:
        if slug in _CHAPTERS and _CHAPTERS[slug].fullmatch(text):
            return slug
    ranked = sorted(((likeness(text, name), slug) for slug, name in chapters.items()), reverse=True)
    best, runner = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, None)
    return best[1] if best[0] >= 0.6 and best[0] > runner[0] else None


def other_of(title):
    """`foreword`, `contents`, `annex`, `recommendations` or `earlier` where a title names one of them."""
    text, _ = unnumbered(title)
    for slug in ("foreword", "contents", "earlier", "recommendations", "annex"):
        if _OTHER[slug].fullmatch(text):
            return slug
    return None


def areas_of(text, areas):
    """The areas a text speaks of, each once, in the order of their first mention."""
    found, rest = [], text
    for slug, pattern in _AREAS.items():
        match = pattern.search(rest) if slug in areas else None
        if match:
            found.append((match.start(), slug))
            # "other than domestic abuse" does not speak of domestic abuse.
            rest = pattern.sub(lambda taken: " " * len(taken.group()), rest)
    return [slug for _, slug in sorted(found)]


def area_of(text, areas):
    """The one area that a heading or lead names: by its known title, else by the words it is known by."""
    ranked = sorted(((likeness(text, name), slug) for slug, name in areas.items()), reverse=True)
    if ranked and ranked[0][0] >= 0.5:
        return ranked[0][1]
    found = areas_of(text, areas)
    return "other-referrals" if "other-referrals" in found else found[0] if found else None
