import django.core.validators
import django.db.models.deletion
import lifesci.evidence.dates
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(error_messages={'unique': 'Another record already has this reference.'}, help_text='The public key in addresses: small letters, digits and hyphens. Fixed once the record is published.', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('\\A[a-z0-9]+(-[a-z0-9]+)*\\Z', 'Use small letters, digits and single hyphens.')], verbose_name='reference')),
                ('fixed_ref', models.CharField(blank=True, editable=False, max_length=80)),
                ('editor_note', models.TextField(blank=True, help_text='For curators only. Never published.', verbose_name='note for curators')),
                ('review_on', models.DateField(blank=True, help_text='The day to look at this record again.', null=True, verbose_name='look again on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
                ('title', models.CharField(max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('annex', 'Annex to a policy paper'), ('web-page', 'Web page'), ('article', 'Article'), ('news', 'News item'), ('white-paper', 'White paper'), ('strategy', 'Strategy or policy paper'), ('statistics', 'Official statistics'), ('report', 'Report'), ('parliament', 'Parliamentary paper or answer'), ('internal-data', 'Internal data of an organisation'), ('other', 'Other')], max_length=16)),
                ('published_on', models.CharField(blank=True, help_text='EDTF, as printed; empty where the document gives no date.', max_length=32, validators=[lifesci.evidence.dates.validate_edtf], verbose_name='date of the document')),
                ('published_note', models.TextField(blank=True, help_text='What is known of the date, or what looks wrong in it.', verbose_name='note on the date')),
                ('is_public', models.BooleanField(default=True, help_text='Can anyone read this document? Internal data cannot be read.', verbose_name='anyone can read it')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                ('licence', models.CharField(blank=True, max_length=120)),
                ('file_name', models.CharField(blank=True, help_text='Name of the file that was read.', max_length=200, verbose_name='name of the file')),
                ('sha256', models.CharField(blank=True, help_text='SHA-256 of the file that was read.', max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z', 'A SHA-256 is 64 characters of 0-9 and a-f.')], verbose_name='SHA-256 of the file')),
                ('note', models.TextField(blank=True)),
                ('text', models.TextField(blank=True, editable=False)),
                ('held', models.CharField(blank=True, choices=[('', 'No text is held'), ('plain', 'Plain text, in paragraphs'), ('html', 'HTML, in paragraphs'), ('pdf', 'PDF, in pages')], editable=False, max_length=8, verbose_name='held text')),
                ('held_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['title'],
                'permissions': [('hold_text', 'Can hold and read the text of a source'), ('publish_source', 'Can publish sources'), ('withdraw_source', 'Can withdraw sources')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='source_title_given', violation_error_message='A source needs a title.'), models.CheckConstraint(condition=models.Q(('fixed_ref', ''), ('fixed_ref', models.F('ref')), _connector='OR'), name='source_ref_fixed', violation_error_message='This source has been published, so its reference can no longer change.')],
            },
        ),
        migrations.CreateModel(
            name='SourceReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(blank=True, help_text='The footnote mark as a plain number, such as 11.', max_length=16, verbose_name='footnote mark')),
                ('paragraph', models.PositiveIntegerField(blank=True, help_text='Where the footnote itself stands.', null=True)),
                ('cites', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source', verbose_name='source it names')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='evidence.source')),
            ],
            options={
                'verbose_name': 'footnote',
                'ordering': ['source', 'paragraph', 'id'],
                'constraints': [models.UniqueConstraint(fields=('source', 'cites', 'mark'), name='source_reference_unique', violation_error_message='This footnote is already recorded.'), models.CheckConstraint(condition=models.Q(('source', models.F('cites')), _negated=True), name='source_reference_other', violation_error_message='A source cannot cite itself.')],
            },
        ),
    ]
