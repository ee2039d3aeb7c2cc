"""Lengths as charts write them: em down the page, per cent across it, so that text keeps its size at every width."""


def em(length: float) -> str:
    """A length in em, to a hundredth."""
    return f"{round(length, 2):g}em"


def rem(length: float) -> str:
    """A length in rem, to a hundredth: for drawings with letters of several sizes."""
    return f"{round(length, 2):g}rem"


def per_cent(part: float) -> str:
    """A length in hundredths of the width at hand, to a hundredth of one."""
    return f"{round(part, 2):g}%"
