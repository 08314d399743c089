from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_supervising")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
            ],
        ),
    ]
