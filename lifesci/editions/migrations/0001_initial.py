import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(help_text='A kind of record, or term, place or measure.', max_length=16)),
                ('ref', models.CharField(max_length=100, verbose_name='reference')),
                ('action', models.CharField(choices=[('issued', 'Issued'), ('withdrawn', 'Withdrawn'), ('merged', 'Merged'), ('saved', 'Vocabulary saved')], max_length=16)),
                ('number', models.PositiveIntegerField(help_text='The Edition that was issued or withdrawn.', null=True, verbose_name='Edition')),
                ('reason', models.TextField(blank=True)),
                ('successor', models.CharField(blank=True, help_text='Ref of the record that takes its place.', max_length=80)),
                ('happened_at', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'ordering': ['sequence'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['kind', 'ref', 'sequence'], name='change_record')],
            },
        ),
        migrations.CreateModel(
            name='ChangeNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latest', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('organisation', 'Organisation'), ('brief', 'Brief'), ('source', 'Source')], max_length=16)),
                ('ref', models.CharField(max_length=80, verbose_name='reference')),
                ('number', models.PositiveIntegerField(help_text='Counted from 1 for each record.')),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('schema', models.PositiveSmallIntegerField(help_text='Number of the JSON Schema the text follows.')),
                ('issued_at', models.DateTimeField(verbose_name='issued')),
                ('issued_by', models.CharField(blank=True, help_text='User name at the time; never published.', max_length=150)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['kind', 'ref', 'number'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('kind', 'ref', 'number'), name='edition_number_unique')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('organisation', 'Organisation'), ('brief', 'Brief'), ('source', 'Source')], max_length=16)),
                ('ref', models.CharField(max_length=80)),
                ('number', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('sequence', models.PositiveBigIntegerField(help_text='The change that made this Edition current.')),
                ('title', models.CharField(max_length=300)),
                ('sort_title', models.CharField(help_text='Title folded for ordering: case, accents and leading articles away.', max_length=300)),
                ('summary', models.TextField(blank=True)),
                ('issued_on', models.DateField()),
                ('item', models.TextField(help_text="The record's line in lists, canonical JSON.")),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='editions.edition')),
            ],
            options={
                'ordering': ['sort_title', 'ref'],
                'indexes': [models.Index(fields=['kind', 'sort_title', 'ref'], name='entry_by_title'), models.Index(fields=['kind', 'sequence'], name='entry_by_sequence')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'ref'), name='entry_unique')],
            },
        ),
        migrations.CreateModel(
            name='EntryFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(max_length=170, unique=True)),
                ('key', models.CharField(max_length=64)),
                ('order', models.PositiveIntegerField()),
                ('measure', models.CharField(max_length=64)),
                ('counts', models.CharField(max_length=16)),
                ('qualifier', models.CharField(max_length=16)),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('value_high', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('missing_reason', models.CharField(blank=True, max_length=24)),
                ('period_kind', models.CharField(max_length=16)),
                ('geography', models.CharField(blank=True, max_length=64)),
                ('counted_in', models.CharField(blank=True, max_length=170)),
                ('source', models.CharField(blank=True, max_length=80)),
                ('paragraph', models.PositiveIntegerField(null=True)),
                ('row', models.TextField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='editions.entry')),
            ],
            options={
                'ordering': ['identifier'],
                'indexes': [models.Index(fields=['measure', 'period_kind'], name='entry_figure_measure'), models.Index(fields=['source', 'paragraph'], name='entry_figure_source')],
            },
        ),
        migrations.CreateModel(
            name='EntryOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(max_length=170, unique=True)),
                ('order', models.PositiveIntegerField()),
                ('theme', models.CharField(max_length=64)),
                ('basis', models.CharField(max_length=24)),
                ('source', models.CharField(blank=True, max_length=80)),
                ('paragraph', models.PositiveIntegerField(null=True)),
                ('row', models.TextField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='editions.entry')),
            ],
            options={
                'ordering': ['identifier'],
                'indexes': [models.Index(fields=['source', 'paragraph'], name='entry_outcome_source')],
            },
        ),
        migrations.CreateModel(
            name='EntryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(max_length=32)),
                ('code', models.CharField(max_length=80)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='editions.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['scheme', 'code', 'entry'], name='entry_term_lookup')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'scheme', 'code'), name='entry_term_unique')],
            },
        ),
        migrations.CreateModel(
            name='EntryText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='editions.entry')),
                ('kind', models.CharField(max_length=16)),
                ('title', models.TextField()),
                ('names', models.TextField(blank=True, help_text='Organisations, aliases, places.')),
                ('summary', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
            ],
        ),
    ]
