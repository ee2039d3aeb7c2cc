"""Fields for what strangers write: text as it was meant, or a sentence that says why it cannot be taken."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

UNREADABLE = "\ufffd"


class WordsField(forms.CharField):
    """Lines of text. Ends of lines are counted once, as the browser counted them while they were typed."""

    default_error_messages = {"unreadable": gettext_lazy("Some characters could not be read. Type them again.")}

    def to_python(self, value):
        """The text with plain ends of lines; refused where its bytes were not text."""
        text = super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))
        if UNREADABLE in text:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")
        return text


def words_field(label: str, help_text: str, *, longest: int, rows: int, required: str = "") -> WordsField:
    """A field of so many lines; `required` is what to say where it is left empty, nothing where it may be."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": gettext_lazy(
                "This has %(show_value)d characters, and the register takes %(limit_value)d. Shorten it."
            ),
        },
    )


def described(form: forms.Form) -> forms.Form:
    """The form, each input naming its hint and, once it is wrong, its errors; nothing is left to the browser."""
    form.use_required_attribute = False
    for bound in form:
        parts = [f"{bound.auto_id}_hint"] if bound.help_text else []
        if form.is_bound and bound.errors:
            parts.append(f"{bound.auto_id}_error")
            bound.field.widget.attrs["aria-invalid"] = "true"
        if parts:
            bound.field.widget.attrs["aria-describedby"] = " ".join(parts)
    return form
