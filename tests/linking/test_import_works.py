"""Works that refer to each other, works written in English first, translations out of date on purpose."""

from pathlib import Path
from typing import Any

import pytest

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from core.translation.staleness import is_stale
from home.models import HomePage
from methodology.models import GuidePage, Term
from tests.linking.folders import GUIDE_EN, GUIDE_HU, Folder, rows

pytestmark = pytest.mark.django_db

COMMUNITY = """
---
id: 22222222-2222-4222-8222-222222222222
title: Alsóbodzás
slug: alsobodzas
summary: Tíz ember egy faluban.
settlement: Alsóbodzás
county: zala
latitude: 46.631
longitude: 16.742
contact_email: kor@example.org
offers:
  - direction: offer
    topic: food
    text: Negyven kiló bab.
    guide: guides/vetomagcsere
---

# how_it_began

Egy majálison.

# body

[!RELATED case-studies/bab, guides/vetomagcsere]
"""

CASE_STUDY = """
---
id: 33333333-3333-4333-8333-333333333333
title: Bab
slug: bab
summary: Visszakerült a bab.
topics: [food]
community: communities/alsobodzas
guides: [guides/vetomagcsere]
started: 2023-02
results:
  - indicator: Bab
    value: 23
    unit: fajta
    measured_on: 2026-10
costs:
  - item: Tasak
    amount: 14500
    year: 2023
---

# situation

Így volt.
"""


@pytest.fixture
def circle(library: Folder) -> Folder:
    """A guide, a case study and a community that refer to each other in a circle; the front page names two of them."""
    library.replace(
        "guides/vetomagcsere/hu.md", "ingredients:", "related_guides: [guides/masik]\ningredients:"
    )
    library.write(
        "guides/masik/hu.md",
        GUIDE_HU.replace("11111111-1111", "44444444-1111")
        .replace("slug: vetomagcsere", "slug: masik")
        .replace("ingredients:", "next_guides: [guides/vetomagcsere]\ningredients:"),
    )
    library.write("communities/alsobodzas/hu.md", COMMUNITY)
    library.write("case-studies/bab/hu.md", CASE_STUDY)
    library.write(
        "home/hu.md",
        """
        ---
        id: 1a2f7a86-f6b9-4e00-9acd-bbbd2c8b4764
        title: Kezdőlap
        slug: kezdolap
        summary: Összegzés.
        headline: Cím
        lead: Lead
        guides: [guides/masik, guides/vetomagcsere]
        case_study: case-studies/bab
        ---
        """,
    )
    return library


def test_works_that_refer_to_each_other_in_circles_are_complete(site: Any, circle: Folder) -> None:
    from linking.library.policies import Policy

    circle.load(policy=Policy.OVERWRITE)  # the front page was there before
    guide, other = GuidePage.objects.get(slug="vetomagcsere"), GuidePage.objects.get(slug="masik")
    community, case_study = CommunityPage.objects.get(), CaseStudyPage.objects.get()
    home = HomePage.objects.get(slug="kezdolap")
    assert [link.guide for link in guide.related_guides.all()] == [other]
    assert [link.guide for link in other.next_guides.all()] == [guide]
    assert case_study.community == community
    assert [link.guide for link in case_study.guides.all()] == [guide]
    assert community.offers.get().guide == guide
    assert community.body.get_prep_value()[0]["value"][0]["value"] == case_study.pk
    assert ([link.guide for link in home.featured_guides.all()], home.case_study) == (
        [other, guide],
        case_study,
    )
    assert community.get_latest_revision_as_object().offers.first().guide == guide
    before = rows()
    assert circle.load().is_unchanged
    assert rows() == before


def test_reference_to_a_work_of_an_earlier_import_is_known_by_its_path(
    site: Any, library: Folder, tmp_path: Path
) -> None:
    library.load()
    later = Folder(tmp_path / "later")
    later.write("communities/alsobodzas/hu.md", COMMUNITY.replace("case-studies/bab, ", ""))
    later.load()
    assert CommunityPage.objects.get().offers.get().guide == GuidePage.objects.get(slug="vetomagcsere")


# --- languages --------------------------------------------------------------------------------------------------------


def test_work_written_in_english_only(site: Any, library: Folder) -> None:
    (library.root / "guides/vetomagcsere/hu.md").unlink()
    library.write("guides/vetomagcsere/en.md", GUIDE_HU.replace("slug: vetomagcsere", "slug: seed-swap"))
    library.load()
    page = GuidePage.objects.get()
    assert (page.locale.language_code, page.get_parent().slug) == ("en", "methods")


