"""The pages that a platform leads to: login, launch, keys, registration, and the way back after content was picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from grader.sentences import languages, render, speaker
from grader.serve.changed_terms import follow_up
from grader.serve.incoming import Incoming, log
from grader.serve.launch import Launch, LaunchRefused, use_up, verified
from grader.serve.login import Login, State, begin_login, read_state
from grader.serve.pages import headers_for, html
from grader.serve.platforms import Platform, origin_of
from grader.serve.records import arrive
from grader.serve.registration import invitation, is_invited, register_with
from grader.serve.signed import digest_of
from grader.serve.terms import BadTerms, Terms, terms_of
from grader.serve.visits import open_visit

__all__ = ["again", "jwks", "launch", "login", "register"]

STORED = "dlgrade_browser"  # the name in the platform's storage


def jwks(incoming: Incoming) -> Response:
    """The tool's public keys (1EdTech Security Framework 1.0, 6.3)."""
    return JSONResponse(incoming.tool.keys.published(), headers={"Cache-Control": "public, max-age=300"})


def login(incoming: Incoming) -> Response:
    """Step 1 of a launch: a third party asks to log in, by GET or POST (Security Framework 5.1.1.1)."""
    asked = incoming.fields if incoming.request.method == "POST" else dict(incoming.request.query_params)
    found = _begun(incoming, asked)
    if found.storage:
        facts = {
            "storage": found.storage,
            "origin": found.origin,
            "key": STORED,
            "value": found.browser,
            "go": found.url,
        }
        answer = incoming_page(incoming, "passing.html", form={}, action="", again="", **facts)
    else:
        answer = RedirectResponse(found.url, 302, headers=headers_for("'none'"))
    return _marked(incoming, answer, found)


def again(incoming: Incoming) -> Response:
    """The same login in a window of its own, where cookies are kept."""
    tool = incoming.tool
    state, _ = read_state(tool.database, tool.signer, incoming.request.query_params.get("state", ""))
    found = _begun(incoming, state.asked)
    return _marked(incoming, RedirectResponse(found.url, 302, headers=headers_for("'none'")), found)


def _begun(incoming: Incoming, asked: Mapping[str, str]) -> Login:
    """The login that is asked for. Raises HTTPException, 429, where it is asked for too often."""
    tool, client = incoming.tool, incoming.request.client
    address = client.host if client else ""
    tool.limits.login_of_address.take(address)
    # Of this address: whoever knows somebody's hint must not be able to keep them out.
    tool.limits.login_of_person.take((address, digest_of(asked.get("iss", "")), digest_of(asked.get("login_hint", ""))))
    return begin_login(tool.database, tool.signer, tool.settings, asked, incoming.request.cookies.get(tool.cookie, ""))


def launch(incoming: Incoming) -> Response:
    """Step 3: what the platform says, by a form that the browser brings (Security Framework 5.1.1.3)."""
    tool, fields = incoming.tool, incoming.fields
    state, platform = read_state(tool.database, tool.signer, fields.get("state", ""))
    if fields.get("error") or not fields.get("id_token"):
        raise LaunchRefused("platform")
    browser = incoming.request.cookies.get(tool.cookie, "")
    kept = digest_of(browser) == state.browser  # the same browser that began, or somebody else's answer is laid into it
    stored = fields.get("stored", "") if _from_our_own_page(incoming) else ""
    if not kept and digest_of(stored) != state.browser:
        return _ask_storage(incoming, state, platform) if not stored else _new_window(incoming)
    found = verified(tool.database, tool.platform_keys, platform, fields["id_token"], state.nonce)
    tool.limits.launch_of_person.take((platform.id, found.sub))
    tool.limits.launch_into_course.take((platform.id, found.context))
    return _opened(incoming, platform, found, state.nonce, browser if kept else "")


def _from_our_own_page(incoming: Incoming) -> bool:
    """Whether the browser says so, or says nothing: what the platform's storage held comes from no other page, else somebody could lay their own
    launch into another person's browser. An old browser names the origin alone, which is `null` for our pages, since they send no referrer."""
    headers = incoming.request.headers
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return headers.get("origin", "") in ("", origin_of(incoming.tool.settings.url))


