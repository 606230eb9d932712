"""Pre-signed links to files: with one a file can be downloaded without a key, as long as it is valid."""

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import quote

from homerun_helpers.sandbox._store.files import StoredFile

LIFETIME_S = 300
_FOREVER = 0


class Links:
    """Makes and checks links; nothing is stored, since a link carries its own signature.

    Links of another object with the same secret and generation are valid too.

    Args:
        origin: Scheme, host and port.
        secret: What the signatures are made with.
        clock: Seconds since 1970.
        generation: Temporary links of other generations count as expired.
    """

    def __init__(self, origin: str, secret: str, clock: Callable[[], float], generation: int = 1) -> None:
        self._origin = origin
        self._secret = secret
        self._clock = clock
        self._generation = generation

    @property
    def generation(self) -> int:
        """The generation of the links that are given out now; `expire` begins the next."""
        return self._generation

    def temporary(self, file: StoredFile) -> str:
        """A link that is valid for five minutes."""
        return self._link(file, int(self._clock()) + LIFETIME_S)

    def lasting(self, file: StoredFile) -> str:
        """A link that stays valid: for photos, which are shown again and again."""
        return self._link(file, _FOREVER)

    def file_id(self, token: str) -> str | None:
        """The id of the file that a link's token is for; None when the token is wrong or expired."""
        id, _, rest = token.partition("-")
        expires, _, signature = rest.partition("-")
        if not (expires.isascii() and expires.isdigit()):
            return None
        if not hmac.compare_digest(signature.encode(), self._sign(id, expires).encode()):
            return None
        forever = expires == str(_FOREVER)
        return id if forever or self._clock() < int(expires) else None

    def expire(self) -> None:
        """End the validity of every temporary link given out so far."""
        self._generation += 1

    def _link(self, file: StoredFile, expires: int) -> str:
        token = f"{file.id}-{expires}-{self._sign(file.id, str(expires))}"
        return f"{self._origin}/files/{token}/{quote(file.name, safe='')}"

    def _sign(self, id: str, expires: str) -> str:
        generation = 0 if expires == str(_FOREVER) else self._generation
        message = f"{id}-{expires}-{generation}".encode()
        return hmac.new(self._secret.encode(), message, hashlib.sha256).hexdigest()[:32]
