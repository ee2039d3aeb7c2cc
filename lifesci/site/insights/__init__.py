"""The insights pages: what programmes there are, where, for whom and since when, as charts. One module a question."""
