"""Files that have changed since the last import: updated in place, with their identities, and translations stale."""

from typing import Any

import pytest
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation

from core.translation.staleness import is_stale
from linking.library.policies import Policy
from methodology.models import GuidePage, Topic
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db

HU, EN = "guides/vetomagcsere/hu.md", "guides/vetomagcsere/en.md"


@pytest.fixture
def library(site: Any, library: Folder) -> Folder:
    library.load()
    return library


def guide(language_code: str) -> GuidePage:
    return GuidePage.objects.get(
        translation_key="11111111-1111-4111-8111-111111111111", locale__language_code=language_code
    )


def stale() -> bool:
    return is_stale(guide("en"), guide("hu"))


def step_keys(language_code: str) -> dict[str, str]:
    return {step.title: str(step.translation_key) for step in guide(language_code).steps.all()}


def test_changed_minutes_keep_the_step_and_reach_the_translation(library: Folder) -> None:
    page, keys, blocks = guide("hu"), step_keys("hu"), [block.id for block in guide("hu").body]
    library.replace(HU, "{minutes=20}", "{minutes=25}")
    lines: list[str] = []
    outcome = library.load(progress=lines.append)
    assert str(outcome) == "1 updated, 3 unchanged"
    assert "guides/vetomagcsere: hu update (steps)" in lines
    assert guide("hu").pk == page.pk
    assert step_keys("hu") == keys
    assert [block.id for block in guide("hu").body] == blocks
    assert [step.minutes for step in guide("en").steps.all()] == [25, 70, None]
    assert not stale()


def test_changed_text_leaves_the_translation_published_and_stale(library: Folder) -> None:
    keys = step_keys("hu")
    library.replace(HU, "Cserél, aki akar.", "Cserél, aki akar, és amit akar.")
    library.load()
    assert step_keys("hu") == keys
    assert guide("hu").steps.all()[1].instruction == "<p>Cserél, aki akar, és amit akar.</p>"
    assert (guide("en").live, guide("en").steps.all()[1].instruction) == (
        True,
        "<p>Whoever wants to swaps.</p>",
    )
    assert stale()


def test_stale_translation_stays_stale_at_every_further_import(library: Folder) -> None:
    library.replace(HU, "Cserél, aki akar.", "Cserél, aki akar, és amit akar.")
    library.load()
    before = rows()
    assert library.load().is_unchanged
    assert rows() == before
    assert stale()


def test_translation_that_follows_is_published_and_up_to_date(library: Folder) -> None:
    library.replace(HU, "Cserél, aki akar.", "Cserél, aki akar, és amit akar.")
    library.load()
    library.replace(EN, "Whoever wants to swaps.", "Whoever wants to swaps what they want.")
    library.load()
    assert guide("en").steps.all()[1].instruction == "<p>Whoever wants to swaps what they want.</p>"
    assert not stale()


def test_translation_that_follows_in_part_is_kept_as_a_draft(library: Folder) -> None:
    library.replace(HU, "Cserél, aki akar.", "Cserél, aki akar, és amit akar.")
    library.load()
    library.replace(EN, "You say goodbye.", "You say your goodbyes.")
    library.load()
    page = guide("en")
    assert page.steps.last().instruction == "<p>You say goodbye.</p>"
    assert page.get_latest_revision_as_object().steps.last().instruction == "<p>You say your goodbyes.</p>"
    assert page.has_unpublished_changes
    assert stale()


def test_source_text_that_returns_makes_the_translation_current_again(library: Folder) -> None:
    library.replace(HU, "Cserél, aki akar.", "Cserél, aki akar, és amit akar.")
    library.load()
    library.replace(HU, "Cserél, aki akar, és amit akar.", "Cserél, aki akar.")
    library.load()
    assert not stale()


