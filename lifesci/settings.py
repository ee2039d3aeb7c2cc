"""Every setting of the register; the environment says what differs and a missing variable says what to do."""

import os
import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}

env = environ.Env()
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted(LOCAL_HOSTS))
IS_LOCAL = set(ALLOWED_HOSTS) <= LOCAL_HOSTS | {"testserver"}


def switch(name: str, *, default: bool) -> bool:
    """On or off, from the environment; stops with what to do where it is neither, rather than leave a door open."""
    said = env.str(name, default="").lower() or ("on" if default else "off")
    if said not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} is {said!r}: write on or off.")
    return said == "on"


def whole_number(name: str, default: int) -> int:
    """A number from the environment; stops with what to do where it is none."""
    said = env.str(name, default="") or str(default)
    if not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(f"{name} is {said!r}: write a whole number in digits, such as {default}.")
    return int(said)


def secret_key() -> str:
    """The key from the environment, or for a local register one made once and kept in an ignored file."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    if not (IS_LOCAL or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. A register that others can reach needs its own: "
            "SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"
        )
    kept = LOCAL_DIR / "secret_key"
    LOCAL_DIR.mkdir(exist_ok=True)
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = secret_key()

INSTALLED_APPS = [
    "lifesci.operations",
    "lifesci.api",
    "lifesci.site",
    "programmes",
    "organisations",
    "lifesci.context",
    "lifesci.corrections",
    "lifesci.review",
    "lifesci.imports",
    "lifesci.partners",
    "lifesci.search",
    "lifesci.editions",
    "lifesci.evidence",
    "lifesci.vocabularies",
    "lifesci.trace",
    "rest_framework",
    "rest_framework_api_key",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "lifesci.people",  # the last: after a migration it gives the roles the permissions of all the others
]

# Everything above PublicDoor serves every answer; everything below it runs for the curators' desk alone.
MIDDLEWARE = [
    "lifesci.site.headers.StandingHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lifesci.site.door.PublicDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lifesci.trace.middleware.DeskActs",
    "lifesci.editions.desk.kept_form.KeptForms",
    "allauth.account.middleware.AccountMiddleware",
    "lifesci.people.second_factor.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "lifesci.urls"
WSGI_APPLICATION = "lifesci.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# SQLite unless DATABASE_URL says otherwise. What differs between the engines in queries lives in lifesci/search.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{LOCAL_DIR}/register.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    # Tests use a file too: threads share it, and journal and locks are those of a real register.
    DATABASES["default"]["TEST"] = {"NAME": LOCAL_DIR / f"test-{os.getpid()}.sqlite3"}
    LOCAL_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
        + (" -c synchronous_commit=off" if TESTING else ""),  # what a crash takes from a test database nobody misses
        "connect_timeout": 3,
    }
    # Tests need letters of every alphabet, also on a server whose own template holds only ASCII.
    DATABASES["default"]["TEST"] = {"CHARSET": "UTF8", "TEMPLATE": "template0"}

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://register")}
# Where the processes of this register tell each other how far long work has come; never in the database, whose only
# writer that work may be.
CACHES["progress"] = (
    {**CACHES["default"], "KEY_PREFIX": "progress"}
    if env.str("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": LOCAL_DIR / (f"progress-{os.getpid()}" if TESTING else "progress"),
    }
)
# Cards of Editions, drawn once on each machine; a third goes when there are so many.
CACHES["cards"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": LOCAL_DIR / (f"cards-{os.getpid()}" if TESTING else "cards"),
    "TIMEOUT": 30 * 24 * 60 * 60,
    "OPTIONS": {"MAX_ENTRIES": 2000},
}

# Long work, such as imports, waits in the database for `manage.py import_worker`; where none runs, for a thread.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["imports"]}}
FILE_UPLOAD_HANDLERS = [
    "lifesci.imports.upload.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Logging in: by name and password with a second factor, or by passkey. Nobody signs up, and nothing needs e-mail.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "lifesci.people.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "lifesci.people.forms.LogInForm"}
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # lifesci.people.lockout slows and locks
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
MFA_ADAPTER = "lifesci.people.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a step before and after: no clock is exact, and no typing instant
MFA_FORMS = {
    "authenticate": "lifesci.people.forms.CodeForm",
    "reauthenticate": "lifesci.people.forms.CodeAgainForm",
    "activate_totp": "lifesci.people.forms.AppForm",
    "add_webauthn": "lifesci.people.forms.PasskeyForm",
    "authenticate_webauthn": "lifesci.people.forms.PasskeyCodeForm",
    "reauthenticate_webauthn": "lifesci.people.forms.PasskeyAgainForm",
    "login_webauthn": "lifesci.people.forms.PasskeyLogInForm",
}
# Who may publish, or look after people, is let in with a second factor alone; a register of one machine can do without.
FOUR_EYES = switch("FOUR_EYES", default=False)  # who edited a record last does not publish it
SECOND_FACTOR = switch("SECOND_FACTOR", default=not IS_LOCAL)

LANGUAGE_CODE = "en-gb"  # the one language of a register: decision 15
LOCALE_PATHS = [BASE_DIR / "lifesci" / "locale"]
FORMAT_MODULE_PATH = ["lifesci.site.formats"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# Security. TLS is ended in front of the register; HTTPS=off is for a register that only this machine reaches.
HTTPS = env.bool("HTTPS", default=not (DEBUG or IS_LOCAL))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("TRUST_PROXY", default=False) else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # a day's work, from logging in
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lifesci.editions.desk.kept_form.form_of_another_session"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a form of a record with many figures, sent whole
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# How many addresses at the right end of X-Forwarded-For our own proxies wrote; 0 trusts the header not at all.
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0)

# The public side.
SITE_NAME = "Life sciences skills and outreach register"
PUBLIC_MAX_AGE = 60  # seconds a public answer may be kept before it is asked for again
PUBLIC_STALE = 600  # seconds it may still be shown while a newer one is fetched
API_RATE = whole_number("API_RATE", 1200)  # anonymous API requests a minute for each address; 0 sets no limit
KEY_RATE = whole_number("KEY_RATE", 12_000)  # requests a minute of a partner's key that names no rate of its own
FORM_RATE = whole_number("FORM_RATE", 30)  # forms an hour that one address may send; 0 sets no limit
# Bulk files: where they are kept, how many versions of them, and up to how many records a reader may wait for them.
DOWNLOADS_DIR = Path(env.str("DOWNLOADS_DIR", default="") or LOCAL_DIR / "downloads")
DOWNLOADS_KEPT = 10
DOWNLOADS_AT_ONCE = 2_000
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@register.invalid")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "DESCRIPTION": (
        "Everything the register has published: programmes, organisations, briefs and sources as whole documents, "
        "their figures and outcomes as flat rows, the vocabularies, and a change log without gaps. Read-only, open to "
        "every origin, no key needed. Answers depend on their address and the register version alone; send back `ETag` "
        "in `If-None-Match`."
    ),
    "VERSION": "1.0",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "POSTPROCESSING_HOOKS": ["lifesci.api.openapi.with_components"],
    "SORT_OPERATIONS": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A stranger's wrong address or spent allowance is no event of ours; faults of the register are.
    # Who calls with a key is named, one line a request; nobody else is.
    "loggers": {"django.request": {"level": "ERROR"}, "lifesci.partners.calls": {"level": "INFO"}},
}
