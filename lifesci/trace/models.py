"""The models of trace; private to the desk, never read by public code."""

from lifesci.trace.edit import Edit
from lifesci.trace.event import Event

__all__ = ["Edit", "Event"]
