"""An editor sees a page of every type before anybody else does: saved or not, and a translation before it is public."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from core.models import BasePage
from tests.core.forms import posted
from tests.factories import (
    CaseStudyIndexPageFactory,
    CaseStudyPageFactory,
    CommunityIndexPageFactory,
    CommunityPageFactory,
    EventPageFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    TermIndexPageFactory,
    make_site,
    reloaded,
    send_for_translation,
    write_strings,
)
from tests.factories.site import find_or_make_section

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

MAKERS = {
    "HomePage": make_site,
    "GuideIndexPage": lambda: find_or_make_section(GuideIndexPageFactory, "hu"),
    **{
        factory._meta.model.__name__: factory
        for factory in (
            CaseStudyIndexPageFactory,
            CaseStudyPageFactory,
            CommunityIndexPageFactory,
            CommunityPageFactory,
            EventPageFactory,
            GuidePageFactory,
            NewsIndexPageFactory,
            NewsPageFactory,
            StandardPageFactory,
            TermIndexPageFactory,
        )
    },
}


def every_type() -> Iterator[type[BasePage]]:
    from django.apps import apps

    return (model for model in apps.get_models() if issubclass(model, BasePage))


def test_there_is_one_for_every_type() -> None:
    assert sorted(MAKERS) == sorted(model.__name__ for model in every_type())


@pytest.mark.parametrize("name", sorted(MAKERS))
class TestAPreview:
    def test_shows_what_is_not_saved_yet(self, admin: Client, name: str) -> None:
        page = reloaded(MAKERS[name]())
        data = posted(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"])
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        field = "headline" if name == "HomePage" else "title"
        answer = admin.post(address, {**data, field: "Még senki sem látta"})
        assert answer.json() == {"is_valid": True, "is_available": True}
        response = admin.get(address)
        assert response.status_code == 200
        assert "Még senki sem látta" in response.content.decode()
        assert getattr(reloaded(page), field) != "Még senki sem látta"

    def test_shows_a_translation_before_it_is_public(self, admin: Client, name: str) -> None:
        page = reloaded(MAKERS[name]())
        english = send_for_translation(page)
        translation = Translation.objects.get(source__object_id=page.translation_key)
        field = "headline" if name == "HomePage" else "title"
        write_strings(translation, {field: "Seen by nobody yet"})
        response = admin.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
        assert response.status_code == 200
        assert "Seen by nobody yet" in response.content.decode()
        assert not reloaded(english).live
