"""The register's first content and its documents, for the commands that read both."""

from tests.fixtures.conftest import content, documents, loaded

__all__ = ["content", "documents", "loaded"]
