import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("judging", "0003_others_seen_and_agreed"),
    ]

    operations = [
        migrations.AddField(
            model_name="conflict",
            name="through",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organization",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="said",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="conflict",
            name="taken_out_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
