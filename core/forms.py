"""Forms of the admin that take files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ReadableImageField(WagtailImageField):
    """Refuses what begins like a picture and is none, and what is too large to open, where Wagtail's would fail."""

    def to_python(self, data: Any) -> Any:
        """The uploaded file. Raises ValidationError where nobody could see a picture in it."""
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except DecompressionBombError as error:
            raise ValidationError(
                _("This picture has more than %(pixels)d million pixels. Make it smaller first."),
                code="file_too_many_pixels",
                params={"pixels": self.max_image_pixels // 1_000_000},
            ) from error
        # Each reader of a format has errors of its own.
        except Exception as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class ImageForm(BaseImageForm):
    """Wagtail's form for images, with a field for the file that refuses what cannot be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail makes the field by itself, whatever the model or the class of the form says.
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = ReadableImageField(
                label=field.label, required=field.required, widget=field.widget
            )
