"""The models of trace; private to the desk, never read by public code."""

from lifesci.trace.edit import Edit

__all__ = ["Edit"]
