import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def note_what_is_on_record(apps, schema_editor):
    """What has happened so far, as far as versions and addresses tell: which revisions were corrections they do not."""
    version_model = apps.get_model("linking", "PublicVersion")
    address_model = apps.get_model("linking", "PublicAddress")
    change_model = apps.get_model("linking", "PublicChange")
    page_model = apps.get_model("wagtailcore", "Page")
    happened = []
    for version in version_model.objects.defer("content"):
        text = {"permalink_id": version.permalink_id, "language_code": version.language_code}
        reason = "published" if version.number == 1 else "revised"
        happened.append((version.published_at, 0, {**text, "reason": reason, "number": version.number}))
        if version.withdrawn_at:
            change = {**text, "reason": "withdrawn", "number": version.number}
            happened.append((version.withdrawn_at, 1, change))
    known = set()
    for address in address_model.objects.order_by("since", "pk"):
        text = (address.permalink_id, address.language_code)
        if text in known:
            change = {"permalink_id": text[0], "language_code": text[1], "reason": "moved"}
            happened.append((address.since, 1, change))
        known.add(text)
    live = set(page_model.objects.filter(live=True).values_list("translation_key", "locale__language_code"))
    texts = version_model.objects.order_by().values_list(
        "permalink_id", "permalink__translation_key", "language_code"
    )
    for permalink_id, key, language_code in texts.distinct():
        if (key, language_code) not in live:
            change = {"permalink_id": permalink_id, "language_code": language_code, "reason": "withdrawn"}
            happened.append((django.utils.timezone.now(), 2, change))
    happened.sort(key=lambda change: change[:2])
    change_model.objects.bulk_create(
        [change_model(happened_at=when, **change) for when, _order, change in happened], batch_size=500
    )


class Migration(migrations.Migration):

    dependencies = [
        ("linking", "0003_referrer_counts"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language_code", models.CharField(blank=True, max_length=10)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("revised", "substantially revised"),
                            ("corrected", "corrected"),
                            ("moved", "moved"),
                            ("replaced", "replaced"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("happened_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "permalink",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="linking.permalink"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(note_what_is_on_record, migrations.RunPython.noop),
    ]
