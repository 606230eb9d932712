"""HTTP over a connection: uvicorn's, told apart by its answer to what is no HTTP at all."""

import json

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Protocol(H11Protocol):
    """Refuses in the API's shape what cannot be parsed, where the original answers with plain text."""

    def send_400_response(self, msg: str) -> None:
        """Answer 400, unless there is an answer already, and close the connection."""
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = json.dumps({"code": 400, "error": True, "message": msg, "details": []}).encode()
            length = str(len(body))
            headers = [("Content-Type", "application/json"), ("Content-Length", length), ("Connection", "close")]
            start = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (start, h11.Data(body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        if self.cycle is not None:
            # What the application is still going to say has no place any more.
            self.cycle.disconnected = True
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: who asks for HTTP/2 or a websocket gets HTTP/1.1, as it may be."""
