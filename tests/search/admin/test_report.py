"""The report "Searches" and the page of one query: who may see them, what they add up, what they keep silent about."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, PageViewRestriction
from wagtail.users.models import UserProfile

from home.people import COORDINATORS, EDITORS, TRANSLATORS
from search.models import ClickCount, QueryCount
from tests.factories import UserFactory
from tests.search.library import Library

REPORT, QUERY = "/admin/reports/searches/", "/admin/reports/searches/query/"
QUERY_BUDGET = 28  # of which Wagtail's own page takes most; the same for any number of rows

pytestmark = pytest.mark.django_db


def make_count(
    text: str, week: dt.date, searches: int = 3, language_code: str = "hu", **values: Any
) -> QueryCount:
    values = {"found": 2, "matched": 1, "key": text, **values}
    return QueryCount.objects.create(
        week=week, language_code=language_code, text=text, searches=searches, **values
    )


def click(count: QueryCount, work: uuid.UUID, clicks: int = 1) -> None:
    ClickCount.objects.create(query=count, work=work, clicks=clicks)


def read(client: Client, path: str = REPORT, status: int = 200, **parameters: Any) -> BeautifulSoup:
    response = client.get(path, parameters)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def table(page: BeautifulSoup) -> list[list[str]]:
    """The rows of the report; of the query only its words."""
    rows = []
    for row in page.select("table.listing tbody tr"):
        cells = row.select("td, th")
        title = cells[0].select_one(".title-wrapper") or cells[0]
        rows.append([title.get_text(strip=True), *(cell.get_text(" ", strip=True) for cell in cells[1:])])
    return rows


def queries(page: BeautifulSoup) -> list[str]:
    return [row[0] for row in table(page)]


@pytest.mark.parametrize("group", [EDITORS, COORDINATORS])
def test_editors_see_the_report_and_find_it_in_the_menu(log_in: Callable, group: str) -> None:
    client = log_in(group)
    assert read(client).select_one("#header-title, h1, h2, .w-breadcrumbs")
    menu = client.get("/admin/").content.decode()
    assert REPORT in menu
    assert "search-terms" not in menu


def test_translators_do_not(log_in: Callable) -> None:
    client = log_in(TRANSLATORS)
    for path in (REPORT, f"{REPORT}results/", f"{QUERY}?q=kert&language=hu"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert REPORT not in client.get("/admin/").content.decode()


def test_nobody_sees_it_without_logging_in(client: Client) -> None:
    response = client.get(REPORT)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_the_permission_can_be_given_to_other_groups(library: Library) -> None:
    admin = UserFactory(is_superuser=True)
    client = Client()
    client.force_login(admin)
    group = Group.objects.get(name=TRANSLATORS)
    permission = Permission.objects.get(codename="view_querycount")
    assert str(permission.pk) in client.get(f"/admin/groups/edit/{group.pk}/").content.decode()


def test_weeks_are_added_up_and_most_searched_comes_first(
    library: Library, log_in: Callable, wednesday: dt.date
) -> None:
    guide = library.guide("Közösségi kert")
    last = wednesday - dt.timedelta(weeks=1)
    click(make_count("közösségi kert", wednesday, 2, key="kozossegi kert"), guide.translation_key, 2)
    click(make_count("kozossegi kert", last, 3, found=9, matched=9), guide.translation_key, 3)
    click(make_count("garden", wednesday, 6, "en", found=0, matched=0), guide.translation_key, 1)
    make_count("komposzt", last, 4, found=None, matched=None)
    assert table(read(log_in(EDITORS))) == [
        ["garden", "English", "6", "0", "0", "0", "1", "Közösségi kert (1)"],
        ["közösségi kert", "Hungarian", "5", "3", "2", "1", "5", "Közösségi kert (5)"],
        ["komposzt", "Hungarian", "4", "4", "–", "–", "0", ""],
    ]


def test_what_hardly_anybody_searched_is_only_a_number(log_in: Callable, wednesday: dt.date) -> None:
    make_count("kert", wednesday, 3)
    make_count("kovács béla", wednesday, 2, key="kovacs bela")
    make_count("", wednesday, 4)
    client = log_in(EDITORS)
    page = read(client)
    assert queries(page) == ["kert"]
    assert "9 searches in this period." in page.get_text()
    assert "kovács" not in page.get_text()
    assert "kovács" not in read(client, q="kovacs").select_one("main").get_text()
    assert "kovács" not in client.get(REPORT, {"export": "csv"}).getvalue().decode()
    for key in ("kovacs bela", ""):
        assert client.get(QUERY, {"q": key, "language": "hu"})["Location"] == REPORT


def test_the_period_says_which_weeks_are_added_up(log_in: Callable, wednesday: dt.date) -> None:
    for weeks_ago in (0, 3, 11, 25, 51, 52):
        make_count("kert", wednesday - dt.timedelta(weeks=weeks_ago), 10)
    client = log_in(EDITORS)
    totals = {period: table(read(client, period=period))[0][2] for period in ("", "1", "4", "26", "52", "x")}
    assert totals == {"": "30", "1": "10", "4": "20", "26": "40", "52": "50", "x": "30"}


def test_filters_leave_a_language_or_what_was_not_found(log_in: Callable, wednesday: dt.date) -> None:
    last = wednesday - dt.timedelta(weeks=1)
    make_count("kert", wednesday, 9, found=5, matched=5)
    make_count("kert zsiráf", wednesday, 8, found=5, matched=0)
    make_count("zsiráf", wednesday, 7, found=0, matched=0)
    make_count("giraffe", wednesday, 6, "en", found=0, matched=0)
    # Found by now, and not found by now.
    make_count("kovász", last, 4, found=0, matched=0)
    make_count("kovász", wednesday, 1, found=3, matched=3)
    make_count("rovás", last, 3, found=3, matched=3)
    make_count("rovás", wednesday, 1, found=0, matched=0)
    client = log_in(EDITORS)
    assert queries(read(client, language="en")) == ["giraffe"]
    assert queries(read(client, found="nothing")) == ["zsiráf", "giraffe", "rovás"]
    assert queries(read(client, found="near")) == ["kert zsiráf", "zsiráf", "giraffe", "rovás"]
    assert queries(read(client, found="nothing", language="hu")) == ["zsiráf", "rovás"]
    assert queries(read(client, q="KOVASZ", ordering="total")) == []
    assert queries(read(client, q="ZSIRÁ")) == []


def test_the_report_is_searched_without_accents(log_in: Callable, wednesday: dt.date) -> None:
    make_count("kert zsiráf", wednesday, 8, key="kert zsiraf")
    make_count("kovász", wednesday, 8, key="kovasz")
    assert queries(read(log_in(EDITORS), q="ZSIRÁ")) == ["kert zsiráf"]


def test_columns_sort(log_in: Callable, wednesday: dt.date) -> None:
    last = wednesday - dt.timedelta(weeks=1)
    click(make_count("egy", wednesday, 5, found=1), uuid.uuid4(), 9)
    make_count("kettő", last, 4, found=2)
    make_count("három", wednesday, 3, found=3)
    client = log_in(EDITORS)
    order = {each: queries(read(client, ordering=each))[0] for each in ("total", "-last_week", "-newest_found", "-clicked", "nonsense")}  # fmt: skip
    assert order == {"total": "három", "-last_week": "kettő", "-newest_found": "három", "-clicked": "egy", "nonsense": "egy"}  # fmt: skip


@pytest.mark.parametrize("parameters", [{"p": "x"}, {"p": "99"}, {"q": "\0"}, {"q": "x" * 5000}, {"language": "xx"}, {"ordering": "\0"}])  # fmt: skip
def test_bad_parameters_are_no_error(log_in: Callable, wednesday: dt.date, parameters: dict) -> None:
    make_count("kert", wednesday)
    client = log_in(EDITORS)
    read(client, **parameters)
    read(client, f"{REPORT}results/", **parameters)


def test_the_report_is_exported(library: Library, log_in: Callable, wednesday: dt.date) -> None:
    guide = library.guide("Közösségi kert")
    for number in range(60):
        make_count(f"kert {number}", wednesday, 3 + number)
    click(QueryCount.objects.get(text="kert 59"), guide.translation_key, 4)
    client = log_in(EDITORS)
    response = client.get(REPORT, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(response.getvalue().decode())))
    assert rows[:2] == [
        ["Query", "Language", "Searches", "Last week", "Found", "With all words", "Opened", "Most often opened"],
        ["kert 59", "Hungarian", "62", "0", "2", "1", "4", "Közösségi kert (4)"],
    ]  # fmt: skip
    assert len(rows) == 61
    book = load_workbook(io.BytesIO(client.get(REPORT, {"export": "xlsx"}).getvalue()))
    sheet = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert sheet[1] == ["kert 59", "Hungarian", 62, 0 or "", 2, 1, 4, "Közösségi kert (4)"]
    assert len(sheet) == 61


def make_member_of_a_section(page: Any) -> Client:
    """Somebody who sees the report and may work below one page only."""
    group = Group.objects.create(name="Section")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_querycount"]))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = UserFactory()
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


def test_titles_are_shown_to_those_who_may_see_the_works(
    library: Library, log_in: Callable, wednesday: dt.date
) -> None:
    own, other = library.guide("Saját kert"), library.guide("Rejtett kert")
    count = make_count("kert", wednesday, 9)
    click(count, own.translation_key, 2)
    click(count, other.translation_key, 5)
    member = make_member_of_a_section(own)
    query = {"q": "kert", "language": "hu"}
    assert "Rejtett kert (5)" in read(member).get_text()
    for page in (own, other):
        with library.commit():
            PageViewRestriction.objects.create(page=page, restriction_type="login")
            page.unpublish()
    assert "Rejtett" not in read(member).get_text()
    assert "a work that is not to be seen any more (5)" in read(member).get_text()
    assert "Rejtett" not in member.get(REPORT, {"export": "csv"}).getvalue().decode()
    assert table(read(member, QUERY, **query))[:2] == [
        ["Saját kert", "2"],
        ["works that are not to be seen any more", "5"],
    ]
    assert "Rejtett kert (5)" in read(log_in(EDITORS)).get_text()


def test_a_query_has_a_page_of_its_weeks(library: Library, log_in: Callable, wednesday: dt.date) -> None:
    guide = library.guide("Közösségi kert")
    english = library.guide("Community garden", "en", translation_of=guide)
    last = wednesday - dt.timedelta(weeks=1)
    click(
        make_count("Közösségi", wednesday, 2, key="kozossegi", found=4, matched=3), guide.translation_key, 2
    )
    click(make_count("kozossegi", last, 5, found=None, matched=None), guide.translation_key, 1)
    make_count("kozossegi", wednesday, 7, "en")
    make_count("kozossegi", wednesday - dt.timedelta(weeks=60), 7)
    client = log_in(EDITORS)
    links = [link["href"] for link in read(client, language="hu").select(".title-wrapper a")]
    assert links == [f"{QUERY}?q=kozossegi&language=hu"]
    page = BeautifulSoup(client.get(links[0]).content, "html.parser")
    assert "7 searches in twelve months (Hungarian)." in page.get_text()
    # The admin is in English here, so the work is called by its English name.
    assert table(page) == [
        ["Community garden", "3"],
        ["23/11/2026", "2", "4", "3", "2"],
        ["16/11/2026", "5", "–", "–", "1"],
    ]
    assert f"/admin/pages/{english.pk}/edit/" in str(page)


@pytest.mark.parametrize("parameters", [{}, {"q": "kert"}, {"q": "\0", "language": "hu"}, {"q": "kert", "language": "x" * 500}])  # fmt: skip
def test_a_query_that_nobody_searched_has_no_page(
    log_in: Callable, wednesday: dt.date, parameters: dict
) -> None:
    make_count("kert", wednesday)
    response = log_in(EDITORS).get(QUERY, parameters)
    assert (response.status_code, response["Location"]) == (302, REPORT)


def test_a_row_offers_what_the_user_may_do(log_in: Callable, wednesday: dt.date) -> None:
    make_count("közösségi kert", wednesday, key="kozossegi kert")
    client = log_in(EDITORS)
    for page in (read(client), read(client, QUERY, q="kozossegi kert", language="hu")):
        links = [link["href"] for link in page.select("main ul.actions a")]
        assert links == [
            "/admin/searchpicks/add/?query_string=k%C3%B6z%C3%B6ss%C3%A9gi+kert",
            "/admin/reports/searches/synonym/?q=k%C3%B6z%C3%B6ss%C3%A9gi+kert&language=hu",
            "/hu/kereses/?q=k%C3%B6z%C3%B6ss%C3%A9gi+kert",
        ]
        assert client.get(links[0]).status_code == client.get(links[1]).status_code == 200
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(*Permission.objects.filter(codename__in=["add_searchpromotion", "change_term"]))
    links = [link["href"] for link in read(log_in(EDITORS)).select("main ul.actions a")]
    assert links == ["/hu/kereses/?q=k%C3%B6z%C3%B6ss%C3%A9gi+kert"]


def test_the_report_costs_the_same_queries_for_any_number_of_rows(
    library: Library, log_in: Callable, wednesday: dt.date
) -> None:
    client = log_in(EDITORS)
    guides = [library.guide(f"Kert {number}") for number in range(24)]
    costs = []
    for number in (1, 3, 24):
        QueryCount.objects.all().delete()
        for guide in guides[:number]:
            click(make_count(guide.title.lower(), wednesday), guide.translation_key)
        read(client)
        with CaptureQueriesContext(connection) as asked:
            assert len(table(read(client))) == number
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2] <= QUERY_BUDGET, costs


def test_the_report_is_in_hungarian(log_in: Callable, wednesday: dt.date) -> None:
    make_count("kert", wednesday)
    client = log_in(EDITORS)
    UserProfile.objects.update(preferred_language="hu")
    page = read(client)
    headings = [heading.get_text(" ", strip=True) for heading in page.select("table.listing th")]
    assert headings[0].startswith("Keresés")
    assert "3 keresés ebben az időszakban." in page.get_text()
    assert "Oldal ajánlása" in page.get_text()
