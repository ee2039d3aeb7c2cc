"""The page that merges a duplicate into the record that stays, in three steps: choose, look, do."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.desk.choosing import Lines
from lifesci.editions.desk.publishing import SUGGESTED, WITHDRAWAL_REFUSALS, sentences
from lifesci.review.merging import CannotMerge, merge, plan

REFUSALS = (CannotMerge, *WITHDRAWAL_REFUSALS)


class MergeForm(forms.Form):
    """Which record stays, and why."""

    successor = forms.CharField(
        max_length=80,
        label="The record that stays",
        widget=forms.TextInput(attrs={"list": "successors", "autocomplete": "off"}),
        help_text="Its name or its reference.",
    )
    with_children = forms.BooleanField(
        required=False,
        initial=True,
        label="Move what hangs on it too",
        help_text="Figures, other names, stories and the like go over to the record that stays.",
    )
    reason = forms.CharField(
        max_length=500, widget=Lines(attrs={"rows": 3}), help_text="It stands in the change log for everybody."
    )

    def __init__(self, *args, record, name, **options):
        super().__init__(*args, **options)
        self.others = type(record)._default_manager.exclude(pk=record.pk)
        self.name = name

    def clean_successor(self):
        """The record itself, by its reference or by its name, which in any case of its letters is one record's."""
        said = self.cleaned_data["successor"].strip()
        found = self.others.filter(ref=said)[:1] or self.others.filter(**{f"{self.name}__iexact": said})[:2]
        if not found:
            raise forms.ValidationError("No other record of this kind has that name or reference.")
        if len(found) > 1:
            raise forms.ValidationError("Several records have that name. Give the reference of the one that stays.")
        return found[0]


class Merging:
    """For the admin of a record: the page that merges it into another."""

    @property
    def merge_view(self):
        """The page of the three steps."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._merge_page))

    def _merge_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        form = MergeForm(request.POST or None, record=record, name=self.slug_from)
        problems, found = [], None
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            found = plan(record, said["successor"], with_children=said["with_children"])
            if request.POST.get("stage") == "do":
                problems = self._merge(request, record, said)
                if not problems:
                    return HttpResponseRedirect(self.address("change", said["successor"]))
        draft, others = draft_of(self.acts, self.model, record.pk), form.others[:SUGGESTED]
        return self._page(request, draft, "merge", form=form, plan=found, problems=problems, others=others)

    def _merge(self, request, record, said) -> list[str]:
        """Merge, or say in sentences why not."""
        title, seen = str(record), request.POST.get("seen", "")
        try:
            merge(record, said["successor"], by=request.user, reason=said["reason"], seen=seen,
                  with_children=said["with_children"])  # fmt: skip
        except REFUSALS as refusal:
            return sentences(refusal)
        self.log_change(request, said["successor"], f"{title} was merged into it.")
        messages.success(request, f"{title} is merged into {said['successor']}. Look at the draft and publish it.")
        return []
