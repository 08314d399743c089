"""Papers of a consultation; and what is made here is decided on here, for the database too."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

# Whoever reaches past the actions, with a shell or a script, meets the rule once more: what has the
# name of a draft here goes in only as two of its lived-experience panel said yes to those words.
UNDECIDED = """
EXISTS (SELECT 1 FROM framework_draft WHERE slug = NEW.slug) AND (
    SELECT COUNT(DISTINCT verdict.reviewer_id) FROM framework_verdict AS verdict
    JOIN framework_draft AS draft ON draft.id = verdict.draft_id
    WHERE draft.slug = NEW.slug AND draft.state = 'review' AND draft.digest = NEW.digest
    AND verdict.digest = NEW.digest AND verdict.panel = 'lived-experience' AND verdict.yes
) < 2
"""
SAYS = "an edition made here is published once its lived-experience panel has said yes"


def put_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION alongside_decided_first() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {UNDECIDED} THEN RAISE EXCEPTION '{SAYS}'; END IF; RETURN NEW; END $$",
            None,
        )
        schema_editor.execute(
            "CREATE TRIGGER framework_edition_decided_first BEFORE INSERT ON framework_edition "
            "FOR EACH ROW EXECUTE FUNCTION alongside_decided_first()",
            None,
        )
        return
    schema_editor.execute(
        "CREATE TRIGGER framework_edition_decided_first BEFORE INSERT ON framework_edition "
        f"WHEN {UNDECIDED} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    )


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER framework_edition_decided_first ON framework_edition")
        schema_editor.execute("DROP FUNCTION alongside_decided_first()")
    else:
        schema_editor.execute("DROP TRIGGER framework_edition_decided_first")


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0005_official_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="on_paper",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="round",
            name="came",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="PaperSet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("papers", models.PositiveSmallIntegerField()),
                ("hand_in", models.CharField(max_length=300)),
                ("stopped", models.BooleanField(default=False)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="framework.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "paper_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="framework.paperset",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="paperset",
            constraint=models.UniqueConstraint(
                fields=("round", "number"), name="paper_set_numbered_once"
            ),
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("code", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=12)),
                ("named", models.CharField(max_length=200)),
                ("part", models.CharField(blank=True, max_length=200)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("off", models.BooleanField(default=False)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="framework.draft",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["draft", "code"], name="origin_by_place")],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
