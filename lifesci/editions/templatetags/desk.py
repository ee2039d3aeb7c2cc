"""How the desk's templates order the models: as a curator thinks of them, not by application."""

from django import template

register = template.Library()

# Application, its heading at the desk.
SECTIONS = (
    ("programmes", "Programmes"),
    ("organisations", "Organisations"),
    ("context", "Briefs"),
    ("evidence", "Sources"),
    ("vocabularies", "Vocabularies"),
    ("corrections", "Corrections"),
    ("editions", "Publishing log"),
    ("trace", "Trail"),
    ("auth", "Accounts"),
)


@register.filter
def as_curators_think(app_list):
    """The applications in the desk's order under the desk's headings; others follow as they were."""
    order = {label: position for position, (label, _) in enumerate(SECTIONS)}
    headings = dict(SECTIONS)
    named = [{**app, "name": headings.get(app["app_label"], app["name"])} for app in app_list]
    return sorted(named, key=lambda app: order.get(app["app_label"], len(order)))


@register.filter
def section(opts):
    """The desk's heading over a model."""
    return dict(SECTIONS).get(opts.app_label, opts.app_config.verbose_name)
