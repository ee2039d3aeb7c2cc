"""Programmes side by side: chosen by their refs in the address, shown as a page and as a file."""
