"""Open edX's LTI platform alone on loopback: its own tokens, line items, scores and results.

Run with the Python of `.envs/open-edx`, in an empty folder, with the tool's public key on stdin. Prints one line of JSON: the addresses
and the client's id. The roster is made here, for Open edX's needs the whole of Open edX.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

MEMBERS = [
    {"user_id": "11111111-ana", "email": "ana@x.edu"},
    {"user_id": "22222222-ben", "email": "ben@x.edu"},
    {"user_id": "33333333-cho", "lis_person_sourcedid": "S-17"},
]
urlpatterns: list[Any] = []


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    server = WSGIServer(("127.0.0.1", 0), Silent)
    base = f"http://127.0.0.1:{server.server_port}"
    configure(base)
    facts = register(sys.stdin.read(), base)
    server.set_app(get_wsgi_application())
    print(json.dumps(facts), flush=True)
    server.serve_forever()


def configure(base: str) -> None:
    settings.configure(
        SECRET_KEY="of no use to anybody",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="__main__",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path("platform.sqlite3").absolute()}},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "rest_framework",
            "django_filters",
            "config_models",
            "lti_consumer",
        ],
        USE_TZ=True,
        USAGE_ID_PATTERN=r"(?P<usage_id>(?:i4x://?[^/]+/[^/]+/[^/]+/[^@]+(?:@[^/]+)?)|(?:[^/]+))",
        LTI_API_BASE=base,
        LTI_BASE=base,
        LOGGING={"version": 1, "disable_existing_loggers": True},
    )
    django.setup()


def register(public_key: str, base: str) -> dict[str, str]:
    """A tool that may make line items, as a course's author would enter it."""
    from django.core.management import call_command
    from django.http import JsonResponse
    from django.urls import include, path
    from lti_consumer.models import Lti1p3Passport, LtiConfiguration

    call_command("migrate", verbosity=0)
    passport = Lti1p3Passport.objects.create(name="dlgrade", lti_1p3_tool_public_key=public_key)
    tool = LtiConfiguration.objects.create(
        version=LtiConfiguration.LTI_1P3,
        config_store=LtiConfiguration.CONFIG_ON_DB,
        lti_1p3_passport=passport,
        lti_advantage_ags_mode=LtiConfiguration.LTI_ADVANTAGE_AGS_PROGRAMMATIC,
    )
    urlpatterns.append(path("api/", include("lti_consumer.plugin.urls")))
    urlpatterns.append(path("members", lambda _: JsonResponse({"members": MEMBERS})))
    return {
        "client_id": passport.lti_1p3_client_id,
        "token_url": f"{base}/api/lti_consumer/v1/token/{passport.passport_id}",
        "lineitems_url": f"{base}/api/lti_consumer/v1/lti/{tool.id}/lti-ags",
        "memberships_url": f"{base}/members",
    }


if __name__ == "__main__":
    main()
