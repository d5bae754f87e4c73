"""The review that `migrate` made was named in both languages at once; one that somebody has renamed keeps its name."""

from typing import Any

from django.conf import settings
from django.db import migrations

BOTH = {
    "Workflow": "Átnézés, majd közzététel / Review, then publish",
    "Task": "Átnézés / Review",
}


def name_in_one_language(apps: Any, schema_editor: Any) -> None:
    place = {"hu": 0, "en": 1}[settings.LANGUAGE_CODE]
    for model_name, name in BOTH.items():
        model = apps.get_model("wagtailcore", model_name)
        model.objects.filter(name=name).update(name=name.split(" / ")[place])


def name_in_both_languages(apps: Any, schema_editor: Any) -> None:
    for model_name, name in BOTH.items():
        apps.get_model("wagtailcore", model_name).objects.filter(name__in=name.split(" / ")).update(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(name_in_one_language, name_in_both_languages)]
