"""The `search` application."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """Registers lifesci.search under the label `search`."""

    name = "lifesci.search"
    label = "search"

    def ready(self):
        """Watch for migrations."""
        post_migrate.connect(self.mend, sender=self)

    def mend(self, *, using, **kwargs):
        """After a migration make what is missing of the text index: altering a table on SQLite drops its triggers."""
        from lifesci.search.text import install_index

        connection = connections[using]
        if "editions_entrytext" in connection.introspection.table_names():
            install_index(connection)
