"""Makes the site of the browser tests: `python -m tests.browser.build_site`, in the environment that tests.browser.site sets.

The sample library as `make run` loads it, a user for each role, a restricted page, and `site.json`, which says where one
page of each kind stands in each language, and which number the sections have.
"""

import json
from pathlib import Path
from typing import Any

import django
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = (ROOT / "sample", ROOT / "home" / "structure")
PASSWORD = "the same for every user of the tests"
LANGUAGES = ("hu", "en")
# One work of each kind that exists in both languages; the stale one and the untranslated ones are so on purpose.
WORKS = {
    "guide": "guides/vetomagcsere",
    "guide-stale": "guides/kozossegi-komposztalas",
    "guide-untranslated": "guides/gyumolcsfa-orokbefogadas",
    "case-study": "case-studies/babfajtak-alsobodzason",
    "case-study-stopped": "case-studies/dobozok-nyirkereken",
    "community": "communities/alsobodzas",
    "news": "news/indul-a-modszertar",
    "event": "events/tavaszi-vetomagcsere",
    "page": "pages/jo-gyakorlat",
}


def build() -> None:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0)
    call_command("load_sample_library", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_users()
    restricted = make_restricted_page()
    make_promotions()
    call_command("export_dump", verbosity=0)
    facts = {"paths": find_paths(restricted), "sections": find_sections()}
    (Path(settings.DATA_DIR) / "site.json").write_text(json.dumps(facts, indent=2))


def make_users() -> None:
    """A user for each group, named as the group, who reads the admin in English."""
    from django.contrib.auth.models import Group, User
    from wagtail.users.models import UserProfile

    from home.people import COORDINATORS, EDITORS, TRANSLATORS

    for group in (COORDINATORS, EDITORS, TRANSLATORS):
        user = User.objects.create_user(group.lower(), f"{group.lower()}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.create(user=user, preferred_language="en")


def make_restricted_page() -> Any:
    """A page of both languages behind a password."""
    from wagtail.models import Locale, PageViewRestriction

    from home.models import HomePage, StandardPage

    homes = {code: HomePage.objects.get(locale__language_code=code) for code in LANGUAGES}
    page = homes["hu"].add_child(
        instance=StandardPage(title="Csak nekünk", slug="csak-nekunk", summary="Jelszóval olvasható.")
    )
    homes["en"].add_child(
        instance=StandardPage(
            title="Only for us",
            slug="only-for-us",
            summary="To be read with a password.",
            locale=Locale.objects.get(language_code="en"),
            translation_key=page.translation_key,
        )
    )
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="titok")
    return page


def make_promotions() -> None:
    """What editors recommend on the search pages: a work, described in Hungarian, and another site."""
    from wagtail.contrib.search_promotions.models import Query, SearchPromotion
    from wagtail.models import Page

    work = Page.objects.get(translation_key=read_id(WORKS["guide"]), locale__language_code="hu")
    for text in ("kert", "garden"):
        query = Query.get(text)
        SearchPromotion.objects.create(
            query=query, page=work, sort_order=0, description="Ezzel érdemes kezdeni."
        )
        SearchPromotion.objects.create(
            query=query,
            sort_order=1,
            external_link_url="https://transitionnetwork.org/",
            external_link_text="Transition Network",
        )


def section_models() -> dict[str, Any]:
    """The pages of which each language has one."""
    from casestudies.models import CaseStudyIndexPage
    from communities.models import CommunityIndexPage
    from home.models import HomePage, NewsIndexPage
    from methodology.models import GuideIndexPage, TermIndexPage

    return {
        "home": HomePage,
        "library": GuideIndexPage,
        "case-studies": CaseStudyIndexPage,
        "communities": CommunityIndexPage,
        "news-index": NewsIndexPage,
        "terms": TermIndexPage,
    }


def find_sections() -> dict[str, dict[str, int]]:
    """The primary key of each section in each language."""
    return {
        name: {page.locale.language_code: page.pk for page in model.objects.select_related("locale")}
        for name, model in section_models().items()
    }


def find_paths(restricted: Any) -> dict[str, dict[str, str]]:
    """The path of one page of each kind in each language."""
    paths: dict[str, dict[str, str]] = {
        "search": {"hu": "/hu/kereses/?q=kert", "en": "/en/search/?q=garden"},
        "search-empty": {"hu": "/hu/kereses/", "en": "/en/search/"},
        "search-nothing": {"hu": "/hu/kereses/?q=xyzzy", "en": "/en/search/?q=xyzzy"},
        "not-found": {"hu": "/hu/nincs-ilyen-komposzt/", "en": "/en/no-such-compost/"},
        "broken": {"hu": "/hu/elromlott/", "en": "/en/broken/"},
        "password": paths_of(restricted.translation_key),
        "login": {code: f"/{code}/_util/login/?next=/{code}/" for code in LANGUAGES},
    }
    for name, model in section_models().items():
        page = model.objects.first()
        paths[name] = paths_of(page.translation_key) if page else {}
    for name, folder in WORKS.items():
        paths[name] = paths_of(read_id(folder))
    question = "?time=180&people=12&setting=indoors&topic=food&topic=community"
    paths["library-filtered"] = {code: path + question for code, path in paths["library"].items()}
    question = "?topic=food&topic=community&status=story"
    paths["case-studies-filtered"] = {code: path + question for code, path in paths["case-studies"].items()}
    hungarian = paths["guide-untranslated"]["hu"]
    paths["guide-untranslated"] = {"hu": hungarian, "en": f"{hungarian}?from=en"}
    return paths


def paths_of(translation_key: Any) -> dict[str, str]:
    """The path of a work in each language in which it is live."""
    from wagtail.models import Page

    found = {}
    for page in Page.objects.filter(translation_key=translation_key).live().select_related("locale"):
        found[page.locale.language_code] = f"/{page.url.split('/', 3)[3]}" if "://" in page.url else page.url
    return found


def read_id(folder: str) -> str:
    """The id of a work of the sample library, which is its translation key."""
    for path in sorted(
        (path for library in LIBRARIES for path in (library / folder).glob("*.md")), reverse=True
    ):
        front_matter = yaml.safe_load(path.read_text().split("---")[1])
        if "id" in front_matter:
            return str(front_matter["id"])
    raise LookupError(f"{folder} has no file with an id")


if __name__ == "__main__":
    django.setup()
    build()
