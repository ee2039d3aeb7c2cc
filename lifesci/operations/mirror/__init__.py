"""A reference client: copies a register from its API alone, with the standard library alone. It knows no Django."""
