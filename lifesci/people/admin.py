"""People at the desk: their roles, their second factor, and the one door they all log in by."""

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef

from lifesci.people.granting import (
    close_account,
    grant,
    let_in,
    open_account,
    roles_of,
    take_off_second_factor,
)
from lifesci.people.person_form import PersonForm
from lifesci.people.roles import Role

admin.site.login = secure_admin_login(admin.site.login)
# This room is the last to register. Tables of the libraries are nobody's at the desk: roles are kept in the table of
# roles, and secrets are touched by nobody.
OURS = {"lifesci", "organisations", "programmes"}
for model in [each for each in admin.site._registry if each.__module__.partition(".")[0] not in OURS]:
    admin.site.unregister(model)


class RoleFilter(admin.SimpleListFilter):
    """People by what they do."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        """The roles of the table."""
        return [(role.value, role.value.capitalize()) for role in Role]

    def queryset(self, request, queryset):
        """People who have the role."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


def doing(act, description: str, done: str, nothing: str = ""):
    """An action of the list that does one act to each chosen person, and names those it was refused for."""

    @admin.action(description=description, permissions=["change"])
    def action(model_admin, request, people):
        for person in people:
            try:
                changed = act(person, by=request.user)
            except PermissionDenied as refusal:
                messages.error(request, f"Nothing was changed for {person}. {refusal}")
            else:
                messages.success(request, f"{nothing if changed is False else done}: {person}.")

    action.__name__ = act.__name__
    return action


@admin.register(get_user_model())
class PersonAdmin(UserAdmin):
    """Who may log in at the desk, and what each may do."""

    form = PersonForm
    change_list_template = "admin/desk/list.html"
    list_display = ["username", "full_name", "role", "last_login", "second_factor", "is_active"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined", "second_factor"]
    view_on_site = False
    fieldsets = [
        ("Who it is", {"fields": ["username", ("first_name", "last_name"), "email"]}),
        ("What they may do", {"fields": ["roles", "may_log_in"]}),
        ("How they log in", {"fields": ["password", "second_factor", "last_login", "date_joined"]}),
    ]
    actions = [
        doing(open_account, "Open these accounts: they may log in", "Account opened"),
        doing(close_account, "Close these accounts: nobody logs in with them", "Account closed"),
        doing(let_in, "Forget failed log-ins", "Failed log-ins forgotten", "No failed log-in stood in the way"),
        doing(take_off_second_factor, "Take off the second factor", "Second factor taken off", "No second factor"),
    ]

    def get_queryset(self, request):
        """With what the list shows."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        return super().get_queryset(request).prefetch_related("groups").annotate(has_factor=Exists(factors))

    @admin.display(description="name", ordering="last_name")
    def full_name(self, person):
        """First and last name."""
        return person.get_full_name()

    @admin.display(description="roles")
    def role(self, person):
        """What the person does at the desk."""
        everything = ["superuser"] if person.is_superuser else []
        return ", ".join([*everything, *roles_of(person)]) or "none"

    @admin.display(description="second factor", boolean=True, ordering="has_factor")
    def second_factor(self, person):
        """Whether an app or a passkey is set up."""
        return person.has_factor

    def has_delete_permission(self, request, obj=None):
        """Accounts are closed, never deleted."""
        return False

    def has_change_permission(self, request, obj=None):
        """A superuser is changed by superusers alone."""
        reachable = obj is None or not obj.is_superuser or request.user.is_superuser
        return reachable and super().has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        """What is only looked at is shown as it is in the list."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        shown = {"roles": "role", "may_log_in": "is_active"}
        return [
            (title, {"fields": [shown.get(n, n) if isinstance(n, str) else n for n in each["fields"]]})
            for title, each in fieldsets
        ]

    def get_form(self, request, obj=None, change=False, **options):
        """A form that knows who fills it in."""
        form = super().get_form(request, obj, change=change, **options)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        """Every account is one of the desk."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Rights are given by their acts."""
        super().save_related(request, form, formsets, change)
        if change:
            (open_account if form.cleaned_data["may_log_in"] else close_account)(form.instance, by=request.user)
            grant(form.instance, form.cleaned_data["roles"], by=request.user)
