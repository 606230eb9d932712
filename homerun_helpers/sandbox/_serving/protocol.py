"""HTTP over a connection: uvicorn's, but for its answer to bytes that are no HTTP."""

import json
from collections.abc import Callable

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Protocol(H11Protocol):
    """Refuses in the API's shape what cannot be parsed, where the original answers with plain text.

    Attributes:
        refused: Called for a request that is refused before the application sees it.
    """

    refused: Callable[[], None]

    def send_400_response(self, msg: str) -> None:
        """Answer 400, unless there is an answer already, and close the connection."""
        if self.cycle is None or self.cycle.response_complete:
            self.refused()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = json.dumps({"code": 400, "error": True, "message": msg, "details": []}).encode()
            length = str(len(body))
            headers = [("Content-Type", "application/json"), ("Content-Length", length), ("Connection", "close")]
            start = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (start, h11.Data(body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        if self.cycle is not None:
            # The rest of the application's answer cannot be sent any more.
            self.cycle.disconnected = True
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: a client that asks for HTTP/2 or a websocket gets HTTP/1.1, which the protocol allows."""
