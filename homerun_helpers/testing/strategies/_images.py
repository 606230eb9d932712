"""Small photos in the three formats that the API accepts: a few grey pixels and a comment of any bytes."""

import struct
import zlib


def png(width: int, height: int, comment: bytes) -> bytes:
    """A greyscale PNG."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\x80" * width) * height)
    chunks = ((b"IHDR", header), (b"tEXt", b"Comment\x00" + comment), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(width: int, height: int, comment: bytes) -> bytes:
    """A GIF with two colours in its palette."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x80\x80\x80\xff\xff\xff"
    extension = b"\x21\xfe" + _blocks(comment)
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02"
    # Codes of 3 bits: 4 clears the table, 0 is a pixel, 5 is the end. A clear after each pixel keeps codes at 3 bits.
    bits = "".join(f"{code:03b}"[::-1] for code in [4, 0] * (width * height) + [5])
    return b"GIF89a" + screen + extension + image + _blocks(_packed_low_first(bits)) + b"\x3b"


def _packed_low_first(bits: str) -> bytes:
    return bytes(int(bits[start : start + 8][::-1], 2) for start in range(0, len(bits), 8))


def _blocks(data: bytes) -> bytes:
    pieces = [data[start : start + 255] for start in range(0, len(data), 255)]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\x00"


def jpeg(width: int, height: int, comment: bytes) -> bytes:
    """A JPEG of one component."""
    blocks = -(-width // 8) * -(-height // 8)
    # Two Huffman tables, each with one code of one bit: "no difference" and "end of block". A block is two zero bits.
    table = bytes([1]) + bytes(15) + b"\x00"
    bits = "00" * blocks
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "1"), 2).to_bytes(-(-len(bits) // 8), "big")
    segments = (
        (0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
        (0xFE, comment),
        (0xDB, b"\x00" + b"\x01" * 64),
        (0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)),
        (0xC4, b"\x00" + table),
        (0xC4, b"\x10" + table),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    )
    return b"\xff\xd8" + b"".join(_segment(kind, body) for kind, body in segments) + data + b"\xff\xd9"


def _segment(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body


FORMATS = {"image/jpeg": (jpeg, ".jpg"), "image/png": (png, ".png"), "image/gif": (gif, ".gif")}
"""For each media type, the function that makes a photo, and the extension of its name."""
