"""Files to download of a library: each content is stored once, whatever its name and in how many works it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.utils.file import hash_filelike

from core.models import CustomDocument


@dataclass
class DocumentFile:
    """A file that a work names. `mistake` says why it cannot be used; `document_id` is set once the document exists."""

    path: Path
    file_hash: str = ""
    mistake: str = ""
    document_id: int | None = None


def inspect_document(folder: Path, name: str) -> DocumentFile:
    """Look at the file beside a text: it has to be there and to be of an allowed kind."""
    path = folder / name
    if not name or path.parent != folder or path.suffix == ".md" or not path.is_file():
        return DocumentFile(path, mistake=f"There is no file “{name}” beside this one.")
    allowed = settings.WAGTAILDOCS_EXTENSIONS
    if path.suffix.lower().removeprefix(".") not in allowed:
        return DocumentFile(path, mistake=f"“{name}”: files to download are {', '.join(allowed)}.")
    with path.open("rb") as file:
        return DocumentFile(path, file_hash=hash_filelike(file))


def find_stored_documents(files: Iterable[DocumentFile]) -> None:
    """Tell each file the stored document with the same content, where there is one."""
    files = list(files)
    hashes = {file.file_hash for file in files if file.file_hash}
    found = CustomDocument.objects.filter(file_hash__in=hashes).order_by("-pk") if hashes else ()
    stored = {document.file_hash: document.pk for document in found}
    for file in files:
        file.document_id = stored.get(file.file_hash)


class DocumentStore:
    """Stores documents and remembers which it made, so that a failed import can take the files away again."""

    def __init__(self) -> None:
        self.made: list[CustomDocument] = []

    def store(self, file: DocumentFile) -> bool:
        """Make the document if none has its content. True if it was made."""
        if file.document_id is not None:
            return False
        same = next((document for document in self.made if document.file_hash == file.file_hash), None)
        is_new = same is None
        if same is None:
            content = ContentFile(file.path.read_bytes(), name=file.path.name)
            same = CustomDocument(title=file.path.stem, file=content, file_hash=file.file_hash)
            same.file_size = content.size
            same.save()
            self.made.append(same)
        file.document_id = same.pk
        return is_new

    def discard(self) -> None:
        """Take the files of the documents away: their rows have been rolled back."""
        for document in self.made:
            document.file.storage.delete(document.file.name)
