"""Property tests on a busy machine: hypothesis sets no deadline here."""

import os

from hypothesis import settings

settings.register_profile("patient", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("patient")
