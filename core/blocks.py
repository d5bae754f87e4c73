"""The blocks of a page's body: few, and named for what they are."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.references import find_documents, find_images, find_pages
from core.visibility import VisiblePageQuerySet

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
NOTE_FEATURES = ["bold", "link"]


def _newest(model: Any) -> int | None:
    """The primary key of the newest object, for previews; None where there is none."""
    return model.objects.order_by("-pk").values_list("pk", flat=True).first()


class OnceReadChooserMixin:
    """A chooser whose objects are read with all others that the page names (`core.references`).

    In migrations it stays the block of Wagtail that it is made of: what is kept is the same.
    """

    # Gives a mapping by primary key of what is chosen.
    find: Any = None

    def bulk_to_python(self, values: Any) -> list[Any]:
        """The chosen objects in the order of their primary keys `values`; None for none and for what is gone."""
        found = type(self).find({pk for pk in values if pk is not None})
        return [None if pk is None else found.get(pk) for pk in values]

    def deconstruct(self) -> Any:
        """As the class that this is mixed into."""
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        wagtails = next(base for base in type(self).__mro__ if base.__module__.startswith("wagtail."))
        return f"{wagtails.__module__}.{wagtails.__name__}", args, kwargs


class OnceReadImageChooserBlock(OnceReadChooserMixin, ImageChooserBlock):
    """An image, with the sizes that exist."""

    find = staticmethod(find_images)


class OnceReadDocumentChooserBlock(OnceReadChooserMixin, DocumentChooserBlock):
    """A file."""

    find = staticmethod(find_documents)


class OnceReadPageChooserBlock(OnceReadChooserMixin, blocks.PageChooserBlock):
    """A page, with the texts of its work."""

    find = staticmethod(find_pages)


class HeadingBlock(blocks.CharBlock):
    """A heading inside the body; the template gives it an anchor made of the block's id."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading_block.html"
        max_length = 120
        preview_value = "Mire figyeljetek?"


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text_block.html"
        preview_value = "<p>Kérdezzétek meg egymást, <b>mielőtt boltba megyünk</b>.</p>"


class ImageBlock(blocks.StructBlock):
    """A photograph with its caption; credit and licence come from the image itself."""

    image = OnceReadImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=255, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image_block.html"

    def get_preview_value(self) -> Any:
        """The newest image of the site."""
        return self.to_python({"image": _newest(get_image_model()), "caption": "Három rekesz a bolt mögött"})

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        """A drawing stands for the picture on a site that has none yet."""
        if value["image"] is None:
            return "core_admin/image_block_preview.html"
        return str(super().get_preview_template(value, context))


class QuoteBlock(blocks.StructBlock):
    """A voice, named by role."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(
        label=_("Who said it"), max_length=120, required=False, help_text=_("A role, not a name.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote_block.html"
        preview_value = {"text": "Hoztam egy marék babot, és hazavittem hét nevet.", "source": "egy vendég"}


class TipBlock(blocks.RichTextBlock):
    """A knack: what makes it easier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": NOTE_FEATURES, **kwargs})

    class Meta:
        icon = "pick"
        label = _("Knack")
        template = "blocks/tip_block.html"
        preview_value = "<p>A leghangosabb asztalt tegyétek középre.</p>"


class WarningBlock(blocks.RichTextBlock):
    """What to be careful with."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": NOTE_FEATURES, **kwargs})

    class Meta:
        icon = "warning"
        label = _("Careful")
        template = "blocks/warning_block.html"
        preview_value = "<p>Nedves mag ne menjen zárt tasakba.</p>"


class TableRowBlock(blocks.StructBlock):
    """One row of a table."""

    cells = blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False), label=_("Cells"), min_num=1)

    class Meta:
        label = _("Row")


class TableBlock(blocks.StructBlock):
    """A table of rows and cells, so that every cell is a string that a translator meets."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=255, required=False)
    header = blocks.ListBlock(
        blocks.CharBlock(label=_("Column"), required=False), label=_("Columns"), min_num=1
    )
    rows = blocks.ListBlock(TableRowBlock(), label=_("Rows"), min_num=1)

    def clean(self, value: Any) -> Any:
        """Every row has as many cells as there are columns."""
        cleaned = super().clean(value)
        width = len(cleaned["header"])
        for number, row in enumerate(cleaned["rows"], start=1):
            if len(row["cells"]) != width:
                raise blocks.StructBlockValidationError(
                    non_block_errors=[
                        _("Row %(row)d has %(cells)d cells, but there are %(columns)d columns.")
                        % {"row": number, "cells": len(row["cells"]), "columns": width}
                    ]
                )
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table_block.html"
        preview_value = {
            "caption": "Mennyi fér bele?",
            "header": ["Mit", "Mennyit"],
            "rows": [{"cells": ["Levél", "két vödör"]}, {"cells": ["Konyhai maradék", "egy vödör"]}],
        }


class DownloadBlock(blocks.StructBlock):
    """One file to download, under a name of its own."""

    document = OnceReadDocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Name"), max_length=120)

    class Meta:
        label = _("File")


class DownloadsBlock(blocks.ListBlock):
    """Files to download."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DownloadBlock(), **kwargs)

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "blocks/downloads_block.html"

    def get_preview_value(self) -> Any:
        """The newest file of the site."""
        document = _newest(get_document_model())
        return self.to_python([{"document": document, "title": "Meghívó"}] if document else [])

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        """A link without an address stands for the file on a site that has none yet."""
        return str(
            super().get_preview_template(value, context)
            if value
            else "core_admin/downloads_block_preview.html"
        )


class VideoLinkBlock(blocks.StructBlock):
    """A link to a video. The video is not embedded: no request of a reader leaves this site by itself."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address"))

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Adds `host`, so that a reader sees where the link leads."""
        context = super().get_context(value, parent_context)
        context["host"] = urlsplit(value.get("url") or "").hostname or ""
        return context

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "blocks/video_link_block.html"
        preview_value = {"title": "Így készül a rakétakályha", "url": "https://example.org/video"}


class RelatedWorksBlock(blocks.ListBlock):
    """Works to read next to this text; each is shown in the reader's language and only if everybody may see it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(OnceReadPageChooserBlock(label=_("Work")), **kwargs)

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Adds `works`: `url`, `title` and `kind_label` of those visible in the page's language, in the editor's order."""
        context = super().get_context(value, parent_context)
        page = (parent_context or {}).get("page")
        language_code = page.language_code if page is not None else "hu"
        chosen = [work.pk for work in value if work is not None]
        pages = find_pages(set(chosen))
        texts = (pages.find_visible(pk, language_code) for pk in chosen)
        works = {text.translation_key: text for text in texts if text is not None}
        context["works"] = [
            {"url": work.url, "title": work.title, "kind_label": work.specific_class._meta.verbose_name}
            for work in works.values()
        ]
        return context

    class Meta:
        icon = "link"
        label = _("Related works")
        template = "blocks/related_works_block.html"

    def get_preview_value(self) -> Any:
        """The newest public page of the site."""
        visible = VisiblePageQuerySet(Page).visible_to_everyone().filter(depth__gt=2)
        page = visible.order_by("-pk").values_list("pk", flat=True).first()
        return self.to_python([page] if page else [])


class BodyBlock(blocks.StreamBlock):
    """Everything that may stand in a body."""

    heading = HeadingBlock()
    text = TextBlock()
    image = ImageBlock()
    quote = QuoteBlock()
    tip = TipBlock()
    warning = WarningBlock()
    table = TableBlock()
    downloads = DownloadsBlock()
    video = VideoLinkBlock()
    related = RelatedWorksBlock()
