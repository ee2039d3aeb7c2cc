"""The models of imports, each in a file named for it; private to the desk, never read by public code."""

from lifesci.imports.lock import FieldLock
from lifesci.imports.proposal import FilePiece, Proposal, Stage
from lifesci.imports.proposed_row import Outcome, ProposedRow

__all__ = ["FieldLock", "FilePiece", "Outcome", "Proposal", "ProposedRow", "Stage"]
