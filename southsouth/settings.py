"""Every setting, read from the environment only; a wrong one stops the start with advice."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

import environ
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("SOUTHSOUTH_VAR", default="") or BASE_DIR / "var")
"""Everything that is written: the embedded database, the matching index, the model's built graph."""

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("SOUTHSOUTH_DEMO", default=False)
"""The demonstration edition: shows its sign-ins, runs on loopback without TLS."""


def kept_secret(folder: Path) -> str:
    """The secret key kept beside the embedded database, made once."""
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR)
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured(
        "SECRET_KEY is too short: give it 50 random characters, or leave it out to have one made."
    )

SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "southsouth",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "southsouth.web.private.PrivateByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "southsouth.urls"
WSGI_APPLICATION = "southsouth.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "southsouth" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["southsouth.templatetags.house"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "southsouth.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def journal_mode() -> str:
    """WAL where the SQLite library has the fix for the WAL-reset race, else the rollback journal.

    Source: the change log of SQLite 3.51.3, with back-ports in 3.44.6 and 3.50.7.
    """
    version = sqlite3.sqlite_version_info
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if fixed else "DELETE"


DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'southsouth.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal_mode()};PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 300)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

TRANSLATOR = env.str("TRANSLATOR", default="")
TRANSLATOR_KEY = env.str("TRANSLATOR_KEY", default="")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://southsouth"),
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
"""``pages``: public pages kept ready in each process (about 30 kB each), apart from what must not be pushed out."""

AUTH_USER_MODEL = "southsouth.Person"
LOGIN_URL = "public:sign-in"
LOGIN_REDIRECT_URL = "workspace:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("zh", "中文"),
    ("bn", "বাংলা"),
]
LANGUAGES_BIDI = ["ar"]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "southsouth" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

FILE_UPLOAD_HANDLERS = [
    "southsouth.web.large.NotTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "southsouth.web.public.errors.forged"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

MODEL_DIR = Path(env.str("SOUTHSOUTH_MODEL_DIR", default="") or VAR_DIR / "model")
"""Where the sentence model's built graph is kept."""
LANGUAGE_MODEL = env.str("SOUTHSOUTH_LANGUAGE_MODEL", default="")
"""A local folder with another sentence model (ONNX); empty means the one that is installed."""
INDEX_DIR = VAR_DIR / "index"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
