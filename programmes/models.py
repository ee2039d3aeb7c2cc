"""The models of programmes, each in a file named for it; working records, never read by public code."""

from programmes.facts import Outcome, ProgrammeFigure, Story, StoryStep
from programmes.programme import Partnership, Programme

__all__ = ["Outcome", "Partnership", "Programme", "ProgrammeFigure", "Story", "StoryStep"]
