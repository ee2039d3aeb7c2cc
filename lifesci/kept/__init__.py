"""Whole public answers, kept for one register version, so that the second who asks is answered at once."""
