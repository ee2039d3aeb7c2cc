"""On PostgreSQL a trigger refuses to change or delete what is written once; an erasure may reword the named columns.
On SQLite such a trigger would break every test that flushes the database; there the QuerySet alone stands guard."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('lifesci.erasing', true) = 'on'
        AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is written once: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER trace_event_written_once BEFORE UPDATE OR DELETE ON trace_event
FOR EACH ROW EXECUTE FUNCTION written_once('title', 'details')
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)
        schema_editor.execute(TRIGGER, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS written_once() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("trace", "0002_event")]
    operations = [migrations.RunPython(create, drop)]
