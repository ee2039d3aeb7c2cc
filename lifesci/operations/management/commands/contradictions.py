"""Command: list where sources give different values for the same thing."""

from django.core.management import BaseCommand

from lifesci.editions.pieces import wording
from lifesci.evidence.disputes import disputes


class Command(BaseCommand):
    """Prints a table and never fails: that sources differ is a finding, not a fault."""

    help = "List figures of one record that give different values for the same measure, period, population and place."

    def handle(self, *args, **options):
        """One line a figure, grouped by what they are about."""
        found = list(disputes())
        for dispute in found:
            chosen = dispute.contradiction.chosen
            state = "open" if dispute.is_open else f"decided for {chosen.key}: {chosen.chosen_because}"
            self.stdout.write(f"{dispute.kind} {dispute.record.ref}, {state}")
            for figure in dispute.contradiction.figures:
                self.stdout.write(f"  {figure.key:<32} {wording(figure)!s:<48} {where(figure)}")
        count = sum(dispute.is_open for dispute in found)
        self.stdout.write(f"{len(found)} contradiction{'s' * (len(found) != 1)}, {count} open.")


def where(figure) -> str:
    """The source of a figure and where in it the figure stands."""
    stands = f", paragraph {figure.paragraph}" if figure.paragraph else ""
    stands += f", page {figure.page}" if figure.page else ""
    return f"{figure.source.ref if figure.source else 'no source'}{stands}"
