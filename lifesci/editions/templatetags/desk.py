"""How the desk's templates order the models: as a curator thinks of them, not by application."""

from django import template

register = template.Library()

SECTIONS = (
    *("programmes", "organisations", "context", "evidence", "vocabularies", "corrections", "editions", "trace"),
    "auth",
)
HEADINGS = {"auth": "Accounts"}  # what others named for programmers


@register.filter
def as_curators_think(app_list):
    """The applications in the desk's order under the desk's headings; others follow as they were."""
    order = {label: position for position, label in enumerate(SECTIONS)}
    named = [{**app, "name": HEADINGS.get(app["app_label"], app["name"])} for app in app_list]
    return sorted(named, key=lambda app: order.get(app["app_label"], len(order)))


@register.filter
def section(opts):
    """The desk's heading over a model."""
    return HEADINGS.get(opts.app_label, opts.app_config.verbose_name)
