"""The register's own settings, with one address more: the facet counts of a filter by themselves."""

from lifesci.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.register_urls"
