"""Image files of a library: each content is stored once, whatever its name and in how many works it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Model
from PIL import Image, UnidentifiedImageError
from wagtail.utils.file import hash_filelike

from core.models import CustomImage
from linking.library.documents import ImageRef, Text
from linking.library.problems import Problem
from linking.library.walking import find_references

NO_CONSENT = "Ask everybody who can be recognised in the pictures, then write “consent: true”; also where nobody can be."


@dataclass(frozen=True)
class Mention:
    """A place where a text names an image file, with the alternative text that it gives there, if any."""

    file: str
    line: int
    language_code: str
    alt: str


@dataclass
class ImageFile:
    """A file that a work names. `mistake` says why it cannot be used; `image_id` is set once the image exists.

    `has_consent` is what the work says of its pictures, `mentions` are the places where its texts name the file.
    """

    path: Path
    file_hash: str = ""
    mistake: str = ""
    image_id: int | None = None
    has_consent: bool = False
    mentions: tuple[Mention, ...] = ()


def inspect_image(folder: Path, name: str) -> ImageFile:
    """Look at the file beside a text: it has to be there and to be an image of an allowed kind and size."""
    path = folder / name
    if not name or path.parent != folder or not path.is_file():
        return ImageFile(path, mistake=f"There is no file “{name}” beside this one.")
    if path.suffix.lower().removeprefix(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
        return ImageFile(
            path, mistake=f"“{name}”: images are {', '.join(settings.WAGTAILIMAGES_EXTENSIONS)}."
        )
    if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        return ImageFile(path, mistake=f"“{name}” is too large.")
    try:
        with Image.open(path) as image:
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ImageFile(path, mistake=f"“{name}” is not an image.")
    with path.open("rb") as file:
        return ImageFile(path, file_hash=hash_filelike(file))


def find_unready_pictures(text: Text, has_consent: bool) -> Iterator[Problem]:
    """What the pictures of a source still need: no page is published without (`core.pictures`)."""
    described: dict[str, bool] = {}
    lines: dict[str, int] = {}
    for placed in find_references(text):
        if isinstance(placed.value, ImageRef):
            name = placed.value.name
            described[name] = described.get(name, False) or bool(placed.value.alt.strip())
            lines[name] = min(placed.line, lines.get(name, placed.line))
    if lines and not has_consent:
        yield Problem(text.file, min(lines.values()), "consent", NO_CONSENT)
    for name, is_described in described.items():
        if not is_described:
            yield Problem(text.file, lines[name], "", f"Say what the picture shows: ![what it shows]({name})")


def find_stored(images: dict[tuple[str, str], ImageFile]) -> None:
    """Tell each file the stored image with the same content, where there is one."""
    hashes = {image.file_hash for image in images.values() if image.file_hash}
    stored = dict(
        CustomImage.objects.filter(file_hash__in=hashes).order_by("-pk").values_list("file_hash", "pk")
    )
    for image in images.values():
        image.image_id = stored.get(image.file_hash)


class ImageStore:
    """Stores images and remembers which it made, so that a failed import can take the files away again."""

    def __init__(self) -> None:
        self.made: list[CustomImage] = []

    def store(self, file: ImageFile) -> bool:
        """Make the image if no image has its content. True if it was made."""
        if file.image_id is not None:
            return False
        same = next((image for image in self.made if image.file_hash == file.file_hash), None)
        if same is None:
            content = ContentFile(file.path.read_bytes(), name=file.path.name)
            same = CustomImage(title=file.path.stem, file=content, file_hash=file.file_hash)
            same.file_size = content.size
            same.save()
            self.made.append(same)
            file.image_id = same.pk
            return True
        file.image_id = same.pk
        return False

    def discard(self) -> None:
        """Take the files of the images away: their rows have been rolled back."""
        for image in self.made:
            image.file.storage.delete(image.file.name)


def delete_unused(file: Model) -> bool:
    """Delete an image or a document that nothing refers to. True if it is gone."""
    if file.get_usage().count():  # type: ignore[attr-defined]
        return False
    file.delete()
    return True
