"""The table of who reaches what at the desk: every named address under /admin/, and every action of every list."""

from itertools import chain

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from lifesci.people.roles import Role, permissions_of
from tests.desk.addresses import CHILDREN, LOGS, PUBLISHED, REPORTS, WORDS

NOBODY = frozenset()
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
PUBLISHERS = ADMINISTRATORS | {Role.PUBLISHER}
IMPORTERS = ADMINISTRATORS | {Role.IMPORTER}
EDITORS = PUBLISHERS | IMPORTERS | {Role.EDITOR}
VIEWERS = EDITORS | {Role.VIEWER}
STAFF = VIEWERS | {None}  # None stands for somebody at the desk without a role

LOOKING = {"changelist": VIEWERS, "change": VIEWERS, "history": VIEWERS, "timeline": VIEWERS, "timeline_csv": VIEWERS}
RECORD = {
    **LOOKING,
    "add": EDITORS,
    "delete": EDITORS,
    "publish": VIEWERS,  # the page that previews; who may press the button is in ACTS
    "withdraw": VIEWERS,
    "send": VIEWERS,
    "preview": VIEWERS,
    "merge": VIEWERS,
    "restore": VIEWERS,
    "text": EDITORS,
}
CHILD = {**LOOKING, "add": NOBODY, "delete": EDITORS}
WORD = {**LOOKING, "add": PUBLISHERS, "delete": NOBODY}
LOG = {**LOOKING, "csv": VIEWERS, "add": NOBODY, "delete": NOBODY}
ACCOUNT_LOG = {page: who & ADMINISTRATORS for page, who in LOG.items()}
CORRECTION = {**LOOKING, "add": NOBODY, "delete": NOBODY}
LINK = {page: who & PUBLISHERS for page, who in CORRECTION.items()} | {"add": PUBLISHERS}
KEY = {page: who & ADMINISTRATORS for page, who in CORRECTION.items()} | {"add": ADMINISTRATORS}
PERSON = dict.fromkeys(("changelist", "change", "history", "add", "password_change"), ADMINISTRATORS)
PERSON |= {"delete": NOBODY}

# Who gets a page of a model that is there, by its label and the name of the page.
PAGES = {
    **dict.fromkeys(PUBLISHED.values(), RECORD),
    **dict.fromkeys(CHILDREN.values(), CHILD),
    **dict.fromkeys(WORDS.values(), WORD),
    **dict.fromkeys(LOGS, LOG),
    "trace_event": ACCOUNT_LOG,
    REPORTS["correction"]: CORRECTION,
    REPORTS["link"]: LINK,
    REPORTS["key"]: KEY,
    "auth_user": PERSON,
}
# Who gets a page that belongs to no model.
OTHERS = {
    "index": STAFF,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "jsi18n": STAFF,
    "evidence_queue": VIEWERS,
    "desk:queue": VIEWERS,
    "desk:find": STAFF,
    "desk:guide": STAFF,
    "desk:guide_publishing": STAFF,
}
# No page of its own: each is tested where it is made.
ELSEWHERE = {"login", "logout", "autocomplete", "view_on_site", "app_list", None}
IMPORTS = ("imports_proposal", "imports_fieldlock")  # in tests/imports/test_desk.py
ELSEWHERE |= {f"{label}_{page}" for label in IMPORTS for page in ("changelist", "add", "change", "history", "delete")}
ELSEWHERE |= {"imports_template", "imports_export", "imports_act", "imports_row"}
SEVERAL = {"publish_several": PUBLISHERS, "withdraw_several": PUBLISHERS, "date_several": EDITORS}
ACTIONS = {
    **dict.fromkeys(PUBLISHED.values(), {**SEVERAL, "retag_several": EDITORS}),
    PUBLISHED["source"]: SEVERAL,  # a source has no terms
    "auth_user": dict.fromkeys(("open_account", "close_account", "let_in", "take_off_second_factor"), ADMINISTRATORS),
    **dict.fromkeys(CHILDREN.values(), {"delete_selected": EDITORS}),
    **dict.fromkeys(WORDS.values(), {"retire": PUBLISHERS, "bring_back": PUBLISHERS}),
    WORDS["place"]: {},
}
SLUGS = {"evidence_queue": ["due"], "desk:queue": ["due"]}


def least(who: frozenset) -> set:
    """Those of these roles that include no other of them: whoever has more rights reaches what they reach."""
    if None in who:
        return {None}
    return {role for role in who if not any(permissions_of(other) < permissions_of(role) for other in who)}


def rows(register) -> dict:
    """The row that stands for each model at the desk, by the model's label."""
    found = {label: getattr(register, noun) for noun, label in {**PUBLISHED, **CHILDREN, **WORDS, **REPORTS}.items()}
    for model in admin.site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        found.setdefault(label, model._default_manager.first())
    return found


def names(resolver=None, space="") -> list[str | None]:
    """The name of every address under /admin/, with the space that it is in."""
    if resolver is None:
        desks = [each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"]
        return [*chain.from_iterable(names(each, "desk:" if each.app_name == "desk" else "") for each in desks)]
    found = []
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found += names(each, space)
        elif isinstance(each, URLPattern):
            found.append(each.name and f"{space}{each.name}")
    return found


def named_page(name: str) -> tuple[str, str]:
    """The label of the model and the page that the name of an address stands for; ("", name) for no model's."""
    label = next((label for label in PAGES if name.startswith(f"{label}_")), "")
    return label, name[len(label) :].lstrip("_")
