"""The curators' desk: what the admins of all records share. Never imported by public code."""
