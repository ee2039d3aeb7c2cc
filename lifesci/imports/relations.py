"""Cells that point to other rows, by the keys that people know: a ref, a code, a ref and a key."""

from collections.abc import Collection, Iterable
from functools import cached_property

from import_export.widgets import ManyToManyWidget

from lifesci.imports.cells import Plain, TextCell, Unfit
from lifesci.imports.files.bounds import Unreadable
from lifesci.vocabularies.models import Scheme, Term

SEPARATOR = ";"
JOIN = "/"


class Pointing(TextCell):
    """What both cells know of the rows that they point to."""

    @cached_property
    def model(self):
        """The model that is pointed to."""
        return self.field.remote_field.model

    @cached_property
    def schemes(self) -> list[str]:
        """The vocabularies that a term may come from; empty for all, and for what is no term."""
        limits = self.field.remote_field.limit_choices_to
        return list(limits.get("scheme__in", [limits["scheme"]] if "scheme" in limits else []))

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The look-ups that a key is made of, such as ("ref",) or ("programme__ref", "key")."""
        if self.model is Term:
            return ("code",) if len(self.schemes) == 1 else ("scheme", "code")
        return tuple(self.model.NATURAL) if hasattr(self.model, "NATURAL") else (_public_key(self.model),)

    @property
    def what(self) -> str:
        """How people call what is pointed to."""
        if self.model is Term and self.schemes:
            return f"{' or '.join(Scheme(each).label.lower() for each in self.schemes)} term"
        return str(self.model._meta.verbose_name)

    @property
    def shape(self) -> str:
        """How a key looks."""
        if self.model is Term:
            return "code" if len(self.path) == 1 else "vocabulary/code"
        return "reference" if len(self.path) == 1 else "record/key"

    def split(self, key: str) -> tuple[str, ...]:
        """The parts of a key. Raises Unfit for one of the wrong shape."""
        parts = tuple(key.split(JOIN))
        if len(parts) != len(self.path) or not all(parts):
            raise Unfit(f"“{key[:80]}” has not the form of a {self.what} here: {self.shape}.")
        return parts

    def found(self, keys: Collection[str], **options) -> dict:
        """The rows of these keys, by key, in one query. Held texts are not read."""
        if not keys:
            return {}
        parts = [key.split(JOIN) for key in keys]
        wanted = {f"{name}__in": {part[place] for part in parts} for place, name in enumerate(self.path)}
        if self.model is Term and len(self.path) == 1:
            wanted["scheme"] = self.schemes[0]
        rows = self.model._default_manager.filter(**wanted).select_related(*self._joined())
        if any(field.name == "text" for field in self.model._meta.fields):
            rows = rows.defer("text")
        by_key = {self.key_of(row): row for row in rows}
        return {key: by_key[key] for key in keys if key in by_key}

    def key_of(self, row) -> str:
        """The key of a row that is at hand."""
        return JOIN.join(str(_followed(row, name)) for name in self.path)

    def may_come_from(self, key: str) -> bool:
        """Is a term of this key of a vocabulary that may stand here?"""
        return not (self.schemes and len(self.path) > 1) or key.split(JOIN, maxsplit=1)[0] in self.schemes

    def _joined(self):
        return {name.rpartition("__")[0] for name in self.path if "__" in name} or ()


class ReferenceCell(Pointing):
    """One other row, or none."""

    @property
    def about(self) -> str:
        """What may stand in the cell."""
        return f"The {self.shape} of one {self.what}{'; or empty.' if self.field.null else '.'}"

    def read(self, cell) -> Plain:
        """The key; empty for none."""
        key = super().read(cell).strip()
        if key:
            self.split(key)
        return key

    def columns(self) -> list[str]:
        """The look-ups from the row itself that make the key."""
        return [f"{self.field.name}__{name}" for name in self.path]

    def from_columns(self, values: Iterable) -> str:
        """The key from what these look-ups gave."""
        return "" if None in (values := list(values)) else JOIN.join(map(str, values))

    def value_of(self, plain: Plain):
        """The row. Raises Unfit where there is none."""
        if not plain:
            return None
        row = self.found([plain]).get(plain) if self.may_come_from(plain) else None
        if row is None:
            raise Unfit(unknown(self, plain))
        return row

    def plain_of(self, value) -> Plain:
        """The key of the row."""
        return self.key_of(value) if value is not None else ""


class ReferencesCell(Pointing, ManyToManyWidget):
    """Any number of other rows; of the library's sort, so that it writes them after the row itself."""

    @property
    def about(self) -> str:
        """What may stand in the cell."""
        return f"The {self.shape}s of any number of {self.what}s, with “;” between them."

    def read(self, cell) -> Plain:
        """The keys, each once, in the order of the alphabet."""
        if isinstance(cell, Unreadable):
            raise Unfit(cell.reason)
        if isinstance(cell, list):
            if not all(isinstance(each, str) for each in cell):
                raise Unfit("A list of texts is expected here.")
            parts = cell
        else:
            parts = super().read(cell).replace(",", SEPARATOR).replace("\n", SEPARATOR).split(SEPARATOR)
        keys = sorted({part.strip() for part in parts} - {""})
        for key in keys:
            self.split(key)
        return keys

    def value_of(self, plain: Plain):
        """The rows. Raises Unfit where one is not there."""
        rows = self.found(plain)
        for key in plain:
            if key not in rows:
                raise Unfit(unknown(self, key))
        return list(rows.values())

    def plain_of(self, value) -> Plain:
        """The keys of a manager's rows."""
        rows = value.all() if hasattr(value, "all") else value or []
        return sorted(self.key_of(row) for row in rows)


def unknown(cell: Pointing, key: str) -> str:
    """The sentence for a key that leads nowhere."""
    return f"The register has no {cell.what} “{key[:80]}”."


def _public_key(model) -> str:
    names = {field.name for field in model._meta.fields}
    return "ref" if "ref" in names else "code"


def _followed(row, path: str):
    for name in path.split("__"):
        row = getattr(row, name)
    return row
