"""Editions that were set up before judges had to agree to a text get the usual one, or no judge could read on."""

from django.db import migrations
from django.utils import timezone

from laurels.core import canonical
from laurels.programs.definition import JudgingDef


def declare_usual(apps, _schema_editor):
    editions = apps.get_model("programs", "Edition")
    declarations = apps.get_model("programs", "Declaration")
    content = JudgingDef().agreed_text.to_json()
    for edition in editions.objects.exclude(declarations__kind="agreement"):
        declarations.objects.create(
            edition=edition,
            kind="agreement",
            content=content,
            sha256=canonical.digest(content),
            made_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_rounds_in_full")]
    operations = [migrations.RunPython(declare_usual, migrations.RunPython.noop)]
