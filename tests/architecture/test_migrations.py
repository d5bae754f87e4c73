"""Migrations are complete, go forward on a fresh database, and go back to zero."""

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
OURS = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
# Runs in a process of its own, on a database of its own; prints our tables before, between and after.
THERE_AND_BACK = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection

ours = sys.argv[1:]
def show():
    names = connection.introspection.table_names()
    print(json.dumps(sorted(name for name in names if name.partition("_")[0] in ours)))

show()
for label in ours:
    call_command("migrate", label, "zero", verbosity=0)
show()
call_command("migrate", verbosity=0)
show()
"""


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    printed = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=printed)
    assert "No changes detected" in printed.getvalue()


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_migrated_database_goes_back_to_zero_and_forwards_again(tmp_path: Path) -> None:
    # What `migrate` has made of an empty database, here or in an earlier run.
    shutil.copyfile(migrated.kept_file(), tmp_path / "fresh.sqlite3")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "CMS_DATABASE_URL": f"sqlite:///{tmp_path / 'fresh.sqlite3'}",
        "CMS_DATA_DIR": str(tmp_path),
    }

    # Everything of ours stands on core, so core takes the rest along.
    labels = sorted(
        (label for label in OURS if any(ROOT.glob(f"{label}/migrations/0*.py"))), key="core".__ne__
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", THERE_AND_BACK, *labels],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made, left, made_again = map(json.loads, done.stdout.splitlines())
    assert made
    assert left == []
    assert made_again == made