def test_work_written_in_english_first_and_translated_into_hungarian(site: Any, library: Folder) -> None:
    library.write("guides/vetomagcsere/en.md", GUIDE_HU.replace("slug: vetomagcsere", "slug: seed-swap"))
    library.write(
        "guides/vetomagcsere/hu.md",
        GUIDE_EN.replace("translation_of: hu", "translation_of: en").replace(
            "slug: seed-swap", "slug: magcsere"
        ),
    )
    library.load()
    source, translation = GuidePage.objects.get(slug="seed-swap"), GuidePage.objects.get(slug="magcsere")
    assert (source.locale.language_code, translation.locale.language_code) == ("en", "hu")
    assert translation.get_parent().slug == "modszertar"
    assert source.source_digest == ""
    assert not is_stale(translation, source)


def test_translation_added_later(site: Any, library: Folder) -> None:
    english = (library.root / "guides/vetomagcsere/en.md").read_text(encoding="utf-8")
    (library.root / "guides/vetomagcsere/en.md").unlink()
    library.load()
    library.write("guides/vetomagcsere/en.md", english)
    assert str(library.load()) == "1 created, 3 unchanged"
    assert GuidePage.objects.get(slug="seed-swap").live


def test_translation_out_of_date_on_purpose(site: Any, library: Folder) -> None:
    path = "guides/vetomagcsere/en.md"
    library.replace(
        path,
        "goal:",
        'translated_from:\n  summary: "Régen mást írtunk."\n  steps.3.instruction: "Elköszöntök, és kész."\ngoal:',
    )
    library.load()
    source, translation = GuidePage.objects.get(slug="vetomagcsere"), GuidePage.objects.get(slug="seed-swap")
    assert source.summary == "Magot cseréltek, és nevet kap a bab."
    assert (translation.live, translation.summary) == (True, "You swap seed, and beans get a name.")
    assert translation.steps.last().instruction == "<p>You say goodbye.</p>"
    assert (is_stale(translation, source), translation.is_incomplete_translation) == (True, False)
    before = rows()
    assert library.load().is_unchanged
    assert rows() == before


def test_translation_that_is_no_longer_called_out_of_date_is_current(site: Any, library: Folder) -> None:
    path = "guides/vetomagcsere/en.md"
    declaration = 'translated_from:\n  summary: "Régen mást írtunk."\n'
    library.replace(path, "goal:", f"{declaration}goal:")
    library.load()
    library.replace(path, declaration, "")
    library.load()
    source, translation = GuidePage.objects.get(slug="vetomagcsere"), GuidePage.objects.get(slug="seed-swap")
    assert not is_stale(translation, source)


def test_links_may_stand_in_another_order_in_the_translation(site: Any, library: Folder) -> None:
    library.replace(
        "guides/vetomagcsere/hu.md",
        "[megrohad](https://example.org/mag)",
        "[egy](https://example.org/1) és [két](https://example.org/2)",
    )
    library.replace(
        "guides/vetomagcsere/en.md",
        "[rots](https://example.org/mag)",
        "[two](https://example.org/2) and [one](https://example.org/1)",
    )
    library.load()
    assert GuidePage.objects.get(slug="seed-swap").pitfalls.startswith(
        '<p>Wet seed <a href="https://example.org/2">two</a> and <a href="https://example.org/1">one</a>.</p>'
    )


def test_markup_in_texts_is_escaped(site: Any, library: Folder) -> None:
    library.replace(
        "guides/vetomagcsere/hu.md", "Elköszöntök.", "Ha 1 < 2 & 3 > 2, \\<script>alert(1)\\</script>."
    )
    library.replace("guides/vetomagcsere/en.md", "You say goodbye.", "If 1 < 2 & 3 > 2, \\<b>x.")
    library.load()
    assert GuidePage.objects.get(slug="vetomagcsere").steps.last().instruction == (
        "<p>Ha 1 &lt; 2 &amp; 3 &gt; 2, &lt;script&gt;alert(1)&lt;/script&gt;.</p>"
    )
    assert (
        GuidePage.objects.get(slug="seed-swap").steps.last().instruction
        == "<p>If 1 &lt; 2 &amp; 3 &gt; 2, &lt;b&gt;x.</p>"
    )


# --- terms ------------------------------------------------------------------------------------------------------------


def test_terms_know_their_topics(site: Any, library: Folder) -> None:
    library.write(
        "terms.yaml",
        """
        - key: heirloom
          names: {hu: tájfajta, en: heirloom}
          topics: [food]
          sample: true
        """,
    )
    library.load()
    term = Term.objects.get()
    assert (term.is_sample, [link.topic.key for link in term.topic_links.all()]) == (True, ["food"])
    before = rows()
    assert library.load().is_unchanged
    assert rows() == before
