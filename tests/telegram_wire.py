"""How a request to the Bot API is written, and what the fake server tells of admins."""

import json
import urllib.parse
from typing import Any

Json = dict[str, Any]

ADMIN_RIGHTS = dict.fromkeys(
    (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    ),
    True,
)  # fmt: skip


def decoded(fault: Json) -> Json:
    """A fault given over HTTP, its body as bytes."""
    body = fault.get("body", "")
    return {**fault, "body": None if body is None else str(body).encode()}


def parameters(body: bytes, content_type: str) -> Json:
    """The parameters of a request: a form whose nested values are JSON, or a JSON object; numbers as numbers."""
    if "json" in content_type:
        return dict(json.loads(body or b"{}"))
    pairs = urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
    return {name: value if name == "text" else _value(value) for name, value in pairs}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
