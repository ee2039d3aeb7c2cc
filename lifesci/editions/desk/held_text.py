"""The page of a source's held text: it shows the text to who may read it, and takes a new file."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lifesci.evidence.file_refusals import NotReadable
from lifesci.evidence.files import LARGEST, pieces, unit
from lifesci.evidence.holding import PERMISSION, OtherFile, hold_source
from lifesci.trace.events import record_event
from lifesci.trace.models import Event


class TextForm(forms.Form):
    """The file to hold."""

    file = forms.FileField(
        label="The file of the source",
        help_text="Plain text, a web page or a PDF. Paragraphs of a text, or pages of a PDF, are counted from 1.",
        widget=forms.FileInput,
    )


class HoldingText:
    """For the admin of sources: the page that shows the held text and takes a new one."""

    @property
    def text_view(self):
        """The page, at …/<pk>/text/."""
        return csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(self._text_page))

    def _text_page(self, request, object_id):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        source = self.get_object(request, unquote(object_id))
        if source is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        form = TextForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and self._hold(request, source, form):
            return HttpResponseRedirect(request.path)
        if source.held:
            record_event(Event.Kind.TEXT_VIEWED, by=request.user, record=source)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Held text: {source}",
            "opts": self.opts,
            "original": source,
            "form": form,
            "pieces": pieces(source.text, source.held),
            "unit": unit(source.held),
            "change_url": self.address("change", source),
        }
        return TemplateResponse(request, "admin/desk/text.html", context)

    def _hold(self, request, source, form):
        upload = form.cleaned_data["file"]
        try:
            held = hold_source(source.pk, upload.read(LARGEST + 1), by=request.user, file_name=upload.name)
        except (NotReadable, OtherFile) as refusal:
            form.add_error("file", str(refusal))
            return False
        self.log_change(request, source, "Held its text.")
        record_event(Event.Kind.TEXT_HELD, by=request.user, record=source, details=upload.name)
        doubted = sum(not finding.is_good for finding in held.findings)
        facts = f"{len(held.findings)} facts were checked against it, and {doubted} need a look."
        messages.success(request, f"The text is held: {held}. {facts}")
        return True
