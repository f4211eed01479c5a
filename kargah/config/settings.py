"""Settings: one file, read from the environment. `docs/operate.md` explains every variable."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

HOUSE = Path(__file__).resolve().parent.parent
env = os.environ.get


def flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


# --- where everything that the program writes lies ---------------------------------------------------
DATA = Path(env("KARGAH_DATA", HOUSE.parent / "data")).resolve()
KEYS = DATA / "keys"


def kept_secret(name: str) -> str:
    """A secret from the environment, else from the keys folder, made at the first start (file mode 0600)."""
    if value := env(name):
        return value
    path = KEYS / name.lower()
    if not path.exists():
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


DEBUG = flag("KARGAH_DEBUG")
MAINTENANCE = flag("KARGAH_MAINTENANCE")
SECRET_KEY = kept_secret("KARGAH_SECRET_KEY")
BLIND_KEY = kept_secret("KARGAH_BLIND_KEY")  # blind index of national ids: kept apart from the cipher's key
CIPHER_KEY = kept_secret("KARGAH_CIPHER_KEY")
CODE_KEY = kept_secret("KARGAH_CODE_KEY")  # public codes of certificates
BASE_URL = env("KARGAH_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env("KARGAH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_COOKIES = BASE_URL.startswith("https://")
if DEBUG and urlsplit(BASE_URL).hostname not in {"127.0.0.1", "localhost", "::1"}:
    raise SystemExit(
        "KARGAH_DEBUG shows errors with their data: it is for a site that this machine alone reaches."
    )

# --- apps, from the ground up -------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "kargah.jalali",
    "kargah.jobs",
    "kargah.files",
    "kargah.places",
    "kargah.people",
    "kargah.journal",
    "kargah.notifications",
    "kargah.guideline",
    "kargah.cycles",
    "kargah.applications",
    "kargah.inspections",
    "kargah.reports",
    "kargah.grading",
    "kargah.certificates",
    "kargah.registry",
    "kargah.appeals",
    "kargah.process",
    "kargah.api",
    "kargah.web",
    "kargah.web.signin",
    "kargah.web.public",
    "kargah.web.headquarters",
    "kargah.web.province",
    "kargah.demo",
]
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "kargah.config.urls"
WSGI_APPLICATION = "kargah.config.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kargah.web.middleware.Headers",  # of pages: a style sheet needs none of them
    "kargah.web.middleware.Compressed",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kargah.api.middleware.Problems",
    "kargah.web.middleware.Maintenance",  # within it: programs are told in their own way
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # around the next one, whose refusals are pages too
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kargah.web.middleware.Sessions",
    "kargah.web.middleware.RefusalsAsPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            HOUSE / "web" / "templates"
        ],  # before django.forms, whose field and error templates we replace
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kargah.web.context.nav",
            ],
            "builtins": [
                "kargah.jalali.templatetags.jalali",
                "kargah.web.templatetags.kargah_web",
                "kargah.web.templatetags.faces",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CSRF_FAILURE_VIEW = "kargah.web.errors.csrf_failure"
# Names exactly as the office writes them; the phone stands on every page and every error page when it is given.
OFFICE = {
    "name": env("KARGAH_OFFICE_NAME", "معاونت صنایع دستی و هنرهای سنتی، اداره کل حمایت از تولید"),
    "phone": env("KARGAH_OFFICE_PHONE", ""),
    "director": env(
        "KARGAH_OFFICE_DIRECTOR", "مدیرکل حمایت از تولید"
    ),  # the signatory's post on certificates
}


# --- database: SQLite embedded, PostgreSQL when DATABASE_URL says so ----------------------------------
def database(url: str | None) -> dict:
    if not url:
        DATA.mkdir(parents=True, exist_ok=True)
        return sqlite(DATA / "kargah.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("KARGAH_DATABASE_URL: only postgresql:// is known; leave it out for SQLite.")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def sqlite(path: Path | str) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # IMMEDIATE: a read that becomes a write otherwise fails "locked" at once.  FULL: WAL with NORMAL
            # loses acknowledged commits at a power cut.  recursive_triggers: REPLACE must fire delete triggers.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",
        },
    }


DATABASES = {"default": database(env("KARGAH_DATABASE_URL"))}

# --- language, days -----------------------------------------------------------------------------------
LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", _("Persian")), ("en", _("English"))]
LOCALE_PATHS = [HOUSE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tehran"

# --- files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("KARGAH_STATIC", DATA / "static"))
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT)},
    },
    "staticfiles": {"BACKEND": "kargah.web.statics.HashedFiles"},
}
if bucket := env("KARGAH_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env("KARGAH_S3_ENDPOINT"),
            "default_acl": "private",
        },
    }
OUTBOX = DATA / "outbox.jsonl"  # messages (codes, letters) as JSON lines, until a gateway is configured
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- sign-in ------------------------------------------------------------------------------------------
PASSWORD_HASHERS = ["kargah.people.hashing.ModestArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kargah.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "first_name", "last_name")},
    },
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/signin/"
# How many proxies of our own stand before us: limits count visitors, not proxies.
PROXIES = int(env("KARGAH_PROXIES", "0"))
# A page that shows every message, codes too, to everybody: never with real people.
DEMO_OUTBOX = flag("KARGAH_DEMO_OUTBOX")
# The dotted path of a class with send(mobile, text, **more); without it messages stay in the outbox.
SMS_GATEWAY = env("KARGAH_SMS_GATEWAY", "")
LOGIN_REDIRECT_URL = "/work/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = True
if (
    SECURE_COOKIES
):  # with this name a browser takes them from this very host alone, over https, for the whole site
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    if PROXIES:  # our own proxy says how the visitor came to it
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_AGE = 8 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = flag("KARGAH_SSL_REDIRECT")
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=()"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- the machine interface -----------------------------------------------------------------------------
API_RATE = env("KARGAH_API_RATE", "600/min")  # of one person, in each server process
API_LARGEST = 25 * 1024 * 1024  # bytes of one request
HOOKS_TO_PRIVATE = flag("KARGAH_HOOKS_TO_PRIVATE")  # may hooks lead to addresses of the own network?

# --- who keeps the time of background work: a thread of the web process, unless a worker runs apart -----
EMBEDDED_WORKER = flag("KARGAH_EMBEDDED_WORKER", default=True)
CRASH_POINTS = False  # only the tests that kill processes switch this on

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("KARGAH_LOG_LEVEL", "WARNING")},
}
