"""What every page of ours knows about itself, and nothing about one kind of page."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField

from core import hooks
from core.addresses import is_taken_by_site, is_taken_by_work
from core.calendar import CalendarEvent
from core.choices import Licence
from core.limits import find_excess
from core.models.lean import LeanPage
from core.page_forms import BasePageCopyForm, BasePageForm
from core.permissions import PagePermissions, has_language_of
from core.public_values import public_fields
from core.references import find_images, reading
from core.search_entry import SearchEntry
from core.signals import page_saved
from core.structured_data import describe_page, make_graph
from core.translation.rules import own, synchronised, translated
from core.visibility import VisiblePageManager, is_expired

TAKEN_BY_SITE = _("The site itself answers at this address. Choose another one.")
TAKEN_BY_WORK = _(
    "Another work was public at this address, or at one below it, and links to it lead there. Choose another one."
)


class BasePage(LeanPage, Page):
    """A page with a summary, its origin and its place in both languages."""

    # What the page is, for search, exports and addresses of the library; each type has its own.
    kind: ClassVar[str] = "page"
    # The folder of the library format that holds works of this type; empty: not part of the library.
    library_folder: ClassVar[str] = ""
    # Names in the library format that differ from the fields' own; subclasses and mixins add theirs.
    library_names: ClassVar[dict[str, str]] = {"sample": "is_sample", "first_published": "first_published_at"}
    # Relations in which a page must have something to go public, each with what to say where it has nothing.
    required_children: ClassVar[dict[str, Any]] = {}
    # The page is an event, or lists events.
    has_calendar: ClassVar[bool] = False
    # Fields that no page, feed, API, index or public format may show.
    private_fields: ClassVar[tuple[str, ...]] = ()
    # Fields that say nothing to readers: where the page stands, how it is listed. Subclasses add theirs.
    internal_fields: ClassVar[tuple[str, ...]] = ("slug", "seo_title", "show_in_menus", "expire_at")
    # What readers may know in the place of a field, by its name: the attribute that says it.
    public_values: ClassVar[dict[str, str]] = {}
    # The units of numbers, by field; of parts too.
    units: ClassVar[dict[str, str]] = {}

    summary = models.TextField(
        _("summary"),
        max_length=250,
        help_text=_(
            "One or two sentences: what a reader finds here. Shown in lists, in search and when shared."
        ),
    )
    listing_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Optional. Without one, the page is shown by the picture drawn from its own data."),
    )
    authors = models.CharField(
        _("authors"),
        max_length=255,
        blank=True,
        help_text=_("Roles or organisations, as they wish to be named."),
    )
    licence = models.CharField(
        _("licence of the text"), max_length=30, choices=Licence, default=Licence.CC_BY_SA_4
    )
    is_sample = models.BooleanField(
        _("invented sample"),
        default=False,
        help_text=_("Readers see a tag: invented community and figures."),
    )
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    review_due = models.DateField(
        _("review due"), null=True, blank=True, help_text=_("When somebody should read it again.")
    )

    # Kept by core.translation: what the text of this page is (`strings_digest`, since `strings_changed_at`), and, on a
    # translation, which text of its source it was made from.
    strings_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    strings_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    is_incomplete_translation = models.BooleanField(default=False, editable=False)

    objects = VisiblePageManager()

    # Readers only read; forms that change something have views of their own.
    allowed_http_methods: ClassVar[list[str]] = ["GET", "HEAD", "OPTIONS"]
    base_form_class = BasePageForm
    copy_form_class = BasePageCopyForm
    show_in_menus_default = False
    # A copy is a work of its own, made from no other text.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "strings_digest",
        "strings_changed_at",
        "source_digest",
        "is_incomplete_translation",
    ]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    origin_panels: ClassVar[list] = [
        FieldPanel("authors"),
        FieldPanel("licence"),
        FieldPanel("is_sample"),
        MultiFieldPanel([FieldPanel("last_reviewed"), FieldPanel("review_due")], heading=_("Review")),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("listing_image"), FieldPanel("search_description")],
            heading=_("Address and sharing"),
        )
    ]

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *translated("title", "slug", "summary", "authors", "search_description"),
        *own("seo_title"),
        *synchronised(
            "show_in_menus",
            "listing_image",
            "licence",
            "is_sample",
            "last_reviewed",
            "review_due",
            "expire_at",
        ),
    ]

    class Meta:
        abstract = True

    # --- editing ----------------------------------------------------------------------------------------------------

    @classmethod
    def tabs(cls, *tabs: tuple[Any, list], origin: Sequence[Panel] = ()) -> TabbedInterface:
        """The editor's tabs: those given, as (heading, panels), then origin and address, the same for every type.

        `origin`: what a type says of where its page comes from, above what every page says.
        """
        return TabbedInterface(
            [
                *(ObjectList(panels, heading=heading) for heading, panels in tabs),
                ObjectList([*origin, *cls.origin_panels], heading=_("Origin and review")),
                ObjectList(cls.promote_panels, heading=_("Address")),
                # No tab: the dialog "set schedule", comments.
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ]
        )

    def clean(self) -> None:
        """What is wrong in any state is refused at once; what is only missing is refused when the page goes public."""
        super().clean()
        errors = self.find_mistakes()
        # What an incomplete translation lacks was asked about when it was published; its source has it.
        if not getattr(self, "is_draft_validation", False) and not self.is_incomplete_translation:
            for name, message in self.find_gaps().items():
                errors.setdefault(name, message)
        if errors:
            raise ValidationError(errors)

    def find_mistakes(self) -> dict[str, Any]:
        """Contradictions, and what no database may hold, by field name: refused even in a draft."""
        mistakes: dict[str, Any] = {**find_excess(self)}
        parent = self.get_parent() if self.path else getattr(self, "parent_to_be", None)
        if parent is not None and is_taken_by_site(parent, self.slug):
            mistakes["slug"] = TAKEN_BY_SITE
        elif parent is not None and is_taken_by_work(self, parent, self.slug):
            mistakes["slug"] = TAKEN_BY_WORK
        if self.last_reviewed and self.review_due and self.review_due < self.last_reviewed:
            mistakes["review_due"] = _("The next review cannot be due before the last one.")
        return mistakes

    def find_gaps(self) -> dict[str, Any]:
        """What a public page must have and a draft may lack, by field name, beyond its required fields."""
        return {
            field.name: Field.default_error_messages["required"]
            for field in self._meta.concrete_fields
            # The editor sends an empty paragraph for a text in which nobody has written anything.
            if isinstance(field, RichTextField)
            and not field.blank
            and not strip_tags(getattr(self, field.name)).strip()
        }

    def find_missing_children(self) -> dict[str, Any]:
        """The `required_children` that the page lacks, with what to say of each.

        Asked by what publishes without the editor's form, which asks by itself; not by `clean`, so that a page that has
        been public for long can still be saved.
        """
        return {
            relation: message
            for relation, message in self.required_children.items()
            if not getattr(self, relation).all()
        }

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and note in the same transaction what a public page says now: its translations may be outdated."""
        from core.translation.staleness import note_text

        with transaction.atomic():
            place = Page.objects.filter(pk=self.pk).values_list("url_path", flat=True).first()
            result = super().save(*args, **kwargs)
            if self.live and kwargs.get("update_fields") is None:
                note_text(self)
            page_saved.send(
                type(self),
                page=self,
                update_fields=kwargs.get("update_fields"),
                has_moved=place is not None and place != self.url_path,
            )
        return result

    def with_content_json(self, content: Any) -> Any:
        """As in Wagtail; what the public page says, and since when, is no matter of one revision.

        Each child in a revision names its page, and the database would be asked for the whole page once a child.
        """
        children = {
            relation.get_accessor_name(): relation.field.name
            for relation in get_all_child_relations(type(self))
        }
        page = super().with_content_json(
            {
                name: [{key: each for key, each in child.items() if key != children[name]} for child in value]
                if name in children
                else value
                for name, value in content.items()
            }
        )
        page.strings_digest, page.strings_changed_at = self.strings_digest, self.strings_changed_at
        return page

    def can_move_to(self, parent: Page) -> bool:
        """As in Wagtail, only within the pages of its own language, and to no address of another work."""
        return (
            super().can_move_to(parent)
            and has_language_of(self, parent)
            and not is_taken_by_work(self, parent, self.slug)
        )

    def permissions_for_user(self, user: Any) -> PagePermissions:
        """What `user` may do with the page: see `core.permissions`."""
        return PagePermissions(user, self)

    def create_alias(self, **kwargs: Any) -> Any:
        """There are no aliases: raises AliasRefusedError, a PermissionDenied."""
        from core.translation.errors import AliasRefusedError

        raise AliasRefusedError

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def kind_label(self) -> str:
        """The name of this kind of page, in the current language."""
        return str(self._meta.verbose_name)

    @property
    def language_code(self) -> str:
        """The language of the page's text."""
        return self.locale.language_code

    @property
    def photograph(self) -> Any:
        """The editor's photograph of the page with the sizes that exist, or None."""
        return (
            find_images({self.listing_image_id}).get(self.listing_image_id) if self.listing_image_id else None
        )

    @property
    def is_expired(self) -> bool:
        """The page's time has run out, whether or not the scheduler has come by since."""
        return is_expired(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An expired page is gone at its minute, not when the scheduler comes by. What the page names is read once."""
        if self.is_expired:
            raise Http404
        with reading(self):
            response = super().serve(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    def list_parts_with_references(self) -> Iterable[models.Model]:
        """The parts of the page whose texts and images are shown with it, for `core.references`."""
        return ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What base.html shows of every page (`language_links`, `structured_data`, …), and what other rooms add."""
        from core.translation.links import language_links, reader_language
        from core.translation.staleness import translation_state

        context = super().get_context(request, *args, **kwargs)
        context["language_links"] = language_links(self)
        context["translation_state"] = translation_state(self)
        context["reader_language"] = reader_language(request, self)
        context.update(hooks.collect_page_context(self, request))
        context["structured_data"] = make_graph(self, context.get("share_image"), context.get("permalink"))
        return context

    # --- what a page tells other rooms ------------------------------------------------------------------------------

    def public_fields(self) -> dict[str, Any]:
        """All that everybody may read of the page, by name, as plain values: see `core.public_shapes`."""
        return public_fields(self)

    def search_entry(self) -> SearchEntry | None:
        """The page as the reader's search knows it; None keeps it out of the index."""
        return SearchEntry(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            facets={"topic": tuple(self.topic_keys())},
            date=self.published_on,
            is_sample=self.is_sample,
            drawing=self.drawing,
        )

    def topic_keys(self) -> list[str]:
        """Keys of the page's topics; the first one draws its picture. `TopicsMixin` answers."""
        return []

    @property
    def drawing(self) -> tuple[Any, ...]:
        """The arguments of the page's picture (`core.drawing.picture`); empty where its kind has none."""
        return ()

    @property
    def published_on(self) -> datetime.date | None:
        """The day the page first went public."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    def find_hidden_fields(self) -> tuple[str, ...]:
        """The fields of this page that readers may not know: `private_fields`, and what the page itself keeps back."""
        return self.private_fields

    def calendar_event(self) -> CalendarEvent | None:
        """What can be put into a calendar; None for all but events."""
        return None

    def citation(self) -> dict[str, Any]:
        """The parts of a citation, as plain values."""
        return {
            "title": self.title,
            "authors": self.authors,
            "year": self.published_on.year if self.published_on else None,
            "language": self.language_code,
            "licence": str(Licence(self.licence).label),
            "url": self.full_url,
        }

    def structured_data(self) -> dict[str, Any]:
        """The page as a schema.org object; types override and extend it. `core.structured_data` adds what is around it."""
        return describe_page(self)
