"""What communities did."""

from casestudies.models.case_study import CaseStudyIndexPage, CaseStudyPage, CaseStudyPageTopic
from casestudies.models.parts import Cost, GuideUsed, Result, TimelineEntry

__all__ = [
    "CaseStudyIndexPage",
    "CaseStudyPage",
    "CaseStudyPageTopic",
    "Cost",
    "GuideUsed",
    "Result",
    "TimelineEntry",
]
