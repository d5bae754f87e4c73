"""What a library says of its pictures: what they show, in each language, and that who is shown has consented.

A picture is stored once, in however many works it stands, so it is described by all of them together; where they differ,
the first one holds. `ImportedThing.digest` keeps, for a picture that a library brought, a short hash of each value that
its files gave it: another one of the stored value shows an edit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from core.models import CustomImage
from linking.library.images import ImageFile, Mention
from linking.library.memory import fingerprint
from linking.library.policies import Action, Policy, choose
from linking.library.problems import Problem
from linking.library.works import Work
from linking.models import ImportedThing

CONSENT = "has_consent"
# In the order in which the digest has them.
VALUES = ("alt_hu", "alt_en", CONSENT)
TEXTS = {field.name: field for field in CustomImage._meta.concrete_fields if field.name in VALUES}

EDITED = "What this picture shows was written in the admin since the last import; --overwrite puts the file's text back."


@dataclass
class Description:
    """What the files say of one picture, by field, and what becomes of it.

    `files` are those with its content, `place` the first of them. `image` is the stored one, with the new values, until
    it is written only in memory; None: it does not exist yet. `recorded` has the hashes of the last import; None: no
    library brought the picture.
    """

    place: str
    files: list[ImageFile]
    said: dict[str, str | bool]
    image: CustomImage | None = None
    recorded: dict[str, str] | None = None
    actions: dict[str, Action] = field(default_factory=dict)

    @property
    def action(self) -> Action:
        """What becomes of the picture on the whole; one that is made is a part of its work."""
        return next(
            (each for each in (Action.UPDATE, Action.KEEP) if each in self.actions.values()), Action.SAME
        )

    @property
    def changes(self) -> list[str]:
        """The fields that are new."""
        return [name for name in VALUES if self.actions.get(name) is Action.UPDATE]


def plan_descriptions(
    images: Mapping[tuple[str, str], ImageFile], policy: Policy
) -> tuple[list[Description], list[Problem]]:
    """Decide what becomes of every picture; problems are words that do not fit, or that an editor has changed as well."""
    descriptions: dict[str, Description] = {}
    for (folder, name), file in images.items():
        if file.file_hash:
            description = descriptions.setdefault(file.file_hash, Description(f"{folder}/{name}", [], {}))
            description.files.append(file)
    ids = {file.image_id for file in images.values() if file.image_id is not None}
    stored = CustomImage.objects.in_bulk(ids) if ids else {}
    recorded = _recorded(ids)
    problems: list[Problem] = []
    for description in descriptions.values():
        problems += _read(description)
        image_id = description.files[0].image_id
        if image_id is not None:
            description.image, description.recorded = stored[image_id], recorded.get(image_id)
            problems += _decide(description, policy)
    return list(descriptions.values()), problems


def find_gaps(
    descriptions: Iterable[Description], work: Work, language_code: str
) -> Iterator[tuple[Mention, str]]:
    """What keeps `work`, written in this language, from being published after this import, and where it is shown.

    Its files say enough, but an editor has taken something back, or has never said it of a picture of theirs.
    """
    for description in descriptions:
        mention = next(
            (each for file in description.files if file.path.parent == work.folder for each in file.mentions),
            None,
        )
        if mention is not None and description.image is not None:
            yield from ((mention, gap) for gap in description.image.find_gaps(language_code))


def write_descriptions(descriptions: Iterable[Description]) -> None:
    """Give the pictures what was planned; those that have been made since, everything. They are stored by now."""
    for description in descriptions:
        changed = description.changes
        if description.image is None:
            image_id = next((file.image_id for file in description.files if file.image_id is not None), None)
            if image_id is None:
                continue  # named by works alone that stay as editors have them
            description.image, changed = CustomImage.objects.get(pk=image_id), list(description.said)
            _put_on(description.image, description.said, changed)
        if changed:
            description.image.save(update_fields=changed)


def record_descriptions(descriptions: Iterable[Description]) -> None:
    """Remember what the files said, as far as it is so now: what an editor writes later differs from it."""
    by_key = {str(each.image.pk): each for each in descriptions if each.image is not None}
    things = ImportedThing.objects.filter(kind="image", key__in=by_key) if by_key else ()
    for thing in things:
        description = by_key[thing.key]
        recorded = _from_digest(thing.digest)
        for name, value in description.said.items():
            if getattr(description.image, name) == value:
                recorded[name] = _hash(value)
        if _to_digest(recorded) != thing.digest:
            thing.digest = _to_digest(recorded)
            thing.save(update_fields=["digest"])


def _read(description: Description) -> Iterator[Problem]:
    """What all files say together; problems are words that do not fit."""
    for file in description.files:
        for mention in file.mentions:
            name = f"alt_{mention.language_code}"
            try:
                TEXTS[name].run_validators(mention.alt)
            except ValidationError as error:
                yield Problem(mention.file, mention.line, "", error.messages[0])
            if mention.alt:
                description.said.setdefault(name, mention.alt)
        if file.has_consent:
            description.said[CONSENT] = True


def _decide(description: Description, policy: Policy) -> Iterator[Problem]:
    """Decide for each value by itself, and put the new ones on the picture."""
    for name, said in description.said.items():
        stored = getattr(description.image, name)
        if stored == said:
            continue
        known = (description.recorded or {}).get(name)
        if known:
            is_edited = _hash(stored) != known
        else:
            # Nobody has written what is empty; but only an editor says of an editor's picture that it may be shown.
            is_edited = bool(stored) or (name == CONSENT and description.recorded is None)
        # What no import has noted may have been in the file for long.
        action = choose(policy, is_edited=is_edited, is_file_new=bool(known) and _hash(said) != known)
        description.actions[name] = action
        if action is Action.REFUSE:
            code = name.removeprefix("alt_")
            mention = next(
                each
                for file in description.files
                for each in file.mentions
                if each.language_code == code and each.alt == said
            )
            yield Problem(mention.file, mention.line, "", EDITED)
    _put_on(description.image, description.said, description.changes)


def _put_on(image: CustomImage | None, said: Mapping[str, str | bool], names: Iterable[str]) -> None:
    for name in names:
        setattr(image, name, said[name])


def _recorded(ids: Iterable[int]) -> dict[int, dict[str, str]]:
    keys = [str(pk) for pk in ids]
    things = ImportedThing.objects.filter(kind="image", key__in=keys) if keys else ()
    return {int(thing.key): _from_digest(thing.digest) for thing in things}


def _hash(value: str | bool) -> str:
    return fingerprint(str(value))


def _to_digest(recorded: Mapping[str, str]) -> str:
    return ":".join(recorded.get(name, "") for name in VALUES)


def _from_digest(digest: str) -> dict[str, str]:
    return {name: part for name, part in zip(VALUES, digest.split(":"), strict=False) if part}
