"""All settings, driven by the environment (`CMS_*`; `.env.example` lists every one).

Without any variable the site runs on one machine: SQLite, the embedded search engine, no debugging pages.
"""

from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DATA_DIR = Path(env.str("CMS_DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("CMS_DEBUG", default=False)
DEFAULT_EXCEPTION_REPORTER_FILTER = "core.error_reports.ErrorReportFilter"


def _secret_key() -> str:
    """The key of the environment, else one made once and kept in the data folder (readable by its owner only)."""
    key = env.str("CMS_SECRET_KEY", "")
    if key:
        return key
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _secret_key()
PORT = env.int("CMS_PORT", 8000)
ALLOWED_HOSTS = env.list("CMS_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("CMS_BASE_URL", f"http://localhost:{PORT}")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "home",
    "linking",
    "search",
    "casestudies",
    "communities",
    "methodology",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Weak signal: pages go out compressed. Secrets in them are masked (CSRF tokens) and Django varies the length.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.middleware.ForgedFormMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Database -------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("CMS_DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so two writers wait for each other instead of failing
    # half-way; no mmap_size, which shares pages with a file that another process truncates.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    raise ImproperlyConfigured("CMS_DATABASE_URL must be sqlite:///… or postgresql://…")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_URL = env.str("CMS_SEARCH_URL", f"sqlite:///{DATA_DIR / 'search.sqlite3'}")
SEARCH_API_KEY = env.str("CMS_SEARCH_API_KEY", "")
SEARCH_CA_FILE = env.str("CMS_SEARCH_CA_FILE", "")
# Where the Hungarian dictionary of Hunspell may be (Debian's package hunspell-hu): the first folder that has it.
HUNSPELL_FOLDERS = [
    Path(folder)
    for folder in env.list(
        "CMS_HUNSPELL_FOLDERS", ["/usr/share/hunspell", "/usr/share/myspell", "/usr/local/share/hunspell"]
    )
]

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # Wagtail enqueues within its own transactions; the row commits with the change that asked for it.
        "ENQUEUE_ON_COMMIT": False,
    }
}

# --- Languages ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "hu"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("hu", _("Hungarian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Budapest"
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]

# --- People ---------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False  # no line about itself at every start
AXES_LOCKOUT_CALLABLE = "home.refusals.locked_out"
LOGIN_REDIRECT_URL = "/"  # where a reader goes who logs in without having been on the way to a page

# --- Wagtail --------------------------------------------------------------------------------------------------------

# Old addresses are known to linking.permalinks; the redirects that editors write by hand stay.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_SITE_NAME = "Kisközösségek Átalakulásban"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ics",
    "key",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_UNICODE_SLUGS = WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Autosave doubles inline children when publishing follows it closely (Wagtail issues 14568 and 13910).
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Systems list two names that are no place; browsers complain about them on every page of the admin.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # video is a link: no request of a reader leaves this host
# "Send for translation" makes a draft; a translator publishes (core.translation.guard enforces the rest).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"

# --- Files ----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# A guide with many steps and materials has more fields than Django's 1,000 (Wagtail's documentation names this number).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "core.stylesheet_storage.StylesheetStorage"
    },
}

# --- Mail -----------------------------------------------------------------------------------------------------------

# Reviews that wait and forgotten passwords. Without a server letters are written into the log.
mail = env.dj_email_url("CMS_EMAIL_URL", "console:")
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = mail["EMAIL_TIMEOUT"] or 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("CMS_EMAIL_FROM", "kka@localhost")

# --- Security -------------------------------------------------------------------------------------------------------

CSRF_FAILURE_VIEW = "home.refusals.csrf_failure"
SECURE_SSL_REDIRECT = env.bool("CMS_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
if SECURE_SSL_REDIRECT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's previews frame the site's own pages
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs inline styles and scripts; the reader's pages carry none and allow none.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# --- The public API -------------------------------------------------------------------------------------------------

# How often one client may ask a process of the web server, and of these for searches: "120/m".
API_RATE = env.str("CMS_API_RATE", "120/m")
API_SEARCH_RATE = env.str("CMS_API_SEARCH_RATE", "60/m")
# How many proxies stand in front of the site and each add the address of who asks to X-Forwarded-For.
NINJA_NUM_PROXIES = env.int("CMS_PROXIES", 1 if SECURE_SSL_REDIRECT else 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        # The worker sets its loggers to INFO: two lines for each background task, several tasks for each edit.
        # Elasticsearch's client writes a line for each request, and django-axes several for each login: a failed one
        # and a lock-out are warnings.
        "problems": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env.str("CMS_LOG_LEVEL", "INFO")},
    "loggers": {
        name: {"handlers": ["problems"], "propagate": False}
        for name in ("axes", "django_tasks", "django_tasks_db", "elastic_transport")
    },
}
