"""How an Edition is cited: one citation, written in four forms, each with an address of its own."""
