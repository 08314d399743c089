"""A row for each statement of each edition; a lasting identifier may stand in several editions.

The rows are written afresh from the editions themselves, which hold everything a row says.
"""

import importlib
import json

import django.db.models.deletion
from django.db import migrations, models

from alongside.core.framework import from_document

put_up = importlib.import_module(
    "alongside.framework.migrations.0002_published_never_changes"
).put_up_on


def guard(apps, schema_editor):
    put_up(schema_editor, "framework_statement")


def fill(apps, schema_editor):
    editions = apps.get_model("framework", "Edition").objects
    statement = apps.get_model("framework", "Statement")
    for row in editions.all():
        edition = from_document(json.loads(row.document))
        statement.objects.bulk_create(
            statement(
                edition=row,
                identifier=edition.identifier(one.code),
                code=one.code,
                kind=one.kind.value,
                theme=one.theme,
            )
            for one in edition.statements
        )


class Migration(migrations.Migration):
    dependencies = [("framework", "0002_published_never_changes")]
    operations = [
        migrations.DeleteModel("Statement"),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.UUIDField(db_index=True, editable=False)),
                ("code", models.CharField(max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("knowledge", "knowledge"),
                            ("skills", "skills"),
                            ("values", "values"),
                        ],
                        max_length=12,
                    ),
                ),
                ("theme", models.CharField(max_length=60)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="framework.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "code"), name="statement_code_once_an_edition"
                    ),
                    models.UniqueConstraint(
                        fields=("edition", "identifier"),
                        name="statement_identifier_once_an_edition",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
