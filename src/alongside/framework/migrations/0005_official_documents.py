"""Documents as their publishers worded them: a version, once loaded, can be taken away and not changed."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("framework_officialversion", "framework_officialwording")
POSTGRESQL = """
CREATE FUNCTION alongside_loaded_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a document as it was loaded never changes: % refused', TG_OP;
END $$;
"""


def put_up(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(POSTGRESQL, None)
    for table in TABLES:
        does = (
            "FOR EACH ROW EXECUTE FUNCTION alongside_loaded_never_changes()"
            if postgresql
            else "BEGIN SELECT RAISE(ABORT, 'a document as it was loaded never changes'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {does}", None
        )


def take_down(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        where = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {table}_no_update{where}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION alongside_loaded_never_changes()")


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0004_drafts_panels_consultation"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveIntegerField(default=0)),
                ("public", models.BooleanField(default=False)),
                ("stamp", models.UUIDField(default=uuid.uuid4)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="official",
                        to="framework.edition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficialVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="framework.officialdocument",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficialWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("section", models.TextField()),
                ("ordinal", models.PositiveIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="framework.officialversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="officialversion",
            constraint=models.UniqueConstraint(
                fields=("document", "number"), name="official_version_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialwording",
            constraint=models.UniqueConstraint(
                fields=("version", "code"), name="official_wording_once"
            ),
        ),
        migrations.RunPython(put_up, take_down),
    ]
