"""The `people` application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """Registers lifesci.people under the label `people`; after every migration the roles have exactly their rights."""

    name = "lifesci.people"
    label = "people"
    verbose_name = "People"

    def ready(self):
        """Fill the roles when every application before this one has its permissions: it is the last of them all."""
        from lifesci.people.filling import fill_roles

        post_migrate.connect(fill_roles, sender=self, dispatch_uid="lifesci.people.roles")
