"""History can be added to and read, and nothing else: the database itself refuses the rest."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION alongside_history_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER history_only_grows BEFORE UPDATE OR DELETE ON foundation_historyevent
    FOR EACH ROW EXECUTE FUNCTION alongside_history_only_grows();
CREATE TRIGGER history_detail_never_changes BEFORE UPDATE ON foundation_historydetail
    FOR EACH ROW EXECUTE FUNCTION alongside_history_only_grows();
"""
POSTGRESQL_BACK = """
DROP TRIGGER history_only_grows ON foundation_historyevent;
DROP TRIGGER history_detail_never_changes ON foundation_historydetail;
DROP FUNCTION alongside_history_only_grows();
"""
REFUSALS = {
    "history_never_changes": ("UPDATE", "foundation_historyevent"),
    "history_never_shrinks": ("DELETE", "foundation_historyevent"),
    "history_detail_never_changes": ("UPDATE", "foundation_historydetail"),
}


def put_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, None)
        return
    for name, (verb, table) in REFUSALS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'history is append-only: {verb} refused'); END"
        )


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK, None)
        return
    for name in REFUSALS:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
