"""What is no text in a body follows the source at once; its text waits for translators."""

from typing import Any

import pytest

from core.blocks import BodyBlock
from core.translation.streams import merge_streams
from tests.factories import CustomImageFactory, StandardPageFactory, publish, reloaded, translate

BODY = BodyBlock()


def text(key: str, value: str) -> dict[str, Any]:
    return {"id": key, "type": "text", "value": value}


def image(key: str, pk: int, caption: str = "") -> dict[str, Any]:
    return {"id": key, "type": "image", "value": {"image": pk, "caption": caption}}


def related(key: str, *pks: int) -> dict[str, Any]:
    return {
        "id": key,
        "type": "related",
        "value": [{"id": f"r{pk}", "type": "item", "value": pk} for pk in pks],
    }


def test_a_chosen_image_follows_and_its_caption_does_not() -> None:
    merged = merge_streams(BODY, [image("a", 2, "Új felirat")], [image("a", 1, "Caption")])
    assert merged == [image("a", 2, "Caption")]


def test_text_stays_and_its_order_too() -> None:
    source = [text("b", "<p>kettő</p>"), text("a", "<p>egy</p>"), text("c", "<p>három</p>")]
    target = [text("a", "<p>one</p>"), text("b", "<p>two</p>")]
    assert merge_streams(BODY, source, target) == target


def test_a_block_without_text_comes_to_its_place() -> None:
    source = [text("a", "<p>egy</p>"), image("i", 7), text("b", "<p>kettő</p>"), related("r", 3)]
    target = [text("a", "<p>one</p>"), text("b", "<p>two</p>")]
    merged = merge_streams(BODY, source, target)
    assert merged == [text("a", "<p>one</p>"), image("i", 7), text("b", "<p>two</p>"), related("r", 3)]


def test_two_blocks_without_text_keep_their_order() -> None:
    source = [image("i", 7), related("r", 3), text("a", "<p>egy</p>")]
    merged = merge_streams(BODY, source, [text("a", "<p>one</p>")])
    assert [block["id"] for block in merged] == ["i", "r", "a"]


def test_a_block_without_text_goes_with_the_source() -> None:
    assert merge_streams(BODY, [], [image("i", 7), text("a", "<p>one</p>")]) == [text("a", "<p>one</p>")]


def test_chosen_works_follow_whole() -> None:
    assert merge_streams(BODY, [related("r", 3, 4)], [related("r", 1)]) == [related("r", 3, 4)]


def test_a_text_that_the_source_has_cleared_stays_until_it_is_translated_again() -> None:
    assert merge_streams(BODY, [text("a", "")], [text("a", "<p>one</p>")]) == [text("a", "<p>one</p>")]


def test_a_file_follows_and_its_name_does_not() -> None:
    def downloads(pk: int, title: str) -> dict[str, Any]:
        item = {"id": "f", "type": "item", "value": {"document": pk, "title": title}}
        return {"id": "d", "type": "downloads", "value": [item]}

    merged = merge_streams(BODY, [downloads(2, "Címkék")], [downloads(1, "Labels")])
    assert merged == [downloads(2, "Labels")]


def test_an_address_of_a_video_follows() -> None:
    def video(title: str, url: str) -> dict[str, Any]:
        return {"id": "v", "type": "video", "value": {"title": title, "url": url}}

    merged = merge_streams(
        BODY, [video("Így", "https://example.org/new")], [video("Like this", "https://example.org/old")]
    )
    assert merged == [video("Like this", "https://example.org/new")]


def test_cells_of_a_table_stay_as_they_are() -> None:
    def table(*cells: str) -> dict[str, Any]:
        items = [{"id": f"c{number}", "type": "item", "value": cell} for number, cell in enumerate(cells)]
        return {"id": "t", "type": "table", "value": {"caption": "x", "header": items, "rows": []}}

    assert merge_streams(BODY, [table("Mit", "", "Mennyit")], [table("What", "")]) == [table("What", "")]


def test_broken_blocks_are_left_out_and_break_nothing() -> None:
    source = [{"type": "text"}, "text", {"id": "x", "type": "unknown", "value": 1}, image("i", 7)]
    assert merge_streams(BODY, source, [text("a", "<p>one</p>")]) == [image("i", 7), text("a", "<p>one</p>")]


@pytest.mark.django_db
def test_publishing_the_source_changes_the_images_of_the_translation(home: Any) -> None:
    first, second = CustomImageFactory(), CustomImageFactory()
    page = StandardPageFactory(
        body=[("text", "<p>Ez az.</p>"), ("image", {"image": first, "caption": "Kép"})]
    )
    english = translate(page)
    page.body = [
        {"id": page.body[0].id, "type": "text", "value": "<p>Ez az.</p>"},
        {"id": page.body[1].id, "type": "image", "value": {"image": second.pk, "caption": "Kép"}},
    ]
    publish(page)
    english = reloaded(english)
    assert [block.id for block in english.body] == [block.id for block in page.body]
    assert english.body[1].value["image"] == second
    assert english.body[1].value["caption"] == "EN: Kép"
    assert english.body[0].value.source == "<p>EN: Ez az.</p>"
