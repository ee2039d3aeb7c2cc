"""On PostgreSQL the trigger that guards what is written once guards checkpoints too, erasures or not."""

from django.db import migrations

TABLE = "editions_checkpoint"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_written_once BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION written_once()",
            params=None,
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_written_once ON {TABLE}", params=None)


class Migration(migrations.Migration):
    dependencies = [("editions", "0005_checkpoint"), ("trace", "0003_written_once")]
    operations = [migrations.RunPython(create, drop)]
