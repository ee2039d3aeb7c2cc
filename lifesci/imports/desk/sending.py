"""The page on which a file is sent, with the templates to start from."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from lifesci.imports.acts.propose import propose
from lifesci.imports.acts.rights import may_import
from lifesci.imports.exporting import guide, template
from lifesci.imports.files.bounds import MOST_BYTES, BadFile, size_in_words, too_large
from lifesci.imports.files.writing import FORMATS
from lifesci.imports.register import UnknownTable, table, tables
from lifesci.imports.tasks import begin
from lifesci.imports.upload import is_over

ALL = "all"


class SendForm(forms.Form):
    """A file, and its table where it does not say it itself."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV, XLSX or JSON, at most {size_in_words(MOST_BYTES)}. Sending it changes nothing.",
        error_messages={"required": "Choose a file."},
    )
    table = forms.ChoiceField(label="Table", required=False, help_text="Needed where the file does not say it itself.")

    def __init__(self, *args, names, **options):
        super().__init__(*args, **options)
        shown = [(name, tables()[name].title) for name in names]
        self.fields["table"].choices = [("", "As the file says"), *shown]


class Sending:
    """For the admin of proposals: sending a file."""

    def add_view(self, request, form_url="", extra_context=None):
        """The form; a file that was sent leads to its plan."""
        names = may_import(request.user)
        if not names:
            raise PermissionDenied
        posted = request.method == "POST"
        form = SendForm(request.POST, request.FILES, names=names) if posted else SendForm(names=names)
        problems = []
        if posted and is_over(request):
            problems = [too_large(int(request.META["CONTENT_LENGTH"]))]
        elif posted and form.is_valid():
            try:
                return self._sent(request, form.cleaned_data)
            except BadFile as refused:
                problems = [str(refused)]
        elif posted:
            problems = [message for told in form.errors.values() for message in told]
        context = {
            **self.admin_site.each_context(request),
            "title": "Send a file",
            "opts": self.opts,
            "form": form,
            "problems": problems,
            "resources": [tables()[name] for name in names],
            "formats": list(FORMATS),
            "columns": list(guide(tables()[name] for name in names)),
        }
        return TemplateResponse(request, "admin/imports/send.html", context)

    def _sent(self, request, said):
        proposal = propose(said["file"].file, said["file"].name, by=request.user, table_name=said["table"])
        begin(proposal)
        messages.success(
            request, f"The file “{proposal.file_name}” was taken in. Nothing changes until its plan is applied."
        )
        return HttpResponseRedirect(reverse("admin:imports_proposal_change", args=[proposal.pk]))

    def template_view(self, request, name, form):
        """An empty file with the columns of a table, or of all."""
        allowed = may_import(request.user)
        try:
            wanted = [tables()[each] for each in allowed] if name == ALL else [table(name)]
        except UnknownTable as problem:
            raise Http404 from problem
        if form not in FORMATS or (name == ALL and form == "csv"):
            raise Http404
        if not wanted or not {each.table for each in wanted} <= set(allowed):
            raise PermissionDenied
        return FileResponse(
            template(wanted, form), as_attachment=True, filename=f"{name}.{form}", content_type=FORMATS[form]
        )
