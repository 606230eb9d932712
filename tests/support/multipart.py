"""Reads multipart bodies with an independent parser."""

from attrs import frozen
from python_multipart import MultipartParser
from python_multipart.multipart import parse_options_header


@frozen
class Part:
    name: str
    file_name: str | None
    mime_type: str | None
    content: bytes


def parts_of(request):
    """The parts of a received request."""
    _, options = parse_options_header(request.headers["content-type"])
    collector = _Collector()
    parser = MultipartParser(options[b"boundary"], collector.callbacks())
    parser.write(request.body)
    parser.finalize()
    return [_part(headers, bytes(content)) for headers, content in collector.parts]


def _part(headers, content):
    _, options = parse_options_header(headers[b"content-disposition"])
    name = options[b"name"].decode()
    file_name = options.get(b"filename")
    mime = headers.get(b"content-type")
    return Part(name, file_name and file_name.decode(), mime and mime.decode(), content)


class _Collector:
    def __init__(self):
        self.parts = []
        self._field = self._value = b""

    def callbacks(self):
        return {
            "on_part_begin": lambda: self.parts.append(({}, bytearray())),
            "on_header_field": self._on_field,
            "on_header_value": self._on_value,
            "on_header_end": self._on_header_end,
            "on_part_data": lambda data, start, end: self.parts[-1][1].extend(data[start:end]),
        }

    def _on_field(self, data, start, end):
        self._field += data[start:end]

    def _on_value(self, data, start, end):
        self._value += data[start:end]

    def _on_header_end(self):
        self.parts[-1][0][self._field.lower()] = self._value
        self._field = self._value = b""
