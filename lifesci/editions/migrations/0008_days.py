"""Find the records that are published already by the days of their events, as newly published ones are."""

import json

from django.db import migrations

from lifesci.editions.events import events

DATED, DAY = ('dated', 'to-the-day'), 'day'
AT_ONCE = 500


def add_days(apps, schema_editor):
    Entry, EntryTerm = apps.get_model('editions', 'Entry'), apps.get_model('editions', 'EntryTerm')
    entries = Entry.objects.using(schema_editor.connection.alias)
    terms = EntryTerm.objects.using(schema_editor.connection.alias)
    texts = entries.filter(kind__in=['programme', 'brief']).order_by('pk').values_list('pk', 'edition__text')
    found = {
        (pk, *term)
        for pk, text in texts.iterator(chunk_size=AT_ONCE)
        for event in events(json.loads(text))
        for term in (DATED, (DAY, event.first.isoformat()))
    }
    rows = (EntryTerm(entry_id=pk, scheme=scheme, code=code) for pk, scheme, code in sorted(found))
    terms.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def remove_days(apps, schema_editor):
    terms = apps.get_model('editions', 'EntryTerm').objects.using(schema_editor.connection.alias)
    terms.filter(scheme__in=[DATED[0], DAY]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0007_venues'),
    ]

    operations = [
        migrations.RunPython(add_days, remove_days),
    ]
