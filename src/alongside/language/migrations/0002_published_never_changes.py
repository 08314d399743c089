"""A published edition of the word list stays as it is: the database itself refuses a change."""

from django.db import migrations

TABLE = "language_wordedition"
POSTGRESQL = f"""
CREATE FUNCTION alongside_words_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published word list never changes: % refused', TG_OP;
END $$;
CREATE TRIGGER {TABLE}_never_changes BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW WHEN (NOT OLD.draft) EXECUTE FUNCTION alongside_words_never_change();
"""


def put_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, None)
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
            "WHEN NOT OLD.draft "
            f"BEGIN SELECT RAISE(ABORT, 'a published word list never changes: {verb} refused'); END"
        )


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_never_changes ON {TABLE}")
        schema_editor.execute("DROP FUNCTION alongside_words_never_change()")
        return
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("language", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
