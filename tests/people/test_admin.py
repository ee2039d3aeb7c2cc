"""People at the desk: roles in a form, second factors in the list, accounts that are closed and never deleted."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse

from lifesci.people.granting import roles_of
from lifesci.people.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/auth/user/", "/admin/auth/user/add/"


def where(person, page="change"):
    """The address of a person's page."""
    return f"/admin/auth/user/{person.pk}/{page}/"


@pytest.fixture
def grace(client):
    """An administrator, who is logged in."""
    grace = make.member("administrator", username="grace")
    client.force_login(grace)
    return grace


@pytest.fixture
def ada():
    """An editor."""
    return make.member("editor", username="ada", last_name="Lovelace")


def filled_in(**said):
    """The form as it is sent."""
    return {"username": "ada", "first_name": "", "last_name": "", "email": "", "may_log_in": "on", **said}


def test_the_list_says_who_does_what_and_has_a_second_factor(client, grace, ada, django_assert_num_queries):
    Authenticator.objects.create(user=grace, type="totp", data={})
    make.CuratorFactory(username="root")
    rows = {row.username: row for row in client.get(LIST).context["cl"].result_list}
    desk = admin.site._registry[get_user_model()]
    shown = {name: (desk.role(row), desk.second_factor(row)) for name, row in rows.items()}
    assert shown == {"ada": ("editor", False), "grace": ("administrator", True), "root": ("superuser", False)}
    for _ in range(5):
        make.member("viewer")
    with django_assert_num_queries(8):
        client.get(LIST)
    assert [row.username for row in client.get(LIST, {"role": "editor"}).context["cl"].result_list] == ["ada"]


def test_a_form_gives_roles_and_closes_an_account(client, grace, ada):
    page = client.get(where(ada)).content.decode()
    assert "Editor: writes drafts and holds the texts of sources" in page
    assert "user_permissions" not in page
    assert "is_superuser" not in page
    client.post(where(ada), filled_in(roles=["importer", "publisher"]))
    ada = get_user_model().objects.get(username="ada")
    assert (roles_of(ada), ada.is_active) == ([Role.IMPORTER, Role.PUBLISHER], True)
    client.post(where(ada), {key: said for key, said in filled_in(roles=["viewer"]).items() if key != "may_log_in"})
    ada = get_user_model().objects.get(username="ada")
    assert (roles_of(ada), ada.is_active) == ([Role.VIEWER], False)


def test_what_the_form_does_not_show_cannot_be_slipped_in(client, grace, ada):
    hidden = {"is_superuser": "on", "is_staff": "", "user_permissions": ["1"], "groups": ["1"], "roles": ["emperor"]}
    answer = client.post(where(ada), filled_in(**hidden))
    assert "roles" in answer.context["adminform"].form.errors
    client.post(where(ada), filled_in(**{**hidden, "roles": ["editor"]}))
    ada = get_user_model().objects.get(username="ada")
    assert (ada.is_superuser, ada.user_permissions.count(), roles_of(ada)) == (False, 0, [Role.EDITOR])


def test_a_new_account_is_one_of_the_desk_without_any_right(client, grace):
    password = "Quite a passphrase of one test"
    answer = client.post(
        ADD, {"username": "mary", "usable_password": "true", "password1": password, "password2": password}
    )
    mary = get_user_model().objects.get(username="mary")
    assert answer.headers["Location"] == where(mary)
    assert (mary.is_staff, mary.is_superuser, mary.is_active, roles_of(mary)) == (True, False, True, [])
    client.force_login(mary)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/programmes/programme/").status_code == 403


def test_nobody_steps_down_alone_in_the_form_either(client, grace):
    answer = client.post(where(grace), filled_in(username="grace", roles=["viewer"]))
    assert "cannot take that from yourself" in answer.content.decode()
    answer = client.post(where(grace), {"username": "grace", "roles": ["administrator"]})
    assert "cannot close your own account" in answer.content.decode()
    grace.refresh_from_db()
    assert (roles_of(grace), grace.is_active) == ([Role.ADMINISTRATOR], True)


def test_a_superuser_is_out_of_an_administrators_reach(client, grace):
    root = make.CuratorFactory(username="root")
    page = client.get(where(root))
    assert (page.status_code, 'name="_save"' in page.content.decode()) == (200, False)
    assert client.post(where(root), filled_in(username="taken")).status_code == 403
    assert client.get(where(root, "password")).status_code == 403
    chosen = {"action": "close_account", "_selected_action": [root.pk]}
    said = client.post(LIST, chosen, follow=True).content.decode()
    assert "You may not change the rights of a superuser." in said
    assert get_user_model().objects.get(pk=root.pk).is_active
    client.force_login(root)
    assert client.get(where(root, "password")).status_code == 200


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("close_account", "Account closed: ada."),
        ("open_account", "Account opened: ada."),
        ("let_in", "No failed log-in stood in the way: ada."),
        ("take_off_second_factor", "No second factor: ada."),
    ],
)
def test_an_action_says_what_became_of_each(client, grace, ada, action, said):
    answer = client.post(LIST, {"action": action, "_selected_action": [ada.pk]}, follow=True)
    assert said in answer.content.decode()
    assert get_user_model().objects.get(pk=ada.pk).is_active == (action != "close_account")


def test_accounts_are_never_deleted(client, grace, ada):
    assert client.post(where(ada, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"})
    assert get_user_model().objects.filter(username="ada").exists()


def test_no_table_of_a_library_is_at_the_desk_but_accounts(client, grace):
    homes = {model.__module__.partition(".")[0] for model in admin.site._registry if model != get_user_model()}
    assert homes == {"lifesci", "organisations", "programmes"}
    for path in ("auth/group/", "account/emailaddress/", "mfa/authenticator/"):
        assert client.get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_accounts(client, ada, role):
    client.force_login(make.member(role))
    for address in (LIST, ADD, where(ada), where(ada, "password"), where(ada, "history")):
        assert client.get(address).status_code == 403
    chosen = {"action": "close_account", "_selected_action": [ada.pk]}
    assert client.post(LIST, chosen).status_code == 403
    assert client.post(where(ada), filled_in(roles=["administrator"])).status_code == 403
    assert reverse("admin:auth_user_changelist") not in client.get("/admin/").content.decode()
