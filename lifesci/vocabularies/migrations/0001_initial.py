import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('label', models.CharField(help_text='Plural, as it follows a number: students, schools, hours of work experience.', max_length=120)),
                ('singular', models.CharField(blank=True, help_text='As it follows 1: student, school.', max_length=120)),
                ('counts', models.CharField(choices=[('people', 'People'), ('attendances', 'Attendances or visits'), ('posts', 'Posts and places'), ('schools', 'Schools'), ('organisations', 'Organisations'), ('events', 'Events'), ('hours', 'Time given or spent'), ('money', 'Money'), ('share', 'Share of a group'), ('format', 'Format (size, length, capacity)'), ('rank', 'Place in a ranking'), ('other', 'Other countable things')], max_length=16)),
                ('unit', models.CharField(blank=True, help_text='GBP for money, % for shares, hours, minutes, weeks or years for time.', max_length=16, validators=[django.core.validators.RegexValidator('\\A[A-Za-z%]*\\Z', 'A unit is letters, or the sign %%.')])),
                ('definition', models.TextField(blank=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['order', 'label'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('counts', 'money'), _negated=True), ('unit', 'GBP'), _connector='OR'), name='measure_money_in_pounds', violation_error_message='Money is recorded in pounds: give GBP as the unit.'), models.CheckConstraint(condition=models.Q(models.Q(('counts', 'share'), _negated=True), ('unit', '%'), _connector='OR'), name='measure_share_in_per_cent', violation_error_message='A share is recorded in per cent: give the sign %% as the unit.')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('sector', 'Sector'), ('region', 'Region or nation'), ('area', 'Statistical area'), ('audience', 'Audience'), ('type', 'Programme type'), ('theme', 'Outcome theme'), ('access', 'Access feature'), ('delivery', 'Delivery mode'), ('organisation-type', 'Organisation type'), ('policy-theme', 'Policy theme'), ('qualification', 'Qualification'), ('gatsby-benchmark', 'Gatsby Benchmark')], max_length=32)),
                ('code', models.SlugField(help_text='Short and stable: partners store it. It cannot be changed later.', max_length=64)),
                ('label', models.CharField(help_text='What people read.', max_length=120)),
                ('definition', models.TextField(blank=True, help_text='One or two sentences that tell this term from its neighbours.')),
                ('uri', models.URLField(blank=True, help_text='The same concept in a published vocabulary, if there is one.', verbose_name='address (URI)')),
                ('notation', models.CharField(blank=True, help_text='Official code, such as an ONS GSS code for a region.', max_length=32)),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first.')),
                ('retired_on', models.DateField(blank=True, help_text='From this day the term can no longer be chosen.', null=True)),
                ('broader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='narrower', to='vocabularies.term', verbose_name='broader term')),
            ],
            options={
                'ordering': ['scheme', 'order', 'label'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'code'), name='term_scheme_code_unique', violation_error_message='This vocabulary already has a term with this code.'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='term_label_given', violation_error_message='A term needs a label that people can read.')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(max_length=80, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=120)),
                ('is_venue', models.BooleanField(default=False, help_text='A site people can visit, not a town or an area.', verbose_name='is a venue')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)])),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)])),
                ('region', models.ForeignKey(blank=True, limit_choices_to={'scheme': 'region'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.term')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='place_coordinates_together', violation_error_message='Give both latitude and longitude, or neither.')],
            },
        ),
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('searched_on', models.DateField(help_text='The day of the search.', verbose_name='searched on')),
                ('note', models.TextField(help_text='Where was looked, and for what. The public reads it.')),
                ('retired_on', models.DateField(blank=True, help_text='From this day the search no longer counts: it was recorded by mistake.', null=True)),
                ('audience', models.ForeignKey(limit_choices_to={'scheme': 'audience'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.term')),
                ('region', models.ForeignKey(limit_choices_to={'scheme': 'region'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.term')),
            ],
            options={
                'verbose_name_plural': 'searches',
                'ordering': ['region__order', 'audience__order', '-searched_on'],
                'constraints': [models.UniqueConstraint(fields=('region', 'audience', 'searched_on'), name='search_unique', violation_error_message='A search for this region and audience is already recorded for this day.'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='search_note_given', violation_error_message='Say where was looked, and for what.')],
            },
        ),
    ]
