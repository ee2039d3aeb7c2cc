"""The models of evidence, each in a file named for it; working records, never read by public code."""

from lifesci.evidence.cited import Basis, CheckResult, Cited, KeyedFact, ReadIn, key_unique
from lifesci.evidence.figure import Figure, MissingReason, PeriodKind, Qualifier
from lifesci.evidence.record import Natural, NaturalManager, Record
from lifesci.evidence.source import Source, SourceReference

__all__ = [
    "Basis",
    "CheckResult",
    "Cited",
    "Figure",
    "KeyedFact",
    "MissingReason",
    "Natural",
    "NaturalManager",
    "PeriodKind",
    "Qualifier",
    "ReadIn",
    "Record",
    "Source",
    "SourceReference",
    "key_unique",
]
