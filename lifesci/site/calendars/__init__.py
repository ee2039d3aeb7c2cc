"""Dated events of a record as a calendar file (iCalendar, RFC 5545)."""
