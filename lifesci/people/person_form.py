"""The form of a person at the desk: roles in words instead of two hundred permissions."""

from django import forms
from django.contrib.auth.forms import UserChangeForm

from lifesci.people.granting import objections, roles_of
from lifesci.people.roles import Role


class PersonForm(UserChangeForm):
    """Who somebody is and what they may do. `by` is who fills the form in."""

    by = None

    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without a role, a person reaches the front page and their own password alone.",
    )
    may_log_in = forms.BooleanField(
        required=False,
        label="May log in",
        help_text="Accounts are closed, never deleted: what somebody did stays theirs.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "roles" in self.fields:  # not where the account is only looked at
            self.fields["roles"].initial = [role.value for role in roles_of(self.instance)]
            self.fields["may_log_in"].initial = self.instance.is_active

    def clean(self):
        """Nobody steps down alone."""
        said = super().clean()
        roles, is_active = said.get("roles", ()), said.get("may_log_in", False)
        for objection in objections(self.instance, by=self.by, roles=roles, is_active=is_active):
            self.add_error(None, objection)
        return said
