"""The page that makes an older Edition the draft again: choose one, see what would change, restore it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.models import Edition
from lifesci.editions.reading import Unknown
from lifesci.review.comparison import compare
from lifesci.review.restoring import foretell, restore
from lifesci.review.steps import EditedMeanwhile

LATE = "The record was edited after this page was shown. Nothing was restored: read it again below."


class RestoringPage:
    """For the admin of a record: the page of its older Editions."""

    @property
    def restore_view(self):
        """The page that lists, shows and restores."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._restore_page))

    def _restore_page(self, request, object_id):
        record = self._record_or_refuse(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        number, problems = _number(request), []
        if request.method == "POST" and number:
            problems = self._restore(request, record, number)
            if not problems:
                return HttpResponseRedirect(self.address("change", record))
        draft = draft_of(self.acts, self.model, record.pk)
        told, left_out = self._foretold(record, number) if number else (draft.told, [])
        context = {
            "problems": problems,
            "editions": Edition.objects.of(self.acts.kind, record.ref).defer("text"),
            "number": number,
            "comparison": compare(draft.told, told),
            "left_out": left_out,
            "may": self.has_change_permission(request, record),
        }
        return self._page(request, draft, "restore", **context)

    def _foretold(self, record, number):
        try:
            return foretell(self.acts, record, number)
        except Unknown as error:
            raise Http404("There is no such Edition.") from error

    def _restore(self, request, record, number) -> list[str]:
        try:
            left_out = restore(self.acts, record, number, by=request.user, seen=request.POST.get("seen", ""))
        except EditedMeanwhile:
            return [LATE]
        self.log_change(request, record, f"Restored Edition {number} as the draft.")
        messages.success(request, f"{record}: the draft says again what Edition {number} says.")
        for sentence in left_out:
            messages.warning(request, sentence)
        return []


def _number(request) -> int:
    """The Edition that is asked for, 0 for none. Raises Http404 for what is no number."""
    text = request.POST.get("edition") or request.GET.get("edition") or "0"
    if not text.isdecimal() or len(text) > 9:
        raise Http404("There is no such Edition.")
    return int(text)