def test_added_step_gets_a_key_of_its_own_and_the_others_keep_theirs(library: Folder) -> None:
    keys = step_keys("hu")
    library.replace(
        HU, "## Csere {minutes=70}", "## Kör {minutes=5}\n\nMindenki bemutatkozik.\n\n## Csere {minutes=70}"
    )
    library.replace(EN, "## Swap", "## Round\n\nEverybody says who they are.\n\n## Swap")
    library.load()
    now = step_keys("hu")
    assert list(now) == ["Kirakodás", "Kör", "Csere", "Zárás"]
    assert {title: now[title] for title in keys} == keys
    assert list(step_keys("en").values()) == list(now.values())
    assert not stale()


def test_reordered_steps_keep_their_keys_in_both_languages(library: Folder) -> None:
    keys = step_keys("hu")
    for path, first in ((HU, "## Csere {minutes=70}"), (EN, "## Swap")):
        text = (library.root / path).read_text(encoding="utf-8")
        head, tail = text[: text.index("# steps")], text[text.index("# steps") :]
        begin = tail.index("\n## ")
        middle = tail.index(first)
        end = tail.index("## Zárás") if path == HU else tail.index("## Closing")
        moved = f"{tail[:begin]}\n{tail[middle:end]}{tail[begin + 1 : middle]}{tail[end:]}"
        (library.root / path).write_text(head + moved, encoding="utf-8")
    library.load()
    assert list(step_keys("hu")) == ["Csere", "Kirakodás", "Zárás"]
    assert step_keys("hu") == keys
    assert list(step_keys("en")) == ["Swap", "Unpacking", "Closing"]
    assert not stale()


def test_entries_reordered_in_the_source_only_are_refused(library: Folder) -> None:
    hungarian = (library.root / HU).read_text(encoding="utf-8")
    host = "  - name: Házigazda\n    count: 2\n    task: köszönti, aki jön\n"
    note_taker = "  - name: Jegyző\n    task: felírja a fajtákat\n"
    (library.root / HU).write_text(hungarian.replace(host + note_taker, note_taker + host), encoding="utf-8")
    assert library.problems() == [
        f"{EN}:10: roles.1.name: The source has another order now: move this to the same place.",
        f"{EN}:12: roles.2.name: The source has another order now: move this to the same place.",
    ]


def test_slug_changed_in_the_source_alone_makes_nothing_stale(library: Folder) -> None:
    library.replace(HU, "slug: vetomagcsere", "slug: magcsere")
    library.load()
    assert guide("hu").slug == "magcsere"
    assert not stale()


def test_field_taken_out_of_the_file_is_emptied(library: Folder) -> None:
    library.replace(HU, "duration_note: pakolással\n", "")
    library.replace(EN, "duration_note: with packing\n", "")
    library.load()
    assert (guide("hu").duration_note, guide("en").duration_note) == ("", "")


def test_topic_changed_in_its_file_is_updated(library: Folder) -> None:
    library.replace("topics.yaml", "[ennivaló, étel]", "[ennivaló, eleség]")
    assert str(library.load()) == "1 updated, 3 unchanged"
    assert [each.text for each in Topic.objects.get(key="food").synonyms.all()] == [
        "ennivaló",
        "eleség",
        "gardening",
    ]


# --- editors ----------------------------------------------------------------------------------------------------------


def edit(language_code: str = "hu") -> None:
    page = guide(language_code)
    page.goal = "Ahogy a szerkesztő írta."
    page.save_revision().publish()


def test_edited_page_is_kept_while_its_file_is_the_same(library: Folder) -> None:
    edit()
    lines: list[str] = []
    assert str(library.load(progress=lines.append)) == "3 unchanged, 1 kept as editors have it"
    assert guide("hu").goal == "Ahogy a szerkesztő írta."
    assert "guides/vetomagcsere: hu kept as editors have it (goal)" in lines


def test_edited_page_whose_file_has_changed_too_is_refused(library: Folder) -> None:
    edit()
    library.replace(HU, "{minutes=20}", "{minutes=25}")
    before = rows()
    assert library.problems() == [
        f"{HU}:1: This page was changed in the admin since the last import; --overwrite puts the file's text back."
    ]
    assert rows() == before


