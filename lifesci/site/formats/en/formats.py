"""Moments as every page of the register writes them, with hours counted to 24."""

DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
