"""Words learnt from the library's own translations: what is learnt, what it finds, and when it is forgotten."""

from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.search_entry import Section
from methodology.models import GuidePage
from search import index
from search.entries import Entry, Text
from search.lexicon.learning import Lesson
from search.lexicon.segments import list_segments
from search.lexicon.store import find_translations
from search.models import AttestedPair, DueLesson
from search.tasks import learn_words
from tests.search.library import Library, ask, titles

CODES = ("hu", "en")
SENTENCES = [
    ("A kert szép.", "The garden is beautiful."),
    ("A kertben komposzt érik.", "Compost ripens in the garden."),
    ("Komposztot forgatunk.", "We turn compost."),
    ("Szép a ház.", "The house is beautiful."),
]


def make_entry(work: str, pairs: list[tuple[str, str]]) -> Entry:
    """A work whose only section has these sentences."""
    texts = (
        Text(
            code,
            f"/{code}/{work}/",
            "",
            sections=(Section("x", "", " ".join(each[place] for each in pairs)),),
        )
        for place, code in enumerate(CODES)
    )
    return Entry(work, "guide", tuple(texts))


def test_sentences_answer_one_another_where_there_are_as_many() -> None:
    segments = list(list_segments(make_entry("a", SENTENCES), CODES))
    assert len(segments) == len(SENTENCES)
    one, other = segments[2]
    assert ("komposzt" in one, "compost" in other, "kert" in one) == (True, True, False)
    shorter = make_entry("a", [(SENTENCES[0][0], "The garden. Is beautiful."), SENTENCES[1]])
    assert len(list(list_segments(shorter, CODES))) == 1  # the section as a whole


def test_a_work_in_one_language_teaches_nothing() -> None:
    entry = make_entry("a", SENTENCES)
    assert list(list_segments(Entry("a", "guide", entry.texts[:1]), CODES)) == []


def test_words_that_answer_one_another_are_learnt_with_the_works_that_attest_them() -> None:
    lesson = Lesson(CODES)
    lesson.read([make_entry("first", SENTENCES[:3]), make_entry("second", SENTENCES[2:])])
    pairs = {pair.terms: pair for pair in lesson.learn()}
    assert pairs["kert", "garden"].works == ("first",)
    assert set(pairs["komposzt", "compost"].works) == {"first", "second"}
    assert ("kert", "compost") not in pairs
    assert all(0 < pair.sureness <= 1 for pair in pairs.values())


def test_an_empty_library_teaches_nothing() -> None:
    assert Lesson(CODES).learn() == []


# --- in the search --------------------------------------------------------------------------------------------------


@pytest.fixture
def taught(library: Library) -> Library:
    """A library that has told in both languages what a scythe is, and has more about it in Hungarian only."""
    guide = library.guide("Kasza élezése", summary="A kasza szerszám.")
    library.guide("Whetting a scythe", "en", summary="The scythe is a tool.", translation_of=guide)
    library.guide("Kaszával a réten", summary="Hajnalban.")
    index.rebuild()
    return library


def found(text: str) -> set[str]:
    return set(titles(ask(text)))


ALL = {"Kasza élezése", "Whetting a scythe", "Kaszával a réten"}


def test_a_work_in_the_other_language_only_is_found_by_what_was_learnt(taught: Library) -> None:
    assert found("scythes") == ALL
    assert titles(ask("scythe"))[-1] == "Kaszával a réten"  # below what says it as it was typed


def test_a_word_typed_without_accents_has_its_translations(library: Library) -> None:
    guide = library.guide("Élesztő", summary="Az élesztő él.")
    library.guide("Yeast", "en", summary="The yeast is alive.", translation_of=guide)
    library.guide("A yeast in the cellar", "en")
    index.rebuild()
    assert "A yeast in the cellar" in found("eleszto") & found("élesztő")


def test_what_only_a_hidden_work_attests_is_used_no_more_at_once(taught: Library) -> None:
    page = GuidePage.objects.get(title="Whetting a scythe")
    with taught.commit():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert found("scythe") == set()


def test_what_an_expired_text_attests_is_used_no_more(taught: Library) -> None:
    now = timezone.now()
    with taught.commit():
        page = GuidePage.objects.get(title="Whetting a scythe")
        page.expire_at = now + timezone.timedelta(days=1)
        page.save()
    assert found("scythe") == ALL
    with time_machine.travel(now + timezone.timedelta(days=2)):
        assert found("scythe") == set()


def test_what_a_draft_says_is_not_learnt(library: Library) -> None:
    guide = library.guide("Kasza", summary="Kasza.")
    library.guide("Scythe", "en", summary="Scythe.", translation_of=guide, live=False)
    library.guide("Kaszával a réten")
    index.rebuild()
    assert found("scythe") == set()
    assert not AttestedPair.objects.exists()


def test_what_a_text_says_no_more_is_forgotten(taught: Library) -> None:
    page = GuidePage.objects.get(title="Whetting a scythe")
    page.title, page.summary = "Whetting a sickle", "The sickle is a tool."
    with taught.commit():
        page.save_revision().publish()
    assert not AttestedPair.objects.filter(term="scyth").exists()
    assert AttestedPair.objects.filter(term="tool").exists()
    assert found("scythe") == set()


def test_translations_come_surest_first_and_only_for_what_is_known(taught: Library) -> None:
    translations = find_translations(["scythe", "zsiráf"], CODES)
    assert translations["zsiráf"] == []
    assert translations["scythe"][0][:2] == ("hu", "kasza")
    sureness = [each[2] for each in translations["scythe"]]
    assert sureness == sorted(sureness, reverse=True)


# --- when -----------------------------------------------------------------------------------------------------------


def test_the_worker_is_asked_for_one_lesson(library: Library, queue: Callable) -> None:
    library.guide("Kasza")
    library.guide("Kapa")
    (asked,) = queue(learn_words)
    assert asked.task.run_after is not None
    learn_words.call()
    assert not DueLesson.objects.exists()
    library.guide("Kapanyél")
    assert len(queue(learn_words)) == 2


def test_a_rebuild_waits_for_no_lesson(taught: Library, queue: Callable) -> None:
    AttestedPair.objects.all().delete()
    index.rebuild()
    assert not AttestedPair.objects.exists()
    assert len(queue(learn_words)) == 1
    learn_words.call()
    assert found("scythes") == ALL


def test_a_lesson_that_was_lost_is_asked_for_again(library: Library, queue: Callable) -> None:
    library.guide("Kasza")
    DueLesson.objects.update(due_at="2020-01-01T00:00Z")
    library.guide("Kapa")
    assert len(queue(learn_words)) == 2
