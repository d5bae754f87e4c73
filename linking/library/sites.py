"""The site itself: its two languages, its front page and the pages that every site has (`home/structure`)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from linking.library.importing import Outcome, Progress, import_library
from linking.library.policies import Policy
from linking.library.shapes import library_types
from linking.models import ImportedWork

STRUCTURE = Path(settings.BASE_DIR) / "home" / "structure"
FRONT_PAGE = "home"  # its folder

# What Wagtail's first migration makes.
WELCOME_TITLE = "Welcome to your new Wagtail site!"
DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def set_up_site(structure: Path = STRUCTURE, progress: Progress = lambda _line: None) -> Outcome:
    """Make whatever is missing of the languages, the front page, the standard pages and the site's own record.

    Changes nothing that is there, and makes nothing again that an editor has deleted. Raises LibraryError if the files
    of the structure are wrong.
    """
    for language_code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        _locale, created = Locale.objects.get_or_create(language_code=language_code)
        if created:
            progress(f"language {language_code} added")
    outcome = import_library(structure, policy=Policy.ONLY_NEW, progress=progress)
    front_page = _find_front_page()
    if front_page is not None:
        _set_up_record(front_page, progress)
    return outcome


def _find_front_page() -> Page | None:
    record = ImportedWork.objects.filter(path=FRONT_PAGE).first()
    model = library_types()[FRONT_PAGE]
    if record is None:
        return None
    return model._default_manager.filter(
        translation_key=record.translation_key, locale__language_code=record.language_code
    ).first()


def _set_up_record(front_page: Page, progress: Progress) -> None:
    """The site's address follows the settings; its root is the front page, unless an editor has chosen another one."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = _find_welcome_page()
    address = urlsplit(settings.BASE_URL)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or DEFAULT_PORTS.get(address.scheme, 80),
        "site_name": site.site_name or settings.WAGTAIL_SITE_NAME,
    }
    if site.root_page_id is None or (welcome is not None and site.root_page_id == welcome.pk):
        wanted["root_page_id"] = front_page.pk
    elif site.root_page_id != front_page.pk:
        progress(f"the site begins at “{site.root_page}”, which editors have chosen; it stays so")
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        if "root_page_id" in wanted:
            site.root_page = front_page
        site.save()
        progress(f"site {site.hostname}:{site.port} begins at “{site.root_page}”")
    if welcome is not None and site.root_page_id != welcome.pk:
        welcome.delete()


def _find_welcome_page() -> Page | None:
    """Wagtail's welcome page, as long as nobody has touched it or put a page below it."""
    page = Page.objects.filter(depth=2, title=WELCOME_TITLE, latest_revision__isnull=True, numchild=0).first()
    return page if page is not None and page.specific_class is Page else None
