"""The roles of the desk and the rights of each, in one table. A room that adds a permission adds its line here."""

from collections.abc import Iterator

from django.db.models import TextChoices

KINDS = ("programmes.programme", "organisations.organisation", "context.brief", "evidence.source")
CHILDREN = (
    "programmes.partnership",
    "programmes.programmefigure",
    "programmes.outcome",
    "programmes.story",
    "programmes.storystep",
    "organisations.alias",
    "organisations.identifier",
    "organisations.affiliation",
    "organisations.organisationfigure",
    "context.brieffigure",
    "context.objective",
    "context.engagement",
    "context.participant",
    "evidence.sourcereference",
)
WORDS = ("vocabularies.term", "vocabularies.place", "vocabularies.measure", "vocabularies.search")
LOGS = ("editions.edition", "editions.change", "trace.edit")
ACCOUNT_LOGS = ("trace.event",)
KEYS = ("partners.partnerkey",)
LINKS = ("corrections.providerlink",)
IMPORTS = ("imports.proposal", "imports.fieldlock")
ACCOUNTS = ("auth.user",)


class Role(TextChoices):
    """What somebody does at the desk; each is a group of this name."""

    VIEWER = "viewer", "Viewer: reads every record and every log of the desk"
    EDITOR = "editor", "Editor: writes drafts and holds the texts of sources"
    IMPORTER = "importer", "Importer: an editor who also turns files into drafts"
    PUBLISHER = "publisher", "Publisher: an editor who also publishes, withdraws and merges, and keeps the vocabularies"
    ADMINISTRATOR = "administrator", "Administrator: does all of this, and looks after people and their rights"


# What a role takes over from others.
INCLUDES = {
    Role.VIEWER: (),
    Role.EDITOR: (Role.VIEWER,),
    Role.IMPORTER: (Role.EDITOR,),
    Role.PUBLISHER: (Role.EDITOR,),
    Role.ADMINISTRATOR: (Role.IMPORTER, Role.PUBLISHER),
}

# What a role adds: (verbs, models) stands for the permission `app.verb_model` of each. Words are public once they are
# saved, so changing them is publishing. Nothing deletes a word or an account: they are retired and deactivated.
ADDS = {
    Role.VIEWER: [(("view",), (*KINDS, *CHILDREN, *WORDS, *LOGS, *IMPORTS, "corrections.correction"))],
    Role.EDITOR: [
        (("add", "change", "delete"), (*KINDS, *CHILDREN, "imports.fieldlock")),
        (("hold",), ("evidence.source",)),
        (("decide",), ("corrections.correction",)),
    ],
    Role.IMPORTER: [(("import",), KINDS), (("apply",), ("imports.proposal",))],
    Role.PUBLISHER: [
        (("publish", "withdraw", "merge"), KINDS),
        (("add", "change"), WORDS),
        (("approve",), ("imports.proposal",)),
        (("view", "add"), LINKS),
    ],
    Role.ADMINISTRATOR: [
        (("view", "add", "change"), ACCOUNTS),
        (("view", "add"), KEYS),
        (("view",), ACCOUNT_LOGS),
    ],
}


def permissions_of(role: Role) -> frozenset[str]:
    """Every permission of a role, as `app.codename`, with those of the roles it includes."""
    return frozenset(_added(role)).union(*map(permissions_of, INCLUDES[role]))


def _added(role: Role) -> Iterator[str]:
    for verbs, models in ADDS[role]:
        for verb in verbs:
            for model in models:
                app, _, name = model.partition(".")
                yield f"{app}.{verb}_{name}"
