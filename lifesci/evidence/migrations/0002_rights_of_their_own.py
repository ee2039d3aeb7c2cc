from django.db import migrations


def rename(old, new):
    """Whoever has the one permission now has the other, which is the same right."""

    def renamed(apps, schema_editor):
        permission = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
        permission.filter(content_type__app_label="evidence", codename=old).update(codename=new)

    return renamed


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('evidence', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='source',
            options={'ordering': ['title'], 'permissions': [('publish_source', 'Can publish sources'), ('withdraw_source', 'Can withdraw sources'), ('merge_source', 'Can merge sources'), ('import_source', 'Can import sources'), ('hold_source', 'Can hold and read source texts')]},
        ),
        migrations.RunPython(rename("hold_text", "hold_source"), rename("hold_source", "hold_text")),
    ]
