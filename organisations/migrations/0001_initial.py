import django.core.validators
import django.db.models.deletion
import lifesci.evidence.dates
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('vocabularies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(error_messages={'unique': 'Another record already has this reference.'}, help_text='The public key in addresses: small letters, digits and hyphens. Fixed once the record is published.', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('\\A[a-z0-9]+(-[a-z0-9]+)*\\Z', 'Use small letters, digits and single hyphens.')], verbose_name='reference')),
                ('fixed_ref', models.CharField(blank=True, editable=False, max_length=80)),
                ('editor_note', models.TextField(blank=True, help_text='For curators only. Never published.', verbose_name='note for curators')),
                ('review_on', models.DateField(blank=True, help_text='The day to look at this record again.', null=True, verbose_name='look again on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
                ('read_at', models.PositiveIntegerField(blank=True, help_text='The paragraph of that document where it begins.', null=True, verbose_name='paragraph')),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True, help_text='In our own words: no sentence of a source.')),
                ('website', models.URLField(blank=True)),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='organisations.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.place')),
                ('read_in', models.ForeignKey(blank=True, help_text='The document that tells of it; its description was read there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source', verbose_name='source')),
                ('sectors', models.ManyToManyField(blank=True, limit_choices_to={'scheme': 'sector'}, related_name='+', to='vocabularies.term')),
                ('type', models.ForeignKey(limit_choices_to={'scheme': 'organisation-type'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.term')),
            ],
            options={
                'ordering': ['name'],
                'permissions': [('publish_organisation', 'Can publish organisations'), ('withdraw_organisation', 'Can withdraw organisations')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_name_given', violation_error_message='An organisation needs a name.'), models.CheckConstraint(condition=models.Q(('fixed_ref', ''), ('fixed_ref', models.F('ref')), _connector='OR'), name='organisation_ref_fixed', violation_error_message='This organisation has been published, so its reference can no longer change.')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paragraph', models.PositiveIntegerField(blank=True, help_text='Counting non-blank lines of the text from 1.', null=True)),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('section', models.CharField(blank=True, help_text='The heading it stands under, shortened if need be.', max_length=200)),
                ('stated_as', models.CharField(blank=True, help_text='The shortest words of the source that state the fact, letter for letter.', max_length=200, verbose_name='words of the source')),
                ('basis', models.CharField(choices=[('provider-stated', 'Stated by the provider'), ('document-seen', "Provider's document seen"), ('independently-reported', 'Reported by somebody independent'), ('independently-evaluated', 'Evaluated independently'), ('official-statistic', 'Official statistic')], default='provider-stated', max_length=24, verbose_name='how it is known')),
                ('check_result', models.CharField(blank=True, choices=[('', 'Not checked'), ('verified', 'Verified'), ('not_found', 'Words not found'), ('other_value', 'The words state another value'), ('other_qualifier', 'The words carry another qualifier'), ('period_in_doubt', 'The words near it suggest another period'), ('no_text_held', 'No text is held')], editable=False, max_length=16)),
                ('checked_on', models.DateField(blank=True, editable=False, null=True)),
                ('checked_as', models.CharField(blank=True, editable=False, help_text="What was checked: half a hash of the fact's words and number, half a hash of the text.", max_length=64)),
                ('review_on', models.DateField(blank=True, help_text='The day to look this fact up again.', null=True, verbose_name='look again on')),
                ('role', models.CharField(choices=[('member-of', 'is a member of'), ('works-with', 'works with'), ('chairs', 'chairs'), ('founded-by', 'was founded by'), ('supports', 'supports'), ('allied-with', 'is in an alliance with'), ('hosts', 'hosts')], max_length=16)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('as_given_in', models.ForeignKey(blank=True, help_text="The footnote's document that the source relies on.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source', verbose_name='document behind the source')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='organisations.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='other organisation')),
            ],
            options={
                'ordering': ['organisation', 'role', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'role', 'other'), name='affiliation_unique', violation_error_message='This affiliation is already recorded.'), models.CheckConstraint(condition=models.Q(('organisation', models.F('other')), _negated=True), name='affiliation_other', violation_error_message='An organisation has no affiliation with itself.')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('note', models.CharField(blank=True, help_text='Former name, abbreviation, as printed in …', max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='organisations.organisation')),
            ],
            options={
                'verbose_name_plural': 'aliases',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='alias_unique', violation_error_message='This name is already listed.')],
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('GB-COH', 'GB-COH: Companies House number'), ('GB-CHC', 'GB-CHC: Charity Commission for England and Wales number'), ('GB-SC', 'GB-SC: Scottish charity number'), ('GB-NIC', 'GB-NIC: Charity Commission for Northern Ireland number'), ('GB-EDU', 'GB-EDU: Unique reference number of a school'), ('GB-UKPRN', 'GB-UKPRN: UK provider reference number'), ('GB-GOV', 'GB-GOV: UK government body code'), ('GB-NHS', 'GB-NHS: NHS organisation code'), ('XI-LEI', 'XI-LEI: Legal Entity Identifier'), ('XI-GRID', 'XI-GRID: Global Research Identifier Database')], max_length=16)),
                ('value', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='organisations.organisation')),
            ],
            options={
                'ordering': ['scheme', 'value'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_unique', violation_error_message='Another organisation already has this identifier.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paragraph', models.PositiveIntegerField(blank=True, help_text='Counting non-blank lines of the text from 1.', null=True)),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('section', models.CharField(blank=True, help_text='The heading it stands under, shortened if need be.', max_length=200)),
                ('stated_as', models.CharField(blank=True, help_text='The shortest words of the source that state the fact, letter for letter.', max_length=200, verbose_name='words of the source')),
                ('basis', models.CharField(choices=[('provider-stated', 'Stated by the provider'), ('document-seen', "Provider's document seen"), ('independently-reported', 'Reported by somebody independent'), ('independently-evaluated', 'Evaluated independently'), ('official-statistic', 'Official statistic')], default='provider-stated', max_length=24, verbose_name='how it is known')),
                ('check_result', models.CharField(blank=True, choices=[('', 'Not checked'), ('verified', 'Verified'), ('not_found', 'Words not found'), ('other_value', 'The words state another value'), ('other_qualifier', 'The words carry another qualifier'), ('period_in_doubt', 'The words near it suggest another period'), ('no_text_held', 'No text is held')], editable=False, max_length=16)),
                ('checked_on', models.DateField(blank=True, editable=False, null=True)),
                ('checked_as', models.CharField(blank=True, editable=False, help_text="What was checked: half a hash of the fact's words and number, half a hash of the text.", max_length=64)),
                ('review_on', models.DateField(blank=True, help_text='The day to look this fact up again.', null=True, verbose_name='look again on')),
                ('key', models.SlugField(help_text='Names the figure inside its record, for good: students-to-date.', max_length=64)),
                ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True)),
                ('value_high', models.DecimalField(blank=True, decimal_places=4, help_text='The upper end, where the source gives a range.', max_digits=20, null=True, verbose_name='upper end')),
                ('qualifier', models.CharField(choices=[('exactly', 'exactly'), ('about', 'about'), ('estimated', 'an estimated'), ('at_least', 'at least'), ('more_than', 'more than'), ('nearly', 'nearly'), ('up_to', 'up to'), ('less_than', 'less than'), ('average', 'on average'), ('hundreds', 'hundreds')], default='exactly', max_length=16)),
                ('missing_reason', models.CharField(blank=True, choices=[('', 'The value is given'), ('not_stated', 'The source gives no number'), ('not_yet_collected', 'Not yet collected'), ('withheld', 'Withheld'), ('not_applicable', 'Does not apply'), ('illegible', 'Cannot be read in the source')], max_length=24, verbose_name='why there is no value')),
                ('period_kind', models.CharField(choices=[('cumulative', 'In total to date'), ('per_year', 'Each year'), ('in_period', 'In a period'), ('at_date', 'At a date'), ('one_off', 'Once, at one event'), ('planned', 'Planned'), ('format', 'Format: how it is run, not how much'), ('unknown', 'Not stated')], max_length=16, verbose_name='kind of period')),
                ('period_start', models.CharField(blank=True, help_text='EDTF.', max_length=32, validators=[lifesci.evidence.dates.validate_edtf], verbose_name='period begins')),
                ('period_end', models.CharField(blank=True, help_text='EDTF.', max_length=32, validators=[lifesci.evidence.dates.validate_edtf], verbose_name='period ends')),
                ('population', models.CharField(blank=True, help_text='Who or what was counted, in words. For a share: the whole it is a share of.', max_length=200)),
                ('chosen_because', models.TextField(blank=True, help_text='Where sources differ: the reason to use this figure, not the others. It is published.', verbose_name='why this one')),
                ('note', models.TextField(blank=True, help_text='What a reader must know to use the figure rightly.')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('as_given_in', models.ForeignKey(blank=True, help_text="The footnote's document that the source relies on.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source', verbose_name='document behind the source')),
                ('counted_in', models.ForeignKey(blank=True, help_text='A wider figure that already counts these.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisationfigure', verbose_name='already counted in')),
                ('geography', models.ForeignKey(blank=True, limit_choices_to={'scheme__in': ['region', 'area']}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.term')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.measure')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='organisations.organisation')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source')),
            ],
            options={
                'ordering': ['order', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('missing_reason', ''), ('value__isnull', False)), models.Q(('missing_reason', ''), ('qualifier', 'hundreds'), ('value__isnull', True)), models.Q(('value__isnull', True), models.Q(('missing_reason', ''), _negated=True)), _connector='OR'), name='organisationfigure_value_or_reason', violation_error_message='Give a value, or say why there is none. Unknown is never 0.'), models.CheckConstraint(condition=models.Q(('value_high__isnull', True), models.Q(('value__isnull', False), ('value_high__gt', models.F('value'))), _connector='OR'), name='organisationfigure_range_in_order', violation_error_message='The upper end of a range must be greater than its lower end.'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='organisationfigure_value_not_negative', violation_error_message='A figure cannot be less than 0; record a fall as the size of the fall.'), models.CheckConstraint(condition=models.Q(models.Q(('qualifier', 'hundreds'), _negated=True), ('value__isnull', True), _connector='OR'), name='organisationfigure_hundreds_without_value', violation_error_message='“Hundreds” states no value: leave the value empty.'), models.UniqueConstraint(fields=('organisation', 'key'), name='organisationfigure_key_unique', violation_error_message='This organisation already has a figure with this key.')],
            },
        ),
    ]
