"""Settings of every installation. What differs between installations comes from the environment; see dotenv-sample."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from config.environment import READING_NAME, ROOT, Environment
from config.release import RELEASE as THIS_RELEASE

# A workbook is written by the same code, byte for byte, whether or not lxml happens to be installed.
os.environ.setdefault("OPENPYXL_LXML", "False")

environment = Environment()
ENVIRONMENT = environment.choice("ENVIRONMENT", ["local", "production"], "local")
IS_PRODUCTION = ENVIRONMENT == "production"
DATA_DIR = environment.data_dir()
RELEASE = THIS_RELEASE

DEBUG = False
SECRET_KEY = environment.secret_key(IS_PRODUCTION, DATA_DIR)
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", () if IS_PRODUCTION else ("127.0.0.1", "localhost", "[::1]"))
if not ALLOWED_HOSTS:
    environment.problems.append("ALLOWED_HOSTS is missing; production needs the names it is reached by.")
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS")
CHROMIUM = environment.text("CHROMIUM")
SITE_ADDRESS = environment.text("SITE_ADDRESS").rstrip("/")
DATABASES = {"default": environment.database(DATA_DIR)} | environment.replicas()
DATABASE_ROUTERS = ["dashboards.replicas.ReplicaRouter"]
REPLICAS = [alias for alias in DATABASES if alias != "default"]
REPLICA_LAG_SECONDS = environment.number("REPLICA_LAG_SECONDS", 10, 1, 3_600)
REPLICA_CHECK_SECONDS = 2
REPLICA_CONNECTIONS = READING_NAME

INSTALLED_APPS = [
    "inspections",
    "findings",
    "dashboards",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "drf_spectacular",
    "csp",
    "axes",
    "simple_history",
]
MIDDLEWARE = [
    "dashboards.monitoring.request_log.RequestLogMiddleware",
    "dashboards.head_requests.HeadMiddleware",
    "dashboards.response_headers.ResponseHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dashboards.closed_reading.ClosedReadingMiddleware",
    "dashboards.replicas.ReplicaMiddleware",
    "dashboards.rates.RateMiddleware",
    "dashboards.page_cache.PageCacheMiddleware",
    "dashboards.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "inspections.account_of_session.AccountMiddleware",
    "dashboards.api.tokens.TokenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dashboards.refusals.RefusalMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "inspections.Person"
LOGIN_URL, LOGIN_REDIRECT_URL = "sign-in", "entry"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "inspections.account_of_session.AccountBackend"]
READING = environment.choice("READING", ["public", "signed-in"], "public")
BEHIND_PROXY = IS_PRODUCTION and environment.flag("BEHIND_PROXY", True)
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 1, 1, 10)

# Sessions of people: over after a time without use, and after a time in all. Links to set a password: three days.
SESSION_ENGINE = "inspections.session_store"
SESSION_IDLE_MINUTES = environment.number("SESSION_IDLE_MINUTES", 120, 1, 1_440)
SESSION_HOURS = environment.number("SESSION_HOURS", 12, 1, 168)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
PASSWORD_RESET_TIMEOUT = 3 * 86_400

# Five failed attempts lock an account out at one address, and so many of all names together lock the address out, for a
# quarter of an hour; nothing is kept of attempts that succeed.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "dashboards.entry.lockout.account_name"
AXES_CLIENT_IP_CALLABLE = "dashboards.client_address.client_of"
AXES_HANDLER = "dashboards.entry.lockout.Attempts"
SIGN_IN_FAILURES = environment.number("SIGN_IN_FAILURES", 30, 5, 1_000_000)
AXES_LOCKOUT_CALLABLE = "dashboards.entry.lockout.locked_out"
SIMPLE_HISTORY_REVERT_DISABLED = True
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboards.monitoring.versions.versions",
                "dashboards.demonstration.demonstration",
            ],
            "builtins": ["dashboards.templatetags.formatting"],
        },
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dashboards.plotly_file.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "dashboards.views.errors.form_not_accepted"
# Under this prefix browsers take a cookie by https alone, from this very host, and for all of it.
COOKIE_PREFIX = "__Host-" if IS_PRODUCTION else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
MESSAGE_COOKIE_NAME, MESSAGE_STORAGE = f"{COOKIE_PREFIX}messages", "config.message_cookies.MessageStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^healthz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 31_536_000, 0, 63_072_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# How often one client may do in an hour what costs something: ask the API, search or take a file without an account,
# send a file with one, open links that set a password, report an error. Processes count together where they share a
# cache.
API_RATE = environment.number("API_RATE", 1_000, 1, 1_000_000)
SEARCH_RATE = environment.number("SEARCH_RATE", 600, 1, 1_000_000)
EXPORT_RATE = environment.number("EXPORT_RATE", 300, 1, 1_000_000)
UPLOAD_RATE = environment.number("UPLOAD_RATE", 120, 1, 1_000_000)
LINK_RATE = environment.number("LINK_RATE", 60, 1, 1_000_000)
ERROR_REPORT_RATE = environment.number("ERROR_REPORT_RATE", 10, 1, 1_000_000)

# Days that a report sent to be read is kept where no inspection was made of it; 0 keeps it for ever.
REPORT_KEEP_DAYS = environment.number("REPORT_KEEP_DAYS", 90, 0, 3_650)

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["dashboards.api.rate.ClientRate"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "dashboards.api.problems.answer_problem",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Child Protection Inspection Findings",
    "DESCRIPTION": "What HMICFRS found about how police forces protect children. Everything described here is public, "
    "and a token is needed only where an installation is closed. State the report of every number you use.",
    "VERSION": "1",
    "SORT_OPERATIONS": False,
    "APPEND_COMPONENTS": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "SECURITY": [{}, {"token": []}],
    "POSTPROCESSING_HOOKS": [],
}
PAGE_CACHE = environment.flag("PAGE_CACHE", True)
CACHES = environment.caches()

SLOW_QUERY_MS = environment.number("SLOW_QUERY_MS", 0, 0, 600_000)
METRICS_TOKEN = environment.text("METRICS_TOKEN")
if METRICS_TOKEN and len(METRICS_TOKEN) < 20:
    environment.problems.append("METRICS_TOKEN is shorter than 20 characters; make a long random one.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "dashboards.monitoring.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"},
        "json": {"()": "dashboards.monitoring.log_lines.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": environment.choice("LOG_FORMAT", ["line", "json"], "json" if IS_PRODUCTION else "line"),
        }
    },
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "INFO"),
    },
}
environment.finish()
