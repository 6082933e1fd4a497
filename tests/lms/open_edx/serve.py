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
BLOCK = "block-v1:X+X1+2026+type@lti_consumer+block@0123456789abcdef0123456789abcdef"
TOOL = "https://tool.test"  # where tests.serve has it
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
        PLATFORM_NAME="Open edX",
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
        lti_1p3_oidc_url=f"{TOOL}/lti/login",
        lti_1p3_launch_url=f"{TOOL}/lti/launch",
        lti_1p3_redirect_uris=[f"{TOOL}/lti/launch"],
        lti_advantage_deep_linking_enabled=True,
        lti_advantage_deep_linking_launch_url=f"{TOOL}/lti/launch",
    )
    urlpatterns.append(path("api/", include("lti_consumer.plugin.urls")))
    urlpatterns.append(path("members", lambda _: JsonResponse({"members": MEMBERS})))
    urlpatterns.append(path("begin", lambda request: begin(tool, dict(request.GET.items()))))
    urlpatterns.append(path("auth", lambda request: answer(tool, dict(request.GET.items()))))
    urlpatterns.append(path("picked", lambda request: picked(tool, request.GET["JWT"])))
    return {
        "client_id": passport.lti_1p3_client_id,
        "token_url": f"{base}/api/lti_consumer/v1/token/{passport.passport_id}",
        "lineitems_url": f"{base}/api/lti_consumer/v1/lti/{tool.id}/lti-ags",
        "memberships_url": f"{base}/members",
    }


def begin(tool: Any, asked: dict[str, str]) -> Any:
    """The address that Open edX sends a person's browser to. asked: user, role and kind of message."""
    from django.http import JsonResponse
    from lti_consumer.data import Lti1p3LaunchData

    facts = {
        "config_id": str(tool.config_id),
        "resource_link_id": BLOCK,
        "context_id": "course-v1:X+1",
        "context_title": "X",
    }
    data = Lti1p3LaunchData(user_id=asked["user"], user_role=asked["role"], message_type=asked["message"], **facts)
    return JsonResponse({"url": tool.get_lti_consumer().prepare_preflight_url(data)})


def answer(tool: Any, asked: dict[str, str]) -> Any:
    """What Open edX's own code signs for this login: as its launch view does it, but for the page around."""
    from django.http import JsonResponse
    from lti_consumer.utils import get_data_from_cache

    data, consumer = get_data_from_cache(asked["lti_message_hint"]), tool.get_lti_consumer()
    consumer.set_user_data(user_id=data.user_id, role=data.user_role)
    consumer.set_resource_link_claim(data.resource_link_id)
    consumer.set_launch_presentation_claim(document_target="iframe")
    consumer.set_context_claim(data.context_id, context_title=data.context_title)
    consumer.set_custom_parameters({"lesson": "lesson01_add"})
    return JsonResponse(consumer.generate_launch_request(asked))


def picked(tool: Any, token: str) -> Any:
    """The content that a tool handed over; its signature is checked."""
    from django.http import JsonResponse

    return JsonResponse({"items": tool.get_lti_consumer().check_and_decode_deep_linking_token(token)})


if __name__ == "__main__":
    main()
