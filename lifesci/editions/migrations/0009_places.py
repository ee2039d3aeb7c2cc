"""Let facts be found in the order of their source's paragraphs, by the document behind it too."""

import json

from django.db import migrations, models

NO_PLACE = 2**31 - 1
AT_ONCE = 500


def fill(apps, schema_editor):
    """Say of facts that are published already which document stands behind their source."""
    for name in ('EntryFigure', 'EntryOutcome'):
        facts = apps.get_model('editions', name).objects.using(schema_editor.connection.alias)
        given = facts.filter(row__contains='"as_given_in":"').exclude(row__contains='"as_given_in":""')
        found = [
            (pk, json.loads(row)['citation']['as_given_in'])
            for pk, row in given.order_by('pk').values_list('pk', 'row').iterator(chunk_size=AT_ONCE)
        ]
        for start in range(0, len(found), AT_ONCE):
            rows = [facts.model(pk=pk, behind=ref) for pk, ref in found[start : start + AT_ONCE]]
            facts.bulk_update(rows, ['behind'])


def stand_last(apps, schema_editor):
    """Let those without a paragraph stand after all others."""
    for name in ('EntryFigure', 'EntryOutcome'):
        facts = apps.get_model('editions', name).objects.using(schema_editor.connection.alias)
        facts.filter(place=None).update(place=NO_PLACE)


def stand_nowhere(apps, schema_editor):
    """Take it back."""
    for name in ('EntryFigure', 'EntryOutcome'):
        facts = apps.get_model('editions', name).objects.using(schema_editor.connection.alias)
        facts.filter(place=NO_PLACE).update(place=None)


PLACE = models.PositiveIntegerField(default=NO_PLACE, help_text='The paragraph of its source.')
BEHIND = models.CharField(
    blank=True, default='', help_text='The source that its source gives as its own.', max_length=80
)


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0008_days'),
    ]

    operations = [
        migrations.RemoveIndex('EntryFigure', 'entry_figure_source'),
        migrations.RemoveIndex('EntryOutcome', 'entry_outcome_source'),
        migrations.RenameField('EntryFigure', 'paragraph', 'place'),
        migrations.RenameField('EntryOutcome', 'paragraph', 'place'),
        migrations.RunPython(stand_last, stand_nowhere),
        migrations.AlterField('EntryFigure', 'place', PLACE),
        migrations.AlterField('EntryOutcome', 'place', PLACE),
        migrations.AddField('EntryFigure', 'behind', BEHIND, preserve_default=False),
        migrations.AddField('EntryOutcome', 'behind', BEHIND, preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            'EntryFigure', models.Index(fields=['source', 'place', 'identifier'], name='entry_figure_source')
        ),
        migrations.AddIndex('EntryFigure', models.Index(fields=['behind', 'place'], name='entry_figure_behind')),
        migrations.AddIndex(
            'EntryOutcome', models.Index(fields=['source', 'place', 'identifier'], name='entry_outcome_source')
        ),
        migrations.AddIndex('EntryOutcome', models.Index(fields=['behind', 'place'], name='entry_outcome_behind')),
    ]
