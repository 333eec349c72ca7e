"""What is said of a newer setup, in the window and by the command. No Qt."""

from __future__ import annotations

from models.base.version import VERSION
from models.base.words import _
from models.signing import program_file
from models.signing.program_file import ProgramFile


def lines(found: ProgramFile) -> list[str]:
    """Version, who made it, sum: one sentence each, the most important first."""
    total = _("Mã SHA-256, để hỏi lại nơi phát hành qua điện thoại hoặc văn bản: {sum}").format(sum=found.sha256)
    return [version(found), signature(found), total]


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
    """Whether it was made by who made this program, as far as can be proven."""
    return {
        program_file.OURS: _("Chữ ký đúng của nơi làm chương trình này."),
        program_file.NONE: _("Bộ cài KHÔNG CÓ chữ ký của nơi làm chương trình nên chương trình không chạy."),
        program_file.CHANGED: _("Chữ ký KHÔNG KHỚP: tệp đã bị sửa, hoặc do người khác ký. Không được cài."),
        program_file.STRANGER: _("Bộ cài do NGƯỜI KHÁC ký, không phải nơi làm chương trình này. Không được cài."),
        program_file.UNPINNED: _(
            "Không kiểm chứng được ai làm ra bộ cài: bản đang dùng không mang khóa của nơi phát hành, nên chương trình "
            "không tự chạy bộ cài này. Chỉ cài khi chính nơi phát hành giao tệp và mã SHA-256 dưới đây đúng như họ đọc."
        ),
    }[found.signature]


def state(found: ProgramFile) -> str:
    """The role of the colour to say that in."""
    doubtful = {program_file.OURS: "good", program_file.UNPINNED: "warn"}
    return doubtful.get(found.signature, "danger")
