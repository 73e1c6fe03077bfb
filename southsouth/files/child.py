"""The process of its own in which a picture from outside is decoded, with little memory and little time.

Reads the picture from standard input; writes one line of JSON with the fault (empty: none), then the picture anew.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps

MOST_POINTS = 40_000_000
SIDE = 2_000
MEMORY, SECONDS = 1_500_000_000, 10
QUALITY = 85


def confine() -> None:
    """From here on this process is stopped when it takes more time or memory than a picture needs."""
    for which, wanted in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def redrawn(data: bytes, kind: str) -> tuple[str, bytes]:
    """The fault, or the picture written anew."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format != kind:
                return "not_it", b""
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SIDE, SIDE))
            return "", written(upright, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "pixels", b""
    except MemoryError:
        return "heavy", b""
    except Exception:
        return "not_it" if not known(data) else "damaged", b""


def known(data: bytes) -> bool:
    """Whether it begins like one of the kinds that are taken."""
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def written(picture: Image.Image, kind: str) -> bytes:
    """The points alone: whatever else the file said stays behind."""
    plain = picture.convert("RGB" if kind == "JPEG" or ("A" not in picture.mode and picture.mode != "P") else "RGBA")
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    bare.save(out, kind, **({} if kind == "PNG" else {"quality": QUALITY}))
    return out.getvalue()


def main(kind: str, source: BinaryIO, out: BinaryIO) -> int:
    confine()
    code, picture = redrawn(source.read(), kind)
    out.write(json.dumps({"code": code}).encode() + b"\n" + picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer))
