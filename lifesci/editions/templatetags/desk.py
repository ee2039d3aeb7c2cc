"""How the desk's templates order models, fold forms and list their errors: as a curator thinks of them."""

from dataclasses import dataclass

from django import template

from lifesci.editions.desk.faults import faults

register = template.Library()

SECTIONS = (
    *(
        "programmes",
        "organisations",
        "context",
        "evidence",
        "vocabularies",
        "corrections",
        "imports",
        "editions",
        "trace",
    ),
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


@dataclass(frozen=True)
class Section:
    """One section of a form: its title stands over the fold, so the fieldset inside has none."""

    title: str
    fieldset: object


@register.filter
def in_sections(adminform):
    """The fieldsets of a form, each with its title apart."""
    for fieldset in adminform:
        title, fieldset.name = fieldset.name, None
        yield Section(title, fieldset)


@register.simple_tag
def faults_of(adminform, formsets):
    """Every error of a form and its rows, for the top of its page."""
    return faults(adminform.form, formsets)


@register.simple_tag
def told(row):
    """What a row of facts folds into, and what the check of its evidence found."""
    inline, fact = row.model_admin, row.original
    return {"words": inline.told(fact), "evidence": inline.evidence(fact)}
