"""`manage.py create_first_admin`: the first login of a new site."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

# No letters or digits that look alike: it is read from a terminal.
ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679"
GROUPS, GROUP_LENGTH = 4, 5


def make_password() -> str:
    """Four groups of five characters, 113 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


class Command(BaseCommand):
    """Creates an administrator with a generated password, unless the site has one."""

    help = (
        "Create the first administrator and show the generated password once. Does nothing if there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="admin", help="the user's name (default: admin)")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        users = get_user_model()
        address = settings.BASE_URL.rstrip("/") + reverse("wagtailadmin_home")
        existing = users.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        if existing:
            name = existing.get_username()
            self.stdout.write(
                f"Log in at {address} as {name} (new password: .venv/bin/python manage.py changepassword {name})"
            )
            return
        while users.objects.filter(**{users.USERNAME_FIELD: username}).exists():
            username += "1"
        password = make_password()
        users.objects.create_superuser(username, password=password)
        self.stdout.write(
            f"Log in at {address}\n"
            f"  user      {username}\n"
            f"  password  {password}\n"
            "The password is shown this once. Choose your own under Account after logging in."
        )
