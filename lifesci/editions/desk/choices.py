"""What autocompletes say of the rows they offer: not the name alone, but what sort of thing each is."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Exists, OuterRef

from lifesci.editions.edition import Kind
from lifesci.editions.models import Entry

PUBLIC, NOT_PUBLIC = "published", "not published"


class Choices(AutocompleteJsonView):
    """The admin's autocomplete. An admin names in `told_of_choices` the members that tell its rows apart."""

    def get_queryset(self):
        """With what will be told, and whether the public knows the record."""
        rows = super().get_queryset()
        fields = {field.name: field for field in rows.model._meta.fields}
        joined = [name for name in self._told if name in fields and fields[name].is_relation]
        rows = rows.select_related(*joined) if joined else rows
        if rows.model._meta.model_name not in Kind.values:
            return rows
        public = Entry.objects.filter(kind=rows.model._meta.model_name, ref=OuterRef("ref"))
        return rows.annotate(is_known=Exists(public))

    def serialize_result(self, obj, to_field_name):
        """The name, and in brackets what it is."""
        told = [text for name in self._told if (text := _text(obj, name))]
        if hasattr(obj, "is_known"):
            told.append(PUBLIC if obj.is_known else NOT_PUBLIC)
        found = super().serialize_result(obj, to_field_name)
        return {**found, "text": f"{found['text']} ({', '.join(told)})" if told else found["text"]}

    @property
    def _told(self):
        return getattr(self.model_admin, "told_of_choices", ())


def _text(obj, name: str) -> str:
    display = getattr(obj, f"get_{name}_display", None)
    return str((display() if display else getattr(obj, name)) or "")
