"""Settings of the tests: those of the site, in a data folder of their own and without what the developer's `.env` says.

`CMS_DATABASE_URL` in the environment chooses the database; without it the tests run on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from core.catalogues import compile_catalogues
from tests import kept_words

# A fresh checkout has none, and Django reads them while it is set up, before pytest reads any conftest: the addresses
# of a language that is read too early stay English for the whole run.
compile_catalogues()

# One a process, so that the workers of pytest-xdist never share a search index or an uploaded file.
_folder = Path(tempfile.mkdtemp(prefix="kka-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
kept_words.share(_folder)

_given_database = os.environ.get("CMS_DATABASE_URL", "")
for _name in [name for name in os.environ if name.startswith("CMS_")]:
    del os.environ[_name]
os.environ.update(
    CMS_DATA_DIR=str(_folder),
    CMS_DATABASE_URL=_given_database or f"sqlite:///{_folder / 'unused.sqlite3'}",
    CMS_SEARCH_URL=f"sqlite:///{_folder / 'search.sqlite3'}",
    CMS_SECRET_KEY="a key for tests only",
    CMS_ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    CMS_BASE_URL="http://localhost",
    CMS_DEBUG="false",
    CMS_HTTPS="false",
    CMS_LOG_LEVEL="WARNING",
)

from cms.settings import *  # noqa: E402, F403
from cms.settings import DATABASES, STORAGES, TEMPLATES  # noqa: E402
from tests.undefined import UndefinedVariable  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: the live server of the browser tests reads it over connections of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        # As in production, except that no test has to survive a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
    }

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# WhiteNoise then serves static files from where they lie; nothing needs to be collected.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
# Tasks run where they are asked for; what the worker does is tested on its own.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}
}
