import hashlib

from django.db import migrations, models


def take_the_password_of_today(apps, schema_editor):
    """Tokens that were made before go on until the next change."""
    for token in apps.get_model("api", "Token").objects.select_related("holder").iterator():
        token.password_hash = hashlib.sha256(token.holder.password.encode()).hexdigest()
        token.save(update_fields=["password_hash"])


class Migration(migrations.Migration):
    dependencies = [("api", "0002_a_hook_keeps_no_secret")]

    operations = [
        migrations.AddField(
            model_name="token",
            name="password_hash",
            field=models.CharField(
                default="",
                help_text="hash of what was kept of the holder's password when it was made",
                max_length=64,
            ),
        ),
        migrations.RunPython(take_the_password_of_today, migrations.RunPython.noop),
    ]
