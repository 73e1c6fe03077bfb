"""Files larger than the platform takes are not written to its disk; the form is told how large they were."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 20_000_000
"""Bytes of all files of one request."""


class NotTooLarge(FileUploadHandler):
    """Stands before the handlers that keep files: past the limit they get nothing more."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    @property
    def over(self) -> bool:
        return self.received > MOST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return None if self.over else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """An empty file that says how large the sent one was; none where another handler has the whole of it."""
        if not self.over:
            return None
        for handler in getattr(self.request, "upload_handlers", ()):
            if handler is not self and getattr(handler, "file", None) is not None:
                handler.file.close()
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, size=self.received)
