"""A work brings its permalink along: the code of its file, where no other work has it."""

from typing import Any

import pytest

from linking.models import Permalink
from linking.permalinks.codes import make_code
from linking.permalinks.finding import find_permalink
from methodology.models import GuidePage
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db


def code_of(page: Any) -> str:
    return Permalink.objects.get(translation_key=page.translation_key).code


def test_a_code_is_taken_over_once_and_refused_where_it_is_anothers(site: Any, library: Folder) -> None:
    library.load()
    guide = GuidePage.objects.get(slug="vetomagcsere")
    first, new = code_of(guide), make_code()
    hu = "guides/vetomagcsere/hu.md"
    library.replace(hu, "title:", f"permalink: {new.upper()[:3]} {new[3:]}\ntitle:")
    assert not library.load().is_unchanged
    assert code_of(guide) == new
    former = find_permalink(first)
    assert former is not None
    assert former.successor.code == new  # what was given out before goes on leading here
    before = rows()
    assert library.load().is_unchanged
    assert rows() == before

    copy = (library.root / hu).read_text(encoding="utf-8")
    line = (
        copy.splitlines().index(next(each for each in copy.splitlines() if each.startswith("permalink"))) + 1
    )
    copy = copy.replace("11111111-1111", "22222222-2222").replace("slug: vetomagcsere", "slug: masik")
    library.write("guides/masik/hu.md", copy)
    assert (
        f"guides/vetomagcsere/hu.md:{line}: permalink: guides/masik has the same code." in library.problems()
    )
    (library.root / hu).unlink()
    (library.root / "guides/vetomagcsere/en.md").unlink()
    message = f"guides/masik/hu.md:{line}: permalink: Another work of this site has the code {new}."
    assert library.problems() == [message]
    for wrong in ("abc234", new[:-1], "[a]", '""'):
        library.write("guides/masik/hu.md", copy.replace(f"{new.upper()[:3]} {new[3:]}", wrong))
        message = "This is not the code of a permalink: mistyped, or made up."
        assert library.problems() == [f"guides/masik/hu.md:{line}: permalink: {message}"]
    assert rows() == before
