"""The register's settings for a server that a test starts: static files by their plain names, collected by nobody."""

from lifesci.settings import *  # noqa: F403
from lifesci.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
