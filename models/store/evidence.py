"""Evidence files: immutable, named by a keyed hash of their content, encrypted, in a folder beside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.base import files
from models.base.errors import AppError
from models.base.paths import patiently, write_file
from models.base.words import _
from models.store import faults
from models.store.keys import key_slots


class Evidence:
    """The folder of one office's files. The name is keyed, so that nobody can tell whether a known file is inside."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.folder = folder
        self._cipher, self._naming = key_slots.evidence_keys(data_key)

    def put(self, content: bytes) -> str:
        """Keep `content`; the same content twice is one file. Gives its address. Raises AppError."""
        if len(content) > files.LARGEST_DOCUMENT:
            raise too_large()
        address = hmac.new(self._naming, content, hashlib.sha256).hexdigest()
        if not self._holds(address):
            nonce = os.urandom(12)
            sealed = nonce + AESGCM(self._cipher).encrypt(nonce, content, address.encode())
            path = self.path(address)
            with faults.sorting(disk=True):
                write_file(path, sealed)
        return address

    def _holds(self, address: str) -> bool:
        """Whether the file is there and whole; one that was damaged is written anew."""
        try:
            self.get(address)
        except AppError:
            return False
        return True

    def get(self, address: str) -> bytes:
        """The content at `address`. Raises AppError `evidence_missing` or `evidence_damaged`."""
        try:
            sealed = patiently(self.path(address).read_bytes)
            content = AESGCM(self._cipher).decrypt(sealed[:12], sealed[12:], address.encode())
        except FileNotFoundError:
            raise AppError(
                "evidence_missing",
                _("Không tìm thấy tệp đính kèm trong kho minh chứng."),
                _("Tệp {name} không còn trong thư mục minh chứng.").format(name=address[:12]),
                _("Hãy khôi phục thư mục minh chứng từ bản sao lưu."),
            ) from None
        except OSError as failure:
            raise faults.sorted_fault(failure) or faults.disk_failing() from None
        except (InvalidTag, ValueError):
            raise AppError(
                "evidence_damaged",
                _("Tệp đính kèm không đọc được."),
                _("Nội dung tệp {name} đã bị thay đổi hoặc bị hỏng.").format(name=address[:12]),
                _("Hãy khôi phục thư mục minh chứng từ bản sao lưu."),
            ) from None
        return content

    def path(self, address: str) -> Path:
        """Where the encrypted file lies: two levels, so that a folder never holds too many."""
        return self.folder / address[:2] / address


def too_large(name: str = "") -> AppError:
    """The file (`name`, where it has one yet) is over what portals accept."""
    return AppError(
        "file_too_large",
        _("Tệp {name} quá lớn.").format(name=name) if name else _("Tệp quá lớn."),
        _("Mỗi tệp đính kèm tối đa {n} MB theo quy định của cổng tiếp nhận.").format(
            n=files.LARGEST_DOCUMENT // 1024**2
        ),
        _("Hãy nén ảnh quét, tách tệp hoặc chỉ đính kèm các trang cần thiết."),
    )
