"""Find the programmes that are published already by their venues, as newly published ones are."""

import json

from django.db import migrations

VENUE = 'venue'
AT_ONCE = 500


def add_venues(apps, schema_editor):
    Entry, EntryTerm = apps.get_model('editions', 'Entry'), apps.get_model('editions', 'EntryTerm')
    entries = Entry.objects.using(schema_editor.connection.alias)
    terms = EntryTerm.objects.using(schema_editor.connection.alias)
    texts = entries.filter(kind='programme').order_by('pk').values_list('pk', 'edition__text')
    found = [
        EntryTerm(entry_id=pk, scheme=VENUE, code=place['ref'])
        for pk, text in texts.iterator(chunk_size=AT_ONCE)
        for place in json.loads(text)['places']
        if place['is_venue']
    ]
    terms.bulk_create(found, batch_size=AT_ONCE, ignore_conflicts=True)


def remove_venues(apps, schema_editor):
    apps.get_model('editions', 'EntryTerm').objects.using(schema_editor.connection.alias).filter(scheme=VENUE).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0006_checkpoint_trigger'),
    ]

    operations = [
        migrations.RunPython(add_venues, remove_venues),
    ]
