"""How the desk's lists write moments, by language: Django asks `<language>/formats.py` here before its own."""
