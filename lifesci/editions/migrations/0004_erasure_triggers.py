"""On PostgreSQL the trigger on Editions and changes lets an erasure reword their texts, and nothing else; see decision 0006."""

from django.db import migrations

REWORDED = {
    "editions_edition": "'text', 'sha256', 'note'",
    "editions_change": "'reason'",
    "editions_erasure": "",
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in REWORDED.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_written_once ON {table}")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION written_once({columns})",
            params=None,
        )
    schema_editor.execute("DROP FUNCTION IF EXISTS editions_written_once()")


class Migration(migrations.Migration):
    dependencies = [("editions", "0003_erasure"), ("trace", "0003_written_once")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
