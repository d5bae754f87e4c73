"""Works as editors make them in the admin: one of each kind, with everything that its type and a body can hold."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from wagtail.rich_text import RichText

from core.models import CustomDocument, CustomImage
from tests.factories import (
    CaseStudyPageFactory,
    CommunityPageFactory,
    CustomImageFactory,
    EventPageFactory,
    GuidePageFactory,
    NewsPageFactory,
    StandardPageFactory,
    TermFactory,
    TopicFactory,
    translate,
)
from tests.factories.case_studies import ALL_CRITERIA

# Everything that Markdown could mistake for markup, and that HTML could.
MEAN = "1. * _x_ [a](b) # ~ `c` <i>d</i> &amp; \\ | {e=1} ! – „f”"
MEAN_HTML = "1. * _x_ [a](b) # ~ `c` &lt;i&gt;d&lt;/i&gt; &amp;amp; \\ | {e=1} ! – „f”"


def make_document() -> CustomDocument:
    """A file to download, stored under a name that an address cannot have as it is."""
    document = CustomDocument(title="Meghívó", file=ContentFile(b"%PDF-1.4 hello", name="meghívó (új).pdf"))
    document.save()
    document.get_file_hash()  # as uploading does
    return document


def make_picture(name: str, color: str = "red") -> CustomImage:
    """A picture of one colour, in a file of this name."""
    image: CustomImage = CustomImageFactory(title=name, file__filename=f"{name}.jpg", file__color=color)
    image.get_file_hash()  # as uploading does
    return image


def make_body(related: Any, document: CustomDocument, image: CustomImage) -> list[tuple[str, Any]]:
    """A block of every kind; some of them twice, the second time with as little as it may hold."""
    links = (
        f'<p>Egy <a linktype="page" id="{related.pk}">mű</a>, egy '
        f'<a linktype="document" id="{document.pk}">fájl</a>, <a href="https://example.org/?a=1&amp;b=(2)">egy '
        f"cím</a> <b>és <i>még</i></b><i>valami</i>.<br/>Új sor.</p><ul><li>egy</li><li>{MEAN_HTML}</li></ul>"
        f"<ol><li>első</li></ol><p>{MEAN_HTML}</p>"
    )
    return [
        ("heading", f"Cím {MEAN}"),
        ("text", RichText(links)),
        ("image", {"image": image, "caption": 'Képaláírás "így" \\ és [úgy]'}),
        ("quote", {"text": f"Hoztam egy babot.\n— ezt is mondta\n{MEAN}", "source": f"egy vendég {MEAN}"}),
        ("tip", RichText('<p><b>Üres</b> kézzel <a href="mailto:a@example.org">is</a>.</p><p>Ez is.</p>')),
        ("warning", RichText("<p>Nedves mag.</p>")),
        (
            "table",
            {
                "caption": MEAN,
                "header": ["Mit", MEAN],
                "rows": [{"cells": ["Levél", ""]}, {"cells": ["", MEAN]}],
            },
        ),
        ("downloads", [{"document": document, "title": MEAN}, {"document": document, "title": "Másodszor"}]),
        ("video", {"title": MEAN, "url": "https://example.org/video?v=(1)&t=2"}),
        ("related", [related]),
        ("image", {"image": image, "caption": ""}),
        ("quote", {"text": "Egy sor.\n— ez nem név", "source": ""}),
        ("table", {"caption": "", "header": ["A"], "rows": [{"cells": ["1"]}]}),
    ]


COMMON = {
    "authors": f"a kör {MEAN}",
    "search_description": f"Amit a keresők mutatnak: {MEAN}",
    "licence": "cc-by-4.0",
    "is_sample": True,
    "show_in_menus": True,
    "last_reviewed": dt.date(2026, 3, 1),
    "review_due": dt.date(2027, 3, 1),
}


def fill_site() -> dict[str, Any]:
    """One work of each kind with every field filled, by its kind; the guide and the community in both languages."""
    document, image, listing = make_document(), make_picture("tal"), make_picture("lista", "blue")
    topic = TopicFactory(key="food", form="furrows")
    term = TermFactory(key="bean", definition_hu=MEAN)
    term.synonyms.create(language_code="hu", text=f"bab {MEAN}")
    term.topic_links.create(topic=topic)
    term.save()
    common = {**COMMON, "listing_image": listing}
    other = GuidePageFactory(title="no", slug="masik", steps=0, topics=[topic])
    guide = GuidePageFactory(
        **common,
        title="2023",
        goal=MEAN,
        rhythm="hetente",
        duration_note="kb.",
        preparation_note=MEAN,
        group_size_note="vagy több",
        difficulty_note="eleinte",
        setting_note="sátorban is",
        when_not_to_use=f"<p>{MEAN_HTML}</p><p>Még egy.</p>",
        prerequisites="<p>Semmi.</p>",
        pitfalls="<ul><li>Egy</li></ul>",
        variations="<p>Sok.</p>",
        inclusion="<p>Mindenki.</p>",
        follow_up="<p>Utána.</p>",
        preparation_min=10,
        preparation_max=20,
        difficulty="easy",
        settings=["indoors", "outdoors"],
        origin="adapted",
        origin_source=MEAN,
        origin_licence="CC0",
        origin_url="https://example.org/x?y=1&z=2",
        ingredients=["networks", "vision"],
        stages=["starting_out"],
        topics=[topic],
        body=make_body(other, document, image),
        roles=[{"name": MEAN, "count": 2, "task": "x" * 90}, {"name": "true", "task": "no"}],
        materials=[
            {"name": "~", "quantity": Decimal("2.50"), "unit": "", "per": "people", "per_people": 6, "note": MEAN},
            {"name": "null", "quantity": None, "unit": "", "per": "group"},
        ],
        steps=[
            {
                "title": f"Lépés {MEAN} {{minutes=3}}",
                "minutes": 20,
                "instruction": f"<p>{MEAN_HTML}</p><ol><li>így</li></ol>",
                "tip": "<p>Ügyesen.</p>",
                "warning": "<p>Óvatosan.</p>",
                "image": image,
            },
            {"title": "Üres #", "minutes": None},
        ],
        related_guides=[{"guide": other}],
        next_guides=[{"guide": other}],
    )  # fmt: skip
    community = CommunityPageFactory(
        **common,
        title="Kör: a kertben",
        founded_note="tavasszal",
        members_note="ebből hat gyerek",
        what_brought_together="<p>Az eső.</p>",
        community_kind="village",
        latitude=Decimal("46.84523"),
        longitude=Decimal("16.84154"),
        precision="exact",
        founded="2019-03",
        members=24,
        offers_updated=dt.date(2026, 1, 2),
        website="https://example.org/",
        facebook="https://www.facebook.com/pelda",
        contact_email="titok@example.org",
        stage="starting_out",
        joined="2020",
        programme_phase="first_round",
        last_confirmed=dt.date(2026, 2, 3),
        topics=[topic],
        offers=[
            {"direction": "offer", "topic": topic, "text": MEAN, "guide": guide},
            {"direction": "need", "topic": None, "text": "segítő kéz", "guide": None},
        ],
        body=[("text", RichText("<p>Ennyi.</p>"))],
    )
    case = CaseStudyPageFactory(
        **common,
        **ALL_CRITERIA,
        title="Eset",
        place="Alsóbodzás, a bolt mögött",
        participants_note="jobbára nők",
        partners="a bolt",
        funders="senki",
        aims="<p>Közös.</p>",
        what_helped="<p>Sok.</p>",
        what_hindered="<p>Kevés.</p>",
        what_failed="<p>Semmi.</p>",
        lessons="<p>Ez az.</p>",
        community=community,
        county="zala",
        place_precision="settlement",
        started="2023-02-14",
        ended="2024",
        stage="deepening",
        participants=12,
        status="good_practice",
        decided_on=dt.date(2026, 1, 1),
        topics=[topic],
        guides=[{"guide": guide}],
        timeline=2,
        costs=[{"item": "Mag", "amount": Decimal("12.50"), "currency": "EUR", "year": 2023}],
        results=[
            {
                "indicator": "fajta", "value": Decimal("-3.25"), "unit": "db", "measured_on": "2024-01",
                "measured_by": "mi", "source": MEAN,
            }
        ],
        body=[("related", [guide, community])],
    )  # fmt: skip
    event = EventPageFactory(
        **common,
        title="Vásár",
        access="<nem HTML>",
        registration="a boltban",
        address="Fő utca 1.",
        online_url="https://example.org/online",
        registration_url="https://example.org/reg",
        community=community,
        start=dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),  # the hour that is there twice
        end=dt.datetime(2026, 10, 25, 1, 30, 15, tzinfo=dt.UTC),
        topics=[topic],
        body=[("text", RichText("<p>Gyertek.</p>"))],
    )
    news = NewsPageFactory(**common, title="Hír", date=dt.date(2026, 4, 5), topics=[topic])
    standard = StandardPageFactory(**common, title="Rólunk", show_in_footer=True)
    translate(guide)
    translate(community)
    works = {"guide": guide, "community": community, "case": case, "event": event, "news": news}
    return {**works, "standard": standard, "other": other}
