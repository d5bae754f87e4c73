"""Who may see a work, as its source file says it: everybody, or only those whom its restriction lets in."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from linking.library.problems import Problems
from linking.library.yamldata import Entry, Mapping, Scalar, Sequence

LOGIN, GROUPS, PASSWORD = PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD
EXPECTED = "Write login, {password: the password} or {groups: [names of groups]}."


@dataclass(frozen=True)
class Restriction:
    """`kind` is Wagtail's `restriction_type`; `groups` are names, in the order of the alphabet."""

    kind: str
    password: str = ""
    groups: tuple[str, ...] = ()


def read_restriction(entry: Entry | None, line: int, problems: Problems) -> Restriction | None:
    """What `restriction` says; None and a problem for anything else."""
    if isinstance(entry, Scalar) and entry.text.strip() == LOGIN:
        return Restriction(LOGIN)
    if isinstance(entry, Mapping) and list(entry.items) == [PASSWORD]:
        password = entry.items[PASSWORD]
        if isinstance(password, Scalar) and 0 < len(password.text) <= 255:
            return Restriction(PASSWORD, password=password.text)
    if isinstance(entry, Mapping) and list(entry.items) == [GROUPS]:
        names = entry.items[GROUPS]
        if isinstance(names, Sequence) and all(
            isinstance(each, Scalar) and each.text for each in names.items
        ):
            groups = tuple(sorted(each.text for each in names.items if isinstance(each, Scalar)))
            unknown = set(groups) - set(Group.objects.filter(name__in=groups).values_list("name", flat=True))
            for name in sorted(unknown):
                problems.add(line, "restriction", f"There is no group “{name}”.")
            return None if unknown else Restriction(GROUPS, groups=groups)
    problems.add(line, "restriction", EXPECTED)
    return None


def find_restriction(page: Page) -> Restriction | None:
    """The restriction of the page itself, not of one above it."""
    stored = page.view_restrictions.order_by("pk").first()
    if stored is None:
        return None
    return Restriction(
        stored.restriction_type,
        password=stored.password if stored.restriction_type == PASSWORD else "",
        groups=tuple(sorted(stored.groups.values_list("name", flat=True)))
        if stored.restriction_type == GROUPS
        else (),
    )


def restrict(page: Page, restriction: Restriction | None) -> None:
    """Give the page this restriction, in the place of another one. None changes nothing: an import lifts none."""
    if restriction is None or find_restriction(page) == restriction:
        return
    page.view_restrictions.all().delete()
    stored = page.view_restrictions.create(restriction_type=restriction.kind, password=restriction.password)
    stored.groups.set(Group.objects.filter(name__in=restriction.groups))
