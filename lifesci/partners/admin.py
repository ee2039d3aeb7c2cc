"""Keys of partners at the desk: made and shown once, looked at, revoked. Holds no rules, calls the acts."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from lifesci.editions.desk.chip import Chip
from lifesci.partners.callers import SCHEME
from lifesci.partners.keeping import make_key, revoke_key
from lifesci.partners.models import PartnerKey

OPEN, EXPIRED, REVOKED = Chip("current", "Open"), Chip("changed", "Expired"), Chip("draft", "Revoked")


def chip_of(key: PartnerKey) -> Chip:
    """The state of a key."""
    if key.revoked:
        return REVOKED
    return EXPIRED if key.has_expired else OPEN


class KeyForm(forms.ModelForm):
    """For whom a key is made, how often it may ask, and until when."""

    class Meta:
        model = PartnerKey
        fields = ("name", "rate", "expiry_date")

    def clean_expiry_date(self):
        """A key that has expired when it is made would be no use."""
        moment = self.cleaned_data["expiry_date"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError("This moment has passed. Say a later one, or leave it empty.")
        return moment


@admin.register(PartnerKey)
class PartnerKeyAdmin(admin.ModelAdmin):
    """Who holds a key, what it allows, and how often it is used."""

    form = KeyForm
    actions = None
    view_on_site = False
    change_list_template = "admin/desk/list.html"
    list_display = ["name", "prefix", "standing", "allowed_rate", "created", "expiry_date", "last_used_at"]
    list_filter = ["revoked", "created"]
    search_fields = ["name", "prefix"]
    fieldsets = [("For whom, how often, and until when", {"fields": ["name", "rate", "expiry_date"]})]

    @admin.display(description="State")
    def standing(self, key):
        """The chip of a row."""
        return chip_of(key).html()

    @admin.display(description="Requests a minute", ordering="rate")
    def allowed_rate(self, key):
        """What the key allows, also where the register's own rate applies."""
        return key.allowed

    def formfield_for_dbfield(self, db_field, request, **options):
        """As the library makes it; the two halves of a moment each have a name that is read out."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "expiry_date":
            for half, widget in zip(("day", "time"), field.widget.widgets, strict=True):
                widget.attrs["aria-label"] = f"{db_field.verbose_name.capitalize()}: {half}"
        return field

    def has_change_permission(self, request, obj=None):
        """A key is made and revoked, never changed."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What a key did stays readable."""
        return False

    def save_form(self, request, form, change):
        """The key that the act makes; its text is kept for the answer to this request alone."""
        said = form.cleaned_data
        key, request.key_text = make_key(
            said["name"], by=request.user, rate=said["rate"], expires_at=said["expiry_date"]
        )
        return key

    def save_model(self, request, obj, form, change):
        """The act has saved it."""

    def save_related(self, request, form, formsets, change):
        """A key has no children."""

    def log_addition(self, request, obj, message):
        """The act has logged it."""

    def response_add(self, request, obj, post_url_continue=None):
        """The page that shows the key, this once: no message, cookie or session may hold it."""
        return self.page(request, obj, text=request.key_text)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of one key: what it allows, how it is used, and the way to revoke it."""
        key = self.get_object(request, admin.utils.unquote(object_id))
        if not self.has_view_permission(request, key):
            raise PermissionDenied
        if key is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            revoke_key(key, by=request.user)
            messages.success(request, f"The key {key.prefix} is revoked. It opens nothing any more.")
            return HttpResponseRedirect(request.path)
        return self.page(request, key)

    def page(self, request, key, text=""):
        """One page of the desk about a key."""
        context = {
            **self.admin_site.each_context(request),
            **{"title": str(key), "opts": self.opts, "original": key, "key": key, "chip": chip_of(key)},
            **{"text": text, "scheme": SCHEME, "uses": key.uses.by_endpoint(timezone.localdate())},
            "may": self.has_add_permission(request) and not key.revoked,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/partners/key.html", context)
