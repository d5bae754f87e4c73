"""What an editor reads when a page cannot be published yet, and what has become of what was written."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from tests.core.forms import mistakes, posted
from tests.factories import CaseStudyPageFactory, GuidePageFactory, TopicFactory, reloaded

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

PUBLISH = {"action-publish": "Publish"}
NOTHING_SAVED = {
    "hu": ("Ebből még semmit sem mentettünk el", "Amit írtál, itt van az űrlapon"),
    "en": ("None of this has been saved or published yet.", "is still in the form"),
}


def post(client: Client, page: Any, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**posted(client.get(address).context["form"]), **changes})


@pytest.mark.parametrize(
    ("make", "field"), [(GuidePageFactory, "when_to_use"), (CaseStudyPageFactory, "situation")]
)
def test_a_rich_text_that_was_never_written_says_once_that_it_is_needed(
    admin: Client, make: Any, field: str
) -> None:
    # What the form refuses stays out of the page, so that only a page without the text misses it a second time.
    page = make(topics=[TopicFactory()], live=False, **{field: ""})
    for empty in ("null", '{"blocks": [], "entityMap": {}}'):
        response = post(admin, page, **PUBLISH, **{field: empty})
        assert mistakes(response)[field] == ["Ezt ki kell tölteni."], empty


@pytest.mark.parametrize(
    ("make", "field"), [(GuidePageFactory, "when_to_use"), (CaseStudyPageFactory, "situation")]
)
def test_a_rich_text_whose_words_are_deleted_says_that_it_is_needed(
    admin: Client, make: Any, field: str
) -> None:
    page = make(topics=[TopicFactory()], live=False)
    # The form takes an empty paragraph for a text; the page does not.
    response = post(admin, page, **PUBLISH, **{field: rich_text("<p></p>")})
    assert mistakes(response)[field] == ["Ezt ki kell tölteni."]


@pytest.mark.parametrize("language", ["hu", "en"])
def test_nothing_is_saved_and_nothing_is_lost(
    admin: Client, admin_user: Any, home: Any, language: str
) -> None:
    UserProfile.objects.create(user=admin_user, preferred_language=language)
    page = GuidePageFactory(topics=[TopicFactory()], live=False)
    before = page.latest_revision_id
    with override(language):
        response = post(admin, page, **PUBLISH, title="Még senki sem látta", goal="")
    assert "goal" in mistakes(response)
    assert response.context["form"]["title"].value() == "Még senki sem látta"
    page = reloaded(page)
    assert (page.latest_revision_id, page.live) == (before, False)
    [said] = [str(message) for message in get_messages(response.wsgi_request)]
    for words in NOTHING_SAVED[language]:
        assert words in said
