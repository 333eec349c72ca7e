"""Evidence files: immutable, named by a keyed hash of their content, encrypted, in a folder beside the database."""

from __future__ import annotations

import hashlib
import hmac
import string
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from models.base import files
from models.base.errors import AppError
from models.base.paths import make_folder, write_file
from models.base.words import _
from models.store import evidence_file, faults
from models.store.evidence_file import Stamp
from models.store.keys import data_keys

_ADDRESS, _PREFIX = 64, 2  # letters


@dataclass(frozen=True)
class OpenedFile:
    """A file that opened under its name: its bytes as they lie there, what is in it, and the stamp of its reading."""

    sealed: bytes = field(repr=False)
    content: bytes = field(repr=False)
    stamp: Stamp


class Evidence:
    """The folder of one office's files. The name is keyed, so that nobody can tell whether a known file is inside.

    Nothing in it counts before it opened with the office's key under its own name.
    """

    def __init__(
        self,
        folder: Path,
        data_key: bytes,
        copies: Callable[[], Iterable[Path]] = tuple,
        *,
        mends: bool = True,
        naming: bytes | None = None,
    ) -> None:
        """`copies` gives the folders where a file that is lost or damaged here may lie whole; it is asked only then.

        What is found there is put back here, unless `mends` is False: beside a damaged book nothing is written.
        `naming` names files where the data key does not any more (`data_keys.evidence_naming`).
        """
        self.folder, self.mends = folder, mends
        self._key, self._copies = data_key, copies
        self._cipher, self._naming = data_keys.evidence_cipher(data_key), naming or data_keys.evidence_naming(data_key)

    def put(self, content: bytes) -> str:
        """Keep `content`; the same content twice is one file. Gives its address. Raises AppError."""
        if len(content) > files.LARGEST_DOCUMENT:
            raise too_large()
        address = hmac.new(self._naming, content, hashlib.sha256).hexdigest()
        if self.opened(address) is None:
            self.put_as(address, content)
        return address

    def put_as(self, address: str, content: bytes) -> None:
        """Keep content that has its address from another folder of the same office. Raises AppError."""
        with faults.sorting(disk=True):
            self._lay(address, evidence_file.seal(self._cipher, address, content))

    def get(self, address: str) -> bytes:
        """The content at `address`, fetched from a copy when it is not whole here.

        Raises AppError `evidence_missing` or `evidence_damaged` when it is whole nowhere.
        """
        try:
            return self._own(address)
        except AppError as refusal:
            found = self._elsewhere(address)
            if found is None:
                raise
            if self.mends and refusal.code != "busy":
                with suppress(OSError):  # the content is here all the same; the weekly check tries again
                    self._lay(address, found.sealed)
            return found.content

    def fault(self, address: str) -> AppError | None:
        """Why the file does not open here; None when it does."""
        try:
            self._own(address)
        except AppError as refusal:
            return refusal
        return None

    def opened(self, address: str) -> OpenedFile | None:
        """The file as it lies here, if it opens under its name; None for any other, and for none."""
        return self._opened_at(self.path(address), address)

    def found(self, address: str) -> OpenedFile | None:
        """As `opened`, also of a file whose name another system wrote in other letters (ABC for abc)."""
        return self.opened(address) or next(
            (one for path in self._misspelt(address) if (one := self._opened_at(path, address)) is not None), None
        )

    def path(self, address: str) -> Path:
        """Where the encrypted file lies: two levels, so that a folder never holds too many."""
        return self.folder / address[:_PREFIX] / address

    def addresses(self) -> list[str]:
        """The names of all files that lie here, ours or not."""
        found = []
        for folder in _inside(self.folder):
            if len(folder.name) == _PREFIX and folder.is_dir():
                found += [path.name for path in _inside(folder) if path.name.startswith(folder.name)]
        return sorted(name for name in found if is_address(name))

    def _own(self, address: str) -> bytes:
        try:
            sealed, _stamp = evidence_file.read(self.path(address))
            content = evidence_file.content_of(self._cipher, address, sealed)
        except FileNotFoundError:
            raise _missing(address) from None
        except OSError as failure:
            raise faults.sorted_fault(failure) or faults.disk_failing() from None
        except ValueError:
            content = None
        if content is None:
            raise _damaged(address)
        return content

    def _elsewhere(self, address: str) -> OpenedFile | None:
        for folder in (self.folder, *self._copies()):
            opened = Evidence(folder, self._key).found(address)
            if opened is not None:
                return opened
        return None

    def _opened_at(self, path: Path, address: str) -> OpenedFile | None:
        try:
            sealed, stamp = evidence_file.read(path)
        except (OSError, ValueError):
            return None
        content = evidence_file.content_of(self._cipher, address, sealed)
        return None if content is None else OpenedFile(sealed, content, stamp)

    def _misspelt(self, address: str) -> Iterator[Path]:
        for folder in _inside(self.folder):
            if folder.name.lower() == address[:_PREFIX]:
                yield from (path for path in _inside(folder) if path.name.lower() == address)

    def _lay(self, address: str, sealed: bytes) -> None:
        path = self.path(address)
        make_folder(self.folder)
        evidence_file.make_way(path)
        write_file(path, sealed)


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it cannot be read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def is_address(name: str) -> bool:
    """Whether this may be the name of an evidence file."""
    return len(name) == _ADDRESS and not set(name) - set(string.hexdigits.lower())


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


def _missing(address: str) -> AppError:
    return AppError(
        "evidence_missing",
        _("Không tìm thấy tệp đính kèm trong kho minh chứng."),
        _("Tệp {name} không còn trong thư mục minh chứng, và không có ở bản sao nào.").format(name=address[:12]),
        _("Hãy cắm USB (nối ổ mạng) có bản sao lưu rồi mở lại, hoặc đính kèm lại tệp gốc."),
    )


def _damaged(address: str) -> AppError:
    return AppError(
        "evidence_damaged",
        _("Tệp đính kèm không đọc được."),
        _("Nội dung tệp {name} đã bị thay đổi hoặc bị hỏng, và không có bản sao nào nguyên vẹn.").format(
            name=address[:12]
        ),
        _("Hãy cắm USB (nối ổ mạng) có bản sao lưu rồi mở lại, hoặc đính kèm lại tệp gốc."),
    )
