"""Settings of the site that the browser tests open: those of production, in a folder of its own (tests.browser.site)."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "tests.browser.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# No worker runs beside the site: tasks run where they are asked for.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}
}
# Wagtail's autosave can save a new step once more when it is still under way as an editor publishes
# (https://github.com/wagtail/wagtail/issues/14568).
WAGTAIL_AUTOSAVE_INTERVAL = 0
# No server sends the compressed copies that `collectstatic` makes; leaving them out saves its time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "map", "svg", "txt", "html", "json", "ttf", "eot", "md"]
