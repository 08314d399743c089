"""Settings, all from the environment. docs/reference/settings.md lists every one of them."""

import re
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from alongside.foundation.environment import BadSetting, Environment, database

env = Environment()
SHORTEST_KEY = 32
BASE_DIR = Path(__file__).resolve().parents[3]

DEBUG = False
DEMO = env.flag("ALONGSIDE_DEMO")
# Plain http is for one's own machine only: the demo, tests and development.
PLAIN_HTTP = env.flag("ALONGSIDE_PLAIN_HTTP", default=DEMO)

SECRET_KEY = env.secret("SECRET_KEY", "only-for-the-demo-" * 4 if DEMO else "")
if not SECRET_KEY:
    raise BadSetting(
        "SECRET_KEY is not set. Give a long random text in SECRET_KEY, or in a file named by "
        "SECRET_KEY_FILE. `alongside secret` prints a new one."
    )
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
# Seals reflections and files in the database. Changed by `alongside record-key rotate`.
RECORD_KEY = env.secret("RECORD_KEY", "only-for-the-demo-record-" * 3 if DEMO else "")
RECORD_KEY_FALLBACKS = env.names("RECORD_KEY_FALLBACKS")
if len(RECORD_KEY) < SHORTEST_KEY:
    raise BadSetting(
        "RECORD_KEY is not set, or shorter than 32 characters. It seals what people write in their "
        "record. `alongside secret` prints a new one. Keep a copy apart from the backups: without "
        "it, nobody can read what it sealed."
    )
# Feedback is sealed to this public key; its other half is kept by somebody outside the teams.
DEMO_FEEDBACK_KEY = "GYNYZOooQyhj4sLZ4RIwurU6kTEsYvGz63NyZiakfVw="  # public
FEEDBACK_PUBLIC_KEY = env.text("FEEDBACK_PUBLIC_KEY", DEMO_FEEDBACK_KEY if DEMO else "")
FEEDBACK_RELEASE_KEY = env.secret("FEEDBACK_RELEASE_KEY")
FEEDBACK_LEAST = env.number("FEEDBACK_LEAST", 10, least=10, most=100)
# Signs badges. `alongside badge-key new` prints one; without it no badges are made.
BADGE_KEY = env.secret("BADGE_KEY", "b25seS1mb3ItdGhlLWRlbW8tYmFkZ2Uta2V5LS0tLS0=" if DEMO else "")
if BADGE_KEY and not re.fullmatch(r"[A-Za-z0-9_-]{43}=", BADGE_KEY):
    raise BadSetting(
        "BADGE_KEY is no key for badges. `alongside badge-key new` prints one; leave it empty where "
        "no badges are made."
    )
# Signs what is put into a course. `alongside courses key new` prints one; without it pages still open
# from a course, and nothing can be chosen there.
COURSES_KEY = env.secret("COURSES_KEY")
if COURSES_KEY and not re.fullmatch(r"[A-Za-z0-9+/]{800,6000}={0,2}", COURSES_KEY):
    raise BadSetting(
        "COURSES_KEY is no key for courses. `alongside courses key new` prints one; leave it empty "
        "where nothing is put into courses."
    )
# Who was erased, kept apart from the backups: `alongside prepare` erases them again after a restore.
ERASURES_FILE = env.text("ERASURES_FILE")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if PLAIN_HTTP else "")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
CONTACT_EMAIL = env.text("CONTACT_EMAIL")
# Where "Leave this site" goes: somewhere that says nothing about the person who pressed it.
QUICK_EXIT_URL = env.web_address("QUICK_EXIT_URL", "https://www.bbc.co.uk/weather")
NATIONAL_BODY = env.text("NATIONAL_BODY", "NHS Education for Scotland")

DATABASES: dict[str, Any] = {
    "default": database(env.secret("DATABASE_URL", f"sqlite:///{BASE_DIR}/var/alongside.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
    },
    # Public pages and parts of pages, made once in each server process (foundation/public.py).
    "process": {
        "BACKEND": "alongside.foundation.process_cache.WithinBytes",
        "LOCATION": "process",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000, "MOST_BYTES": 64 * 2**20},
    },
}