def test_edited_page_is_overwritten_when_asked_for(library: Folder) -> None:
    edit()
    library.load(policy=Policy.OVERWRITE)
    assert guide("hu").goal == "Mindenki hazavisz egy magot."


def test_edited_translation_whose_file_has_changed_too_is_refused(library: Folder) -> None:
    page = guide("en")
    page.goal = "As the translator has it."
    page.save_revision().publish()
    library.replace(EN, "You say goodbye.", "You say your goodbyes.")
    assert [problem.partition(": ")[0] for problem in library.problems()] == [f"{EN}:1"]


def translate_by_hand(
    user: Any, path: str = "goal", text: str = "As the translator saved it."
) -> StringTranslation:
    """A string that somebody has saved in the translator's editor and not published."""
    string = StringTranslation.objects.get(context__path=path, locale__language_code="en")
    string.data, string.last_translated_by = text, user
    string.save()
    return string


def test_saved_string_of_a_translator_outlasts_a_change_of_the_source(
    library: Folder, admin_user: Any
) -> None:
    string = translate_by_hand(admin_user)
    library.replace(HU, "title: Vetőmagcsere", "title: Nagy vetőmagcsere")
    assert str(library.load()) == "1 updated, 3 unchanged"
    string.refresh_from_db()
    assert string.data == "As the translator saved it."


def test_saved_string_whose_file_has_changed_too_is_refused_or_overwritten(
    library: Folder, admin_user: Any
) -> None:
    string = translate_by_hand(admin_user)
    library.replace(EN, "You say goodbye.", "You say your goodbyes.")
    assert [problem.partition(": ")[0] for problem in library.problems()] == [f"{EN}:1"]
    library.load(policy=Policy.OVERWRITE)
    string.refresh_from_db()
    assert (string.data, string.last_translated_by) == (guide("en").goal, None)
    library.replace(EN, "You say your goodbyes.", "You say goodbye.")
    assert str(library.load()) == "1 updated, 3 unchanged"


def test_draft_of_an_editor_is_not_lost(library: Folder) -> None:
    page = guide("hu")
    page.goal = "Vázlat."
    page.save_revision()
    assert library.load().is_unchanged
    library.replace(HU, "{minutes=20}", "{minutes=25}")
    assert [problem.partition(": ")[0] for problem in library.problems()] == [f"{HU}:1"]


def test_edit_that_the_file_follows_is_no_edit_any_more(library: Folder) -> None:
    edit()
    library.replace(HU, "goal: Mindenki hazavisz egy magot.", "goal: Ahogy a szerkesztő írta.")
    assert library.load().is_unchanged
    library.replace(HU, "{minutes=20}", "{minutes=25}")
    assert str(library.load()) == "1 updated, 3 unchanged"


def test_translation_of_a_withdrawn_source_is_refused(library: Folder) -> None:
    guide("hu").unpublish()
    library.replace(EN, "You say goodbye.", "You say your goodbyes.")
    assert [problem.partition(": ")[0] for problem in library.problems()] == [f"{EN}:1"]


def test_edited_topic_whose_file_has_changed_too_is_refused(library: Folder) -> None:
    topic = Topic.objects.get(key="food")
    topic.name_hu = "Étel"
    topic.save()
    assert library.load().is_unchanged
    library.replace("topics.yaml", "en: Food", "en: Foods")
    assert library.problems() == [
        "topics.yaml:1: food: An editor has changed it since the last import; --overwrite puts the file's text back."
    ]


def test_deleted_page_is_made_again_with_its_id(library: Folder) -> None:
    guide("hu").delete()
    assert not Page.objects.filter(translation_key="11111111-1111-4111-8111-111111111111").exists()
    library.load()
    assert (guide("hu").live, guide("en").live) == (True, True)
    assert not stale()


def test_unchanged_import_makes_no_revision(library: Folder) -> None:
    count = Revision.objects.count()
    library.load()
    assert Revision.objects.count() == count
