"""What is said of a newer setup, in the window and by the command. No Qt."""

from __future__ import annotations

from models.base.version import VERSION
from models.base.words import _
from models.signing import program_file
from models.signing.program_file import ProgramFile


def lines(found: ProgramFile) -> list[str]:
    """Version, signature, sums: one sentence each, the most important first."""
    listed = {
        None: _("Mã SHA-256 để đối chiếu với nơi phát hành: {sum}"),
        True: _("Mã SHA-256 khớp với tệp SHA256SUMS để cạnh: {sum}"),
        False: _("Mã SHA-256 KHÔNG khớp với tệp SHA256SUMS để cạnh, tệp có thể đã hỏng: {sum}"),
    }[found.listed]
    return [version(found), signature(found), listed.format(sum=found.sha256)]


def version(found: ProgramFile) -> str:
    """Newer, the same, or older than what is running."""
    if found.newer():
        words = _("Bộ cài phiên bản {version}, mới hơn bản đang dùng ({installed}).")
    elif program_file.numbers(found.version) == program_file.numbers(VERSION):
        words = _("Bộ cài phiên bản {version}, đúng bằng bản đang dùng.")
    else:
        words = _("Bộ cài phiên bản {version}, CŨ HƠN bản đang dùng ({installed}): không cài lùi được.")
    return words.format(version=found.version, installed=VERSION)


def signature(found: ProgramFile) -> str:
    """What is known of the signature."""
    return {
        program_file.GOOD: _("Chữ ký số hợp lệ, người ký: {signer}."),
        program_file.NONE: _("Bộ cài chưa được ký số: chỉ dùng khi biết chắc tệp lấy từ đâu."),
        program_file.CHANGED: _("Tệp ĐÃ BỊ SỬA sau khi ký. Không được cài."),
        program_file.UNTRUSTED: _("Chữ ký số (người ký: {signer}) chưa được Windows của máy này tin cậy."),
        program_file.UNKNOWN: _("Có chữ ký số (người ký: {signer}) nhưng chỉ Windows kiểm tra được."),
    }[found.signature].format(signer=found.signer or "?")


def may_run(found: ProgramFile) -> bool:
    """Whether it is offered for installing: newer, and nothing speaks against its bytes."""
    return found.newer() and found.signature != program_file.CHANGED and found.listed is not False
