"""What a guide may say, and what a draft may lack."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from methodology.models import GuidePage, Material, Step
from tests.small_site import REQUIRED, refusals

pytestmark = pytest.mark.django_db  # a page asks for its content type when it is made


def guide(**values) -> GuidePage:
    return GuidePage(title="Kert", slug="kert", summary="Egy kert.", **{**REQUIRED[GuidePage], **values})


def test_a_guide_with_its_required_fields_is_accepted():
    assert refusals(guide()) == {}


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("duration_min", "duration_max"),
        ("preparation_min", "preparation_max"),
        ("group_size_min", "group_size_max"),
    ],
)
def test_ranges_the_wrong_way_round_are_refused_at_the_larger_value_even_in_a_draft(low, high):
    for is_draft in (False, True):
        refused = refusals(guide(**{low: 90, high: 60}), is_draft)
        assert set(refused) == {high}
        assert "90" in refused[high]
    assert refusals(guide(**{low: 60, high: 60})) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("duration_min", 0),
        ("duration_max", 366 * 24 * 60 + 1),
        ("group_size_min", 0),
        ("group_size_max", 100_001),
        ("preparation_max", 0),
        ("settings", []),
        ("settings", ["on the moon"]),
        ("stages", ["nonsense"]),
        ("ingredients", ["nonsense"]),
        ("difficulty", "impossible"),
        ("origin", "stolen"),
        ("origin_url", "javascript:alert(1)"),
        ("goal", ""),
        ("goal", "x" * 141),
        ("rhythm", "x" * 61),
        ("when_to_use", ""),
        ("licence", "none"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_at_its_field(field, value):
    assert field in refusals(guide(**{field: value}))


def test_review_due_before_the_last_review_is_refused():
    values = {"last_reviewed": dt.date(2026, 5, 1), "review_due": dt.date(2026, 4, 30)}
    assert set(refusals(guide(**values), is_draft=True)) == {"review_due"}


def test_choice_sets_are_kept_in_the_order_of_their_vocabulary_without_doubles():
    page = guide(settings=["online", "indoors", "online"])
    page.clean_fields(
        exclude=[field.name for field in page._meta.concrete_fields if field.is_relation]
        + ["path", "depth", "url_path"]
    )
    assert page.settings == ["indoors", "online"]


@pytest.mark.parametrize("minutes", [0, 10_001, -5])
def test_minutes_of_a_step_are_a_possible_number(minutes):
    step = Step(title="Eleje", instruction="<p>Kezdjük.</p>", minutes=minutes)
    with pytest.raises(ValidationError) as refused:
        step.clean_fields(exclude=["page", "locale", "translation_key"])
    assert set(refused.value.message_dict) == {"minutes"}


@pytest.mark.parametrize("quantity", [Decimal(0), Decimal(-1), Decimal("1000000"), Decimal("0.001")])
def test_quantity_of_a_material_is_a_possible_number(quantity):
    with pytest.raises(ValidationError) as refused:
        Material(name="Liszt", quantity=quantity).clean_fields(exclude=["page", "locale", "translation_key"])
    assert set(refused.value.message_dict) == {"quantity"}


def test_material_per_so_many_people_says_how_many():
    with pytest.raises(ValidationError) as refused:
        Material(name="Asztal", quantity=1, per="people").clean()
    assert set(refused.value.message_dict) == {"per_people"}
    Material(name="Asztal", quantity=1, per="people", per_people=6).clean()


def test_a_draft_may_lack_what_a_public_page_must_have_but_contradict_nothing(site):
    """In the editor's form, which tells the page that it is only being saved."""
    form_class = GuidePage.get_edit_handler().get_form_class()
    formsets = {name: inline_formset([]) for name in form_class.formsets}
    data = {"title": "Csak egy cím", "slug": "cim", "body": streamfield([]), **formsets}
    required = {
        "goal",
        "summary",
        "duration_min",
        "duration_max",
        "settings",
        "when_to_use",
        "group_size_min",
    }

    def errors(*, is_draft: bool, **values):
        page = GuidePage(locale=site.homes["hu"].locale)
        form = form_class(nested_form_data({**data, **values}), instance=page, parent_page=site.homes["hu"])
        if is_draft:
            form.defer_required_fields()
        form.is_valid()
        return set(form.errors)

    assert errors(is_draft=True) & required == set()
    assert errors(is_draft=False) >= required
    assert "duration_max" in errors(is_draft=True, duration_min="90", duration_max="60")
    assert "summary" in errors(is_draft=True, summary="x" * 251)
