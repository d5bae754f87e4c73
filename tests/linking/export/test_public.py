"""What not everybody may know is in no public file, and all of it that is published is in a full export."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from linking.library.export.exporting import write_work
from linking.models import ImportedLibrary, ImportedWork
from tests.factories import (
    CaseStudyPageFactory,
    CommunityPageFactory,
    GuidePageFactory,
    TopicFactory,
    publish,
    reloaded,
    translate,
)
from tests.linking.export.works import make_document

pytestmark = pytest.mark.django_db

# Published, but not for everybody: a full export has it.
PRIVATE = (
    "kor@titok.example.org",
    "46.84523",
    "Titokfalva",
    "titokfalva",
    "Rejtekhely",
    "rkertz",
    "jelszo123",
)
# The older text that a translation was made from: a translator needs it, readers have never been promised it.
OLDER = "Visszavont mondat"
# In no export at all.
UNPUBLISHED = ("Lejartkert", "Levettkert", "Piszkozatkert")


@pytest.fixture
def secrets(site: Any) -> dict[str, Any]:
    """Public works in two languages that have, name or hide something, and works that are hidden themselves."""
    topic = TopicFactory(key="food")
    hidden = GuidePageFactory(title="Zárkertz", slug="zarkertz", topics=[topic])
    hidden.view_restrictions.create(restriction_type=PageViewRestriction.PASSWORD, password="jelszo123")
    translate(hidden)
    gone = {}
    for name in ("Lejartkert", "Levettkert"):
        gone[name] = GuidePageFactory(title=name, slug=name.lower(), topics=[topic])
    document = make_document()
    document.collection = Collection.get_first_root_node().add_child(name="Belső")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    links = (
        f'<p>Egy <a linktype="page" id="{hidden.pk}">mű</a>, <a linktype="page" id="{gone["Levettkert"].pk}">'
        f'másik</a> és <a linktype="document" id="{document.pk}">fájl</a>.</p>'
    )
    guide = GuidePageFactory(
        title="Kert",
        slug="kert",
        summary=OLDER,
        topics=[topic],
        related_guides=[{"guide": hidden}, {"guide": gone["Lejartkert"]}],
        body=[
            ("text", links),
            ("related", [hidden, gone["Lejartkert"]]),
            ("downloads", [{"document": document, "title": "Belső lap"}]),
        ],
    )
    translate(guide, {"summary": "An older sentence"})
    guide = reloaded(guide)
    guide.summary = "Új mondat"
    guide = publish(guide)
    community = CommunityPageFactory(
        title="Kör",
        slug="kor",
        settlement="Titokfalva",
        precision="county",
        latitude=Decimal("46.84523"),
        longitude=Decimal("16.84154"),
        contact_email="kor@titok.example.org",
        topics=[topic],
        offers=[{"direction": "offer", "text": "Mag", "guide": hidden}],
    )
    translate(community)
    ImportedWork.objects.create(
        library=ImportedLibrary.objects.create(name="minta"),
        translation_key=community.translation_key,
        path="communities/titokfalva",
        language_code="hu",
    )
    case = CaseStudyPageFactory(
        title="Eset",
        slug="eset",
        place="Rejtekhely",
        place_precision="county",
        county="zala",
        topics=[topic],
        community=community,
        guides=[{"guide": hidden}],
    )
    draft = reloaded(guide)
    draft.title = "Piszkozatkert"
    draft.save_revision()
    GuidePageFactory(title="Piszkozatkert 2", slug="piszkozatkert-2", topics=[topic], live=False)
    Page.objects.filter(pk=gone["Lejartkert"].pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    Page.objects.filter(pk=gone["Levettkert"].pk).update(live=False)
    return {"guide": guide, "community": community, "case": case, "hidden": hidden}


def test_nothing_private_is_in_a_public_export_or_in_the_text_of_one_work(
    secrets: dict[str, Any], exported: Callable
) -> None:
    _export, whole = exported()
    all_of_it = "\n".join([*whole, *(data.decode(errors="replace") for data in whole.values())])
    assert [word for word in (*PRIVATE, OLDER) if word not in all_of_it] == []
    assert [word for word in UNPUBLISHED[1:] if word in all_of_it] == []

    export, public = exported(public=True)
    said = "\n".join([*public, *(data.decode(errors="replace") for data in public.values())])
    assert [word for word in (*PRIVATE, OLDER, *UNPUBLISHED, "megh") if word in said] == []
    assert {"guides/kert/hu.md", "guides/kert/en.md", "communities/kor/en.md", "case-studies/eset/hu.md"} <= {
        *public
    }
    assert "Egy mű, másik és fájl." in said
    assert "Zárkertz (hu): not for everybody" in export.left_out
    assert "Lejartkert (hu): expired" in export.left_out
    assert "Piszkozatkert 2 (hu): never published" in export.left_out

    for work in ("guide", "community", "case"):
        for page in type(secrets[work]).objects.filter(translation_key=secrets[work].translation_key):
            said = write_work(page, public=True)
            assert [word for word in (*PRIVATE, OLDER, *UNPUBLISHED, "megh") if word in said] == []
    assert 'contact_email: "kor@titok' in write_work(reloaded(secrets["community"]), public=False)
