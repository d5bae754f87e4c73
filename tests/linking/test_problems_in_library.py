"""What is wrong between files, or between files and the site, is found before anything is written."""

from typing import Any

import pytest

from linking.library.problems import LibraryError
from methodology.models import GuidePage
from tests.linking.folders import GUIDE_HU, Folder, rows

pytestmark = pytest.mark.django_db

HU, EN = "guides/vetomagcsere/hu.md", "guides/vetomagcsere/en.md"


def test_every_problem_of_every_file_is_told_and_nothing_is_written(site: Any, library: Folder) -> None:
    library.replace(HU, "topics: [food, repair]", "topics: [food, repare]")
    library.replace(HU, "duration_max: 120", "duration_max: 60")
    library.replace(HU, "    per_people: 6\n", "")
    library.replace(HU, "ingredients:", "related_guides: [guides/nincs, guides/vetomagcsere]\ningredients:")
    library.replace(HU, "[!VIDEO", "![Egy tál](tal.jpg)\n\n[!VIDEO")
    library.replace(EN, "slug: seed-swap", "slug: Seed-Swap")
    (library.root / "guides/vetomagcsere/szöveg.png").write_text("no image")
    library.replace(HU, "Elköszöntök.", "Elköszöntök.\n\n![Nem kép](szöveg.png)")
    before = rows()
    assert library.problems() == [
        f"{EN}:4: slug: An address has small letters without accents, numbers and hyphens: “seed-swap”.",
        f"{EN}:49: body: This does not mirror {HU}:64: image there, video here.",
        f"{HU}:6: topics.2: There is no topic “repare”.",
        f"{HU}:12: duration_max: This is less than the smaller value, 90.",
        f"{HU}:28: materials.2.per_people: Say for how many people this quantity is enough.",
        f"{HU}:32: related_guides.1: There is no work “guides/nincs”.",
        f"{HU}:64: body: There is no file “tal.jpg” beside this one.",
        (
            f"{HU}:64: consent: Ask everybody who can be recognised in the pictures, then write “consent: true”; "
            "also where nobody can be."
        ),
        f"{HU}:90: steps.3.image: “szöveg.png” is not an image.",
    ]
    assert rows() == before


def test_guide_without_a_topic_is_refused(site: Any, library: Folder) -> None:
    library.replace(HU, "topics: [food, repair]\n", "")
    assert library.problems() == [f"{HU}:1: topics: A public page needs at least one topic."]


def test_text_that_is_too_long_for_its_field_is_refused_in_either_language(
    site: Any, library: Folder
) -> None:
    library.replace(HU, "summary: Magot cseréltek", f"summary: {'x' * 250}Magot cseréltek")
    library.replace(EN, "summary: You swap seed", f"summary: {'x' * 250}You swap seed")
    before, found = rows(), library.problems()
    assert {problem.split(":")[0] for problem in found if ": summary: " in problem and "250" in problem} == {
        HU,
        EN,
    }
    assert rows() == before


def test_reference_to_another_kind_of_work_is_refused(site: Any, library: Folder) -> None:
    library.replace(HU, "ingredients:", "related_guides: [communities/x]\ningredients:")
    library.write(
        "communities/x/hu.md",
        """
        ---
        id: 22222222-2222-4222-8222-222222222222
        title: X
        slug: x
        summary: X.
        settlement: X
        county: zala
        latitude: 16.7
        longitude: 46.6
        ---

        # how_it_began

        X.
        """,
    )
    assert library.problems() == [
        "communities/x/hu.md:8: latitude: Latitude and longitude are the wrong way round.",
        f"{HU}:33: related_guides.1: “communities/x” is a community, not a methodology guide.",
    ]


def test_address_that_two_works_want_is_refused(site: Any, library: Folder) -> None:
    library.write("guides/masik/hu.md", GUIDE_HU.replace("11111111-1111", "44444444-1111"))
    assert library.problems() == [f"{HU}:4: slug: guides/masik has the same address."]


def test_address_that_a_page_of_the_site_has_is_refused(site: Any, library: Folder) -> None:
    library.load()
    library.write("guides/masik/hu.md", GUIDE_HU.replace("11111111-1111", "44444444-1111"))
    (library.root / HU).unlink()
    (library.root / EN).unlink()
    assert library.problems() == [
        "guides/masik/hu.md:4: slug: Another page has this address: “Vetőmagcsere”."
    ]


def test_id_of_a_page_of_another_type_is_refused(site: Any, library: Folder) -> None:
    library.replace(HU, "11111111-1111-4111-8111-111111111111", str(site.root_page.translation_key))
    assert library.problems() == [f"{HU}:2: id: The work with this id is a home page (“Kezdőlap”)."]


def test_source_cannot_move_to_the_other_language(site: Any, library: Folder) -> None:
    library.load()
    (library.root / EN).unlink()
    (library.root / HU).rename(library.root / EN)
    assert library.problems() == [
        f"{EN}:2: id: The work with this id has its source in another language (hu)."
    ]


def test_good_practice_answers_its_criteria(site: Any, library: Folder) -> None:
    library.write(
        "case-studies/bab/hu.md",
        """
        ---
        id: 33333333-3333-4333-8333-333333333333
        title: Bab
        slug: bab
        summary: Bab.
        community: communities/nincs
        started: 2023-13
        status: good_practice
        criterion_new: Új.
        topics: [food]
        ---

        # situation

        Így volt.
        """,
    )
    problems = library.problems()
    assert [problem.partition(": ")[0] + problem.partition(": ")[2][:12] for problem in problems] == [
        "case-studies/bab/hu.md:1criterion_go",
        "case-studies/bab/hu.md:1criterion_qu",
        "case-studies/bab/hu.md:1criterion_tr",
        "case-studies/bab/hu.md:1decided_on: ",
        "case-studies/bab/hu.md:6community: T",
        "case-studies/bab/hu.md:7started: Wri",
    ]


def test_blocks_that_are_too_long_are_named(site: Any, library: Folder) -> None:
    library.replace(HU, "[!VIDEO Így csináljuk]", f"[!VIDEO {'x' * 200}]")
    assert library.problems() == [
        f"{HU}:64: body: Ensure this value has at most 120 characters (it has 200)."
    ]


def test_term_of_an_unknown_topic_is_refused(site: Any, library: Folder) -> None:
    library.write("terms.yaml", "- key: bean\n  names: {hu: bab, en: bean}\n  topics: [beans]\n")
    assert library.problems() == ["terms.yaml:3: topics: There is no topic “beans”."]


def test_page_that_refuses_at_last_undoes_everything(site: Any, library: Folder, monkeypatch: Any) -> None:
    """What no check before could know: here, a page type that refuses when it is published."""
    from django.core.exceptions import ValidationError

    def refuse(self: GuidePage, *_args: Any, **_kwargs: Any) -> None:
        raise ValidationError({"goal": "Not today."})

    monkeypatch.setattr(GuidePage, "full_clean", refuse)
    before = rows()
    with pytest.raises(LibraryError) as error:
        library.load()
    assert [str(problem) for problem in error.value.problems] == [f"{HU}:10: goal: Not today."]
    assert rows() == before


def test_folder_that_is_none(db: None, folder: Folder) -> None:
    folder.root.rmdir()
    assert folder.problems() == [f"{folder.root}:1: There is no such folder."]
