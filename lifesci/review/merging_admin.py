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
        help_text="Its reference. This record is taken for its duplicate.",
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

    def __init__(self, *args, record, **options):
        super().__init__(*args, **options)
        self.record = record

    def clean_successor(self):
        """The record itself."""
        found = type(self.record)._default_manager.filter(ref=self.cleaned_data["successor"].strip()).first()
        if found is None or found.pk == self.record.pk:
            raise forms.ValidationError("There is no other record of this kind with that reference.")
        return found


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
        form = MergeForm(request.POST or None, record=record)
        problems, found = [], None
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            found = plan(record, said["successor"], with_children=said["with_children"])
            if request.POST.get("stage") == "do":
                problems = self._merge(request, record, said)
                if not problems:
                    return HttpResponseRedirect(self.address("change", said["successor"]))
        others = self.model._default_manager.exclude(pk=record.pk)[:SUGGESTED]
        draft = draft_of(self.acts, self.model, record.pk)
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
