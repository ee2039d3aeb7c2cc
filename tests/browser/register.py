"""The register that browser tests look at: one full record of each kind, a draft, a tombstone, and enough to page."""

from lifesci.corrections.models import Correction
from lifesci.editions.withdraw import withdraw
from lifesci.evidence.models import Source
from lifesci.operations.publishing import publish_register
from programmes.models import Programme
from programmes.publish import publish_programme
from tests.factories import CuratorFactory, ProgrammeFactory
from tests.golden.examples import full_register
from tests.site import documents as made

CURATOR = "ada"
PASSWORD = "a password of one test"
LEAD = {"ref": "almac-discovery", "name": "Almac Discovery"}
LONG_ADDRESS = "https://annex.example/" + "long-address-" * 9


def fill() -> dict:
    """Four full records, by kind, and all they name, published; and one curator."""
    CuratorFactory(username=CURATOR, password=PASSWORD)
    records = full_register()
    Source.objects.filter(ref="annex").update(url=LONG_ADDRESS)
    publish_register(by=None)
    return records


def widen(records):
    """What some pages exist for: a second Edition, an edit that waits, a draft, a tombstone, and a second page."""
    twice = ProgrammeFactory(ref="twice", title="Recorded twice")
    publish_programme(twice, by=None)
    withdraw("programme", twice.ref, reason="Recorded twice.", successor="medlab")
    medlab = Programme.objects.filter(pk=records["programme"].pk)
    medlab.update(frequency="Every school day")
    publish_programme(medlab.get(), by=None, note="It opens on school days only.")
    medlab.update(summary="A summary that waits for its publication.")
    Correction.objects.create(
        kind="programme",
        ref="medlab",
        fact="figure-students",
        edition=1,
        wrong="It grew.",
        right="about 1,300 students",
    )
    ProgrammeFactory(ref="draft", title="Never shown", summary="", description="")
    made.publish(*(made.programme(f"sample-{number}", lead=LEAD) for number in range(25)))
