"""Every setting comes from the environment (prefix `LAURELS_`), with defaults for one machine on SQLite.

docs/settings.md lists them all; a test holds the two together.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ

env = environ.Env()
environ.Env.read_env(env.str("LAURELS_ENV_FILE", default=".env"))

# Where everything that must outlive the process is kept: database, files, secret.
DATA_DIR = Path(env.str("LAURELS_DATA_DIR", default="var")).resolve()

DEBUG = env.bool("LAURELS_DEBUG", default=False)
DEMO = env.bool("LAURELS_DEMO", default=False)
SECRET_KEY = env.str("LAURELS_SECRET_KEY", default="")
if not SECRET_KEY:
    from laurels.core.secret import kept_secret

    SECRET_KEY = kept_secret(DATA_DIR)
SITE_URL = env.str("LAURELS_SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_HERE = [urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("LAURELS_ALLOWED_HOSTS", default=_HERE)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The product's clock is real time plus this many seconds; sign-in and sessions stay on real time.
CLOCK_OFFSET_SECONDS = env.int("LAURELS_CLOCK_OFFSET_SECONDS", default=0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_q",
    "ninja",
    "laurels.core",
    "laurels.accounts",
    "laurels.programs",
    "laurels.entries",
    "laurels.judging",
    "laurels.results",
    "laurels.publishing",
    "laurels.web.shared",
    "laurels.web.public",
    "laurels.web.entrant",
    "laurels.web.judge",
    "laurels.web.organizer",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "laurels.config.urls"
WSGI_APPLICATION = "laurels.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laurels.web.shared.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("LAURELS_DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'laurels.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write takes its lock at once, so that two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    pool = {"min_size": 1, "max_size": env.int("LAURELS_DATABASE_POOL", default=8)}
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "pool": pool}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

# ---- Sign-in: a code by mail; passkeys and one-time passwords for those who set them up ----
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # every sign-in, by code or by link, proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_ADAPTER = "laurels.accounts.adapter.AccountAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LAURELS_PROXIES", default=0)  # whose word counts for a visitor's address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# ---- Mail ----
EMAIL_CONFIG = env.email_url("LAURELS_EMAIL_URL", default="dummymail://" if DEMO else "consolemail://")
globals().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("LAURELS_MAIL_FROM", default="Laurels <laurels@localhost>")

# ---- Jobs: rows in our own database, so a job is enqueued inside the transaction that needs it ----
Q_CLUSTER = {
    "name": "laurels",
    "orm": "default",
    "workers": env.int("LAURELS_WORKERS", default=2),
    "timeout": 120,
    "retry": 180,
    "max_attempts": 5,
    "poll": 0.5,
    "catch_up": False,
    "label": "Jobs",
    "save_limit": 250,
}

# ---- Files ----
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing, though finders serve too
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("LAURELS_STATIC_STORAGE", default="django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
MAX_UPLOAD_BYTES = env.int("LAURELS_MAX_UPLOAD_BYTES", default=25 * 1024 * 1024)

# ---- Language and time ----
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LAURELS_LOG_LEVEL", default="WARNING")},
}
