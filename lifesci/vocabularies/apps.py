"""The `vocabularies` application."""

from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    """Registers lifesci.vocabularies under the label `vocabularies`."""

    name = "lifesci.vocabularies"
    label = "vocabularies"
