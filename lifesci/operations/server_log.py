"""What the web server says on standard output: all that it has to, but a warning about what is meant. Knows no Django,
because each worker reads it before it is set up. For serve_register."""

import logging

from granian.log import LOGGING_CONFIG

MANY_THREADS = "Configuration allows spawning up to"  # most of them only hold who waits; see lifesci.api.waiting


class Unintended(logging.Filter):
    """Keeps back the warning that there are more threads than cores."""

    def filter(self, record):
        """Whether to say it."""
        return not record.getMessage().startswith(MANY_THREADS)


CONFIG = {
    "filters": {"unintended": {"()": f"{__name__}.Unintended"}},
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "console": {**LOGGING_CONFIG["handlers"]["console"], "filters": ["unintended"]},
    },
}
