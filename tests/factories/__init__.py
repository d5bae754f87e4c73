"""Works, people and translations for tests: every default is valid, published, and made the way the site makes it.

`GuidePageFactory(title="Vetőmagcsere", steps=3)` publishes a guide in Hungarian below a library that is made when it is
first needed; `language="en"` writes it in English first; `live=False` keeps it a draft. `translate(page)` then goes
through wagtail-localize as a translator would.
"""

from tests.factories.base import publish, reloaded, send_for_translation
from tests.factories.case_studies import CaseStudyIndexPageFactory, CaseStudyPageFactory
from tests.factories.communities import CommunityIndexPageFactory, CommunityPageFactory
from tests.factories.concepts import TermFactory, TopicFactory
from tests.factories.files import CustomDocumentFactory, CustomImageFactory
from tests.factories.front import (
    EventPageFactory,
    HomePageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, TermIndexPageFactory
from tests.factories.people import (
    UserFactory,
    make_editor,
    make_member,
    make_publisher,
    make_reader,
    make_translator,
)
from tests.factories.site import language, make_site
from tests.factories.translation import save_translation, translate, translation_of, write_strings

__all__ = [
    "CaseStudyIndexPageFactory",
    "CaseStudyPageFactory",
    "CommunityIndexPageFactory",
    "CommunityPageFactory",
    "CustomDocumentFactory",
    "CustomImageFactory",
    "EventPageFactory",
    "GuideIndexPageFactory",
    "GuidePageFactory",
    "HomePageFactory",
    "NewsIndexPageFactory",
    "NewsPageFactory",
    "StandardPageFactory",
    "TermFactory",
    "TermIndexPageFactory",
    "TopicFactory",
    "UserFactory",
    "language",
    "make_editor",
    "make_member",
    "make_publisher",
    "make_reader",
    "make_site",
    "make_translator",
    "publish",
    "reloaded",
    "save_translation",
    "send_for_translation",
    "translate",
    "translation_of",
    "write_strings",
]
