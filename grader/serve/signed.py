"""What a browser carries for the tool, signed by it: for one use, for a time. And secrets that are kept as their digest alone."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any

import jwt

__all__ = ["Signer", "digest_of"]


class Signer:
    """Signs and reads tokens with a key of the tool's own."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, use: str, claims: dict[str, Any], seconds: float) -> str:
        return jwt.encode(claims | {"aud": use, "exp": int(time.time() + seconds)}, self._key, algorithm="HS256")

    def read(self, use: str, token: str) -> dict[str, Any] | None:
        """The claims; None for what was not signed here, for another use, or is too old."""
        try:
            return jwt.decode(token, self._key, algorithms=["HS256"], audience=use, options={"require": ["exp", "aud"]})
        except jwt.PyJWTError:
            return None

    def mark(self, *parts: str) -> str:
        """A short proof that these parts were put together here, for a form."""
        said = "\0".join(parts).encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:40]

    def is_mark(self, mark: str, *parts: str) -> bool:
        return hmac.compare_digest(mark.encode(), self.mark(*parts).encode())


def digest_of(secret: str) -> str:
    """What is kept of a secret: whoever reads the database has not got it."""
    return hashlib.sha256(secret.encode()).hexdigest()
