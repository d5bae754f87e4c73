"""Settings of the site that the browser tests open: those of production, in a folder of its own (tests.browser.site)."""

from cms.settings import *  # noqa: F403
from cms.settings import TEMPLATES
from tests.undefined import UndefinedVariable

ROOT_URLCONF = "tests.browser.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
# No worker runs beside the site: tasks run where they are asked for.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}
}
# No server sends the compressed copies that `collectstatic` makes; leaving them out saves its time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "map", "svg", "txt", "html", "json", "ttf", "eot", "md"]