INSTALLED_APPS = [
    "alongside.foundation.apps.FoundationConfig",
    "alongside.accounts.apps.AccountsConfig",
    "alongside.courses.apps.CoursesConfig",
    "alongside.framework.apps.FrameworkConfig",
    "alongside.others.apps.OthersConfig",
    "alongside.crosswalks.apps.CrosswalksConfig",
    "alongside.language.apps.LanguageConfig",
    "alongside.library.apps.LibraryConfig",
    "alongside.assessment.apps.AssessmentConfig",
    "alongside.planning.apps.PlanningConfig",
    "alongside.portfolio.apps.PortfolioConfig",
    "alongside.badges.apps.BadgesConfig",
    "alongside.completions.apps.CompletionsConfig",
    "alongside.supervision.apps.SupervisionConfig",
    "alongside.expectations.apps.ExpectationsConfig",
    "alongside.stories.apps.StoriesConfig",
    "alongside.feedback.apps.FeedbackConfig",
    "alongside.standards.skos.apps.SkosConfig",
    "alongside.standards.files.apps.FilesConfig",
    "alongside.standards.badges.apps.OpenBadgesConfig",
    "alongside.standards.lti.apps.LtiConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    # First: nothing after it learns who sends feedback, so nothing after it can keep that.
    "alongside.feedback.middleware.ForgetMiddleware",
    "alongside.standards.case.middleware.GivenBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "alongside.foundation.middleware.PermissionsMiddleware",
    "alongside.standards.case.middleware.CaseMiddleware",
    "alongside.standards.api.middleware.ApiMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.accounts.middleware.ActorMiddleware",
    "alongside.foundation.text.TextMiddleware",
    "alongside.foundation.middleware.SessionEndMiddleware",
    "alongside.foundation.middleware.PrivateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.access.AccessMiddleware",
    "alongside.foundation.middleware.ErrorsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "alongside.foundation.context.page",
            ],
        },
    }
]

ROOT_URLCONF = "alongside.project.urls"
WSGI_APPLICATION = "alongside.project.wsgi.application"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "src" / "alongside" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = ["alongside.foundation.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# People and sign-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessment:start"
LOGOUT_REDIRECT_URL = "home"
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", CONTACT_EMAIL or "alongside@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_HOST else "optional"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = bool(EMAIL_HOST)
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Alongside: "
ACCOUNT_USER_DISPLAY = str
# Tries are counted for each address asked from, which a proxy passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.flag("BEHIND_PROXY"))
ACCOUNT_ADAPTER = "alongside.accounts.forms.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "alongside.accounts.forms.SignUpForm",
    "login": "alongside.accounts.forms.LoginForm",
    "add_email": "alongside.accounts.forms.AddEmailForm",
    "change_password": "alongside.accounts.forms.ChangePasswordForm",
    "set_password": "alongside.accounts.forms.SetPasswordForm",
    "reset_password": "alongside.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "alongside.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alongside"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_ADAPTER = "alongside.accounts.forms.SocialAdapter"
# What is intercepted on the way back from an organisation opens nothing by itself.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}

# Sessions end unused, and end at last
SESSION_UNUSED = 60 * env.number("SESSION_UNUSED_MINUTES", 60, least=5, most=720)
SESSION_LONGEST = 3600 * env.number("SESSION_LONGEST_HOURS", 12, least=1, most=24)
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_NAME = "sessionid" if PLAIN_HTTP else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if PLAIN_HTTP else "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True) and not PLAIN_HTTP
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31536000, least=0, most=10**9) * (not PLAIN_HTTP)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # A form that signs in elsewhere is sent on to the provider, and browsers check that too.
        "form-action": [SELF, *env.names("SIGN_IN_ORIGINS")],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Files are read into memory within what a view allows, and never lie on disk in clear.
FILE_UPLOAD_HANDLERS = ["alongside.foundation.uploads.InMemory"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Anybody can send a made-up host name; a line of trouble for each would only fill the log.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
