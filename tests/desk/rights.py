"""The table of who reaches what at the desk: every named address under /admin/, and every action of every list."""

from itertools import chain

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from lifesci.people.roles import Role, permissions_of
from tests.desk.addresses import CHILDREN, IMPORTS, LOGS, PUBLISHED, REPORTS, WORDS

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
PLAN = {**CORRECTION, "add": IMPORTERS | PUBLISHERS}  # publishers may import terms
LOCK = {**LOOKING, "add": EDITORS, "delete": EDITORS}
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
    IMPORTS["plan"]: PLAN,
    IMPORTS["lock"]: LOCK,
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
    "app_list": VIEWERS,
    "autocomplete": VIEWERS,
    "view_on_site": NOBODY,  # a working record has no page for everybody
    "imports_template": IMPORTERS,
    "imports_export": VIEWERS,
    "imports_act": VIEWERS,  # leads back to the plan; who may press which button is in the acts
    "imports_row": VIEWERS,
}
# Open to everybody, or no address at all: those of the library's last resort have no name.
ELSEWHERE = {"login", "logout", None}
SEVERAL = {"publish_several": PUBLISHERS, "withdraw_several": PUBLISHERS, "date_several": EDITORS}
ACTIONS = {
    **dict.fromkeys(PUBLISHED.values(), {**SEVERAL, "retag_several": EDITORS}),
    PUBLISHED["source"]: SEVERAL,  # a source has no terms
    "auth_user": dict.fromkeys(("open_account", "close_account", "let_in", "take_off_second_factor"), ADMINISTRATORS),
    **dict.fromkeys(CHILDREN.values(), {"delete_selected": EDITORS}),
    **dict.fromkeys(WORDS.values(), {"retire": PUBLISHERS, "bring_back": PUBLISHERS}),
    WORDS["place"]: {},
}
SLUGS = {
    "evidence_queue": ["due"],
    "desk:queue": ["due"],
    "app_list": ["programmes"],
    "imports_template": ["programmes", "csv"],
    "imports_export": ["programmes.programme", "csv"],
}
ASKED = {"autocomplete": "?app_label=programmes&model_name=programme&field_name=lead"}


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
