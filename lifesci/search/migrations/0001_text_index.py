from django.db import migrations

from lifesci.search.text import install_index, remove_index


def install(apps, schema_editor):
    install_index(schema_editor.connection)


def remove(apps, schema_editor):
    remove_index(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
