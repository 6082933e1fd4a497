"""The tool's own keys: what it signs with, and the public halves that platforms fetch."""

from __future__ import annotations

import os
import secrets
import stat
import time
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.sentences import text
from grader.serve.database import Database  # noqa: F401  (says what is missing, before these imports fail)

import jwt  # isort: skip
from cryptography.hazmat.primitives import serialization  # isort: skip
from cryptography.hazmat.primitives.asymmetric import rsa  # isort: skip
from jwt.algorithms import RSAAlgorithm  # isort: skip

__all__ = ["ToolKeys"]

BITS = 3072
KEPT = 2  # the newest signs; the one before it stays published, for platforms that have cached it
SECONDS = 300  # what is signed is good for so long


class ToolKeys:
    """The keys in a folder, `<time>-<letters>.pem`; the name is the key's id. The first one is made where there is none.

    Raises UsageError for a file that others can read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, rsa.RSAPrivateKey] = {}  # reading one holds up all threads for a tenth of a second
        if not self._files():
            self.rotate()

    @property
    def id(self) -> str:
        """Of the key that signs."""
        return self._files()[-1].stem

    @property
    def private(self) -> rsa.RSAPrivateKey:
        """The key that signs."""
        return self._key(self._files()[-1])

    def rotate(self) -> str:
        """Make a new key, which signs from now on, and forget all but the one before it. Its id is returned."""
        key = rsa.generate_private_key(65537, BITS)
        form = serialization.PrivateFormat.PKCS8
        pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{time.time_ns()}-{secrets.token_hex(4)}.pem"
        fd = os.open(path.with_suffix(".part"), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(fd, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.replace(path.with_suffix(".part"), path)
        for old in self._files()[:-KEPT]:
            old.unlink()
        return path.stem

    def published(self) -> dict[str, Any]:
        """The JSON Web Key Set (RFC 7517) with the public halves."""
        return {"keys": [_public(path.stem, self._key(path)) for path in self._files()]}

    def sign(self, claims: dict[str, Any]) -> str:
        """A JSON Web Token with these claims, good for five minutes (1EdTech Security Framework 1.0, 5.2)."""
        now = int(time.time())
        times = {"iat": now, "exp": now + SECONDS, "nonce": secrets.token_urlsafe(16)}
        return jwt.encode(times | claims, self.private, algorithm="RS256", headers={"kid": self.id})

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.pem"))

    def _key(self, path: Path) -> rsa.RSAPrivateKey:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise UsageError(text("operate.key_read", path=str(path)))
            if path.stem not in self._read:
                try:
                    key = serialization.load_pem_private_key(file.read(), None)
                except ValueError:
                    key = None
                if not isinstance(key, rsa.RSAPrivateKey):
                    raise UsageError(text("operate.no_key", path=str(path)))
                self._read[path.stem] = key
        return self._read[path.stem]


def _public(name: str, key: rsa.RSAPrivateKey) -> dict[str, Any]:
    own: dict[str, Any] = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return own | {"kid": name, "alg": "RS256", "use": "sig"}