def register(incoming: Incoming) -> Response:
    """Dynamic registration: asked by GET, done by POST, once for each link that the operator made."""
    tool, secret = incoming.tool, incoming.request.path_params["secret"]
    heading = tool.settings.title
    if not is_invited(tool.database, secret):
        return _used_up(incoming)
    if incoming.request.method == "GET":
        query = incoming.request.query_params
        form = {name: query.get(name, "") for name in ("openid_configuration", "registration_token")}
        host = form["openid_configuration"].split("/")[2:3]
        line = incoming.say("serve.register_with", host=" ".join(host)[:200])
        action = incoming.request.url.path
        return incoming_page(incoming, "registered.html", heading=heading, line=line, action=action, form=form)
    url, token = (incoming.fields.get(name, "") for name in ("openid_configuration", "registration_token"))
    with invitation(tool.database, secret) as taken:
        if not taken:
            return _used_up(incoming)
        platform = register_with(tool.database, tool.outbound, tool.settings, url, token)
    tool.forget_frames()
    log.info("registered", extra={"platform": platform.id})
    line = incoming.say("serve.registered")
    return incoming_page(incoming, "registered.html", heading=heading, line=line, action="", form={})


def _used_up(incoming: Incoming) -> Response:
    """Of a link that is opened twice, the first who presses the button has it."""
    return incoming_page(incoming, "said.html", status=404, lines=[incoming.say("serve.used_up")], code="", again="")


def incoming_page(incoming: Incoming, name: str, **facts: Any) -> Response:
    """A page of no visit."""
    facts.setdefault("heading", incoming.tool.settings.title)
    base = incoming.tool.settings.base
    return html(name, incoming.language, frames=incoming.tool.frames, base=base, **facts)


def _opened(incoming: Incoming, platform: Platform, found: Launch, nonce: str, browser: str) -> Response:
    """A visit for who was launched, and its first page. All of it in one transaction, for before a deadline everybody comes at once."""
    tool = incoming.tool
    if found.role == "other" or (found.linking and found.role != "teacher"):
        raise HTTPException(403)
    terms = None
    try:
        terms = terms_of(found.custom, tool.course) if found.link else None
    except BadTerms as bad:
        return _bad_link(incoming, found, bad)
    linking = msgspec.json.encode(found.linking).decode() if found.linking else ""
    with tool.database.write() as connection:
        use_up(connection, platform, nonce)
        arrival = arrive(connection, platform, found, terms)
        place = arrival.place
        number = place.id if place else None
        token = open_visit(
            connection,
            context=arrival.context.id,
            user=arrival.user.id,
            role=found.role,
            language=_language(incoming, found, place.picked if place else None),
            assignment=number,
            browser=browser,
            linking=linking,
        )
    path = "/pick" if found.linking else "/class" if found.role == "teacher" else "/work"
    if place:
        follow_up(tool, place, arrival.before)
    if place and place.terms:
        tool.grader.warm(place.id)
    log.info("launched", extra={"platform": platform.id, "assignment": number})
    return RedirectResponse(f"{tool.settings.base}{path}?t={token}", 303, headers=headers_for("'none'"))


def _bad_link(incoming: Incoming, found: Launch, bad: BadTerms) -> Response:
    """In the launch's language: for the teacher what the link says amiss, for a student whom to tell."""
    language = _language(incoming, found, None)
    said = [render(bad.said, language)] if found.role == "teacher" else []
    lines = [*said, speaker(language)("serve.bad_link" if said else "serve.tell_teacher")]
    base, heading = incoming.tool.settings.base, incoming.tool.settings.title
    facts: dict[str, Any] = {"heading": heading, "lines": lines, "code": "", "again": ""}
    return html("said.html", language, status=400, frames=incoming.tool.frames, base=base, **facts)


def _language(incoming: Incoming, found: Launch, terms: Terms | None) -> str:
    asked = (terms.language if terms else "") or found.locale[:2].lower()
    return asked if asked in languages() else incoming.language


def _ask_storage(incoming: Incoming, state: State, platform: Platform) -> Response:
    """The cookie did not come back: the platform's storage may have kept the mark."""
    if not state.storage:
        return _new_window(incoming)
    form = {name: incoming.fields.get(name, "") for name in ("state", "id_token")}
    base = incoming.tool.settings.base
    facts = {"storage": state.storage, "origin": origin_of(platform.auth_url), "key": STORED, "value": "", "go": ""}
    return incoming_page(
        incoming, "passing.html", form=form, action=f"{base}/lti/launch", again=_again(incoming), **facts
    )


def _new_window(incoming: Incoming) -> Response:
    lines = [incoming.say("serve.no_cookies")]
    return incoming_page(incoming, "said.html", lines=lines, code="", again=_again(incoming))


def _again(incoming: Incoming) -> str:
    return f"{incoming.tool.settings.base}/lti/again?state={incoming.fields.get('state', '')}"


def _marked(incoming: Incoming, answer: Response, found: Login) -> Response:
    """With the cookie that marks the browser: partitioned by the page around it, and for nobody's script."""
    value = (
        f"{incoming.tool.cookie}={found.browser}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned; Max-Age=86400"
    )
    answer.headers.append("Set-Cookie", value)
    return answer
