"""Open edX's LTI platform alone on loopback: its own tokens, line items, scores, results and roster.

Run with the Python of `.envs/open-edx`, in an empty folder, with the tool's public key on stdin. Prints one line of JSON: the addresses
and the client's id. Who is in the course is said here, for that needs the whole of Open edX; `members` is a roster as other platforms have it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
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
# As Open edX's own database has a course's members, by number; the id that tools know is MEMBERS's, or the one here.
COURSE = {
    1: {"external_id": "11111111-ana", "name": "Ana A", "email": "ana@x.edu", "roles": ["student"]},
    2: {"external_id": "22222222-ben", "name": "Ben B", "email": "ben@x.edu", "roles": ["student"]},
    3: {"external_id": "44444444-dee", "name": "Dee D", "email": "dee@x.edu", "roles": ["student", "staff"]},
}
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
        location=BLOCK,
        lti_advantage_enable_nrps=True,
        lti_advantage_deep_linking_enabled=True,
        lti_advantage_deep_linking_launch_url=f"{TOOL}/lti/launch",
    )
    fill_course()
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


def fill_course() -> None:
    """Open edX's roster service asks the rest of Open edX in these three places; what it makes of the answers is its own."""
    from lti_consumer.models import CourseAllowPIISharingInLTIFlag
    from lti_consumer.plugin import compat
    from opaque_keys.edx.keys import UsageKey

    compat.get_course_members = lambda _: {number: {"id": number} | facts for number, facts in COURSE.items()}
    compat.merge_course_forum_roles = lambda _, members: members
    ids = {number: SimpleNamespace(external_user_id=facts["external_id"]) for number, facts in COURSE.items()}
    compat.batch_get_or_create_externalids = lambda _: ids
    course = UsageKey.from_string(BLOCK).course_key
    CourseAllowPIISharingInLTIFlag.objects.create(course_id=course, enabled=True)


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
