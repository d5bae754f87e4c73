"""The first login of a new site."""

import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

pytestmark = pytest.mark.django_db
User = get_user_model()


def run(capsys, **options) -> str:
    call_command("create_first_admin", **options)
    return capsys.readouterr().out


def test_a_new_site_gets_an_administrator_with_the_password_shown(capsys, rf) -> None:
    printed = run(capsys)
    password = re.search(r"password +(\S+)", printed)[1]
    user = authenticate(rf.get("/"), username="admin", password=password)
    assert (user.is_superuser, "http://localhost/admin/" in printed) == (True, True)


def test_two_sites_get_different_passwords(capsys) -> None:
    first = run(capsys)
    User.objects.all().delete()
    assert run(capsys) != first


def test_a_second_run_shows_where_to_log_in_and_no_password(capsys) -> None:
    run(capsys)
    before = list(User.objects.values())
    printed = run(capsys)
    assert list(User.objects.values()) == before
    assert ("http://localhost/admin/ as admin" in printed, "password  " in printed) == (True, False)


def test_a_taken_name_is_left_to_its_owner(capsys) -> None:
    User.objects.create_user("admin", password="an editor's own")
    assert re.search(r"user +admin1\n", run(capsys))
    assert User.objects.get(username="admin").is_superuser is False
