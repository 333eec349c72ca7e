"""What can be wrong with the office's file, each in the words of a person who must decide what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.base.errors import AppError
from models.base.words import _


@dataclass(frozen=True)
class Diagnosis:
    """`kind` is missing, empty, cut, foreign, flipped, foreign_wal or broken; the rest are sentences."""

    kind: str
    what: str
    why: str
    do: str

    def refusal(self) -> AppError:
        """The error for whoever wanted to open the file."""
        return AppError("database_missing" if self.kind == "missing" else "damaged", self.what, self.why, self.do)


def only_read() -> AppError:
    """What is said to whoever would write into a damaged book."""
    return AppError(
        "damaged_only_read",
        _("Sổ đang mở chỉ để đọc nên không ghi được."),
        _("Tệp dữ liệu bị hỏng; ghi thêm có thể làm mất phần còn đọc được."),
        _("Hãy khôi phục từ bản sao lưu, hoặc cứu những gì còn đọc được sang sổ mới, rồi nhập tiếp."),
    )


def unread() -> AppError:
    """What is said where a damaged book meets a page that cannot be read."""
    return AppError(
        "damaged",
        _("Phần này của sổ không đọc được."),
        _("Chỗ chứa nó trong tệp dữ liệu đã hỏng; các phần khác vẫn xem được."),
        _("Hãy cứu dữ liệu sang sổ mới (những dòng mất được dựng lại từ nhật ký), hoặc khôi phục từ bản sao lưu."),
    )


def missing(file: Path) -> Diagnosis:
    """It is not there."""
    return Diagnosis(
        "missing",
        _("Không tìm thấy tệp dữ liệu của sổ."),
        _("Tệp {name} đã bị xóa, đổi tên hoặc chuyển đi nơi khác.").format(name=file.name),
        _("Hãy đưa tệp về chỗ cũ, hoặc khôi phục từ bản sao lưu."),
    )


def empty(file: Path) -> Diagnosis:
    """It has no bytes."""
    return Diagnosis(
        "empty",
        _("Tệp dữ liệu của sổ trống rỗng (0 byte)."),
        _("Nội dung tệp {name} đã mất, thường do mất điện khi chép tệp hoặc ổ đĩa hỏng.").format(name=file.name),
        _("Hãy khôi phục từ bản sao lưu gần nhất."),
    )


def cut(file: Path) -> Diagnosis:
    """It ends before its last page."""
    return Diagnosis(
        "cut",
        _("Tệp dữ liệu của sổ bị cắt cụt."),
        _("Tệp {name} ngắn hơn nội dung mà nó phải có, thường do chép dở hoặc rút USB sớm.").format(name=file.name),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )


def foreign(file: Path) -> Diagnosis:
    """Nothing in it can be read with the office's key."""
    return Diagnosis(
        "foreign",
        _("Tệp dữ liệu không phải của sổ này."),
        _("Không trang nào của tệp {name} mở được bằng khóa của cơ quan: tệp của sổ khác, hoặc đã bị ghi đè.").format(
            name=file.name
        ),
        _("Hãy đưa đúng tệp dữ liệu về chỗ cũ, hoặc khôi phục từ bản sao lưu gần nhất."),
    )


def foreign_wal(wal: Path) -> Diagnosis:
    """The file is whole, but the -wal beside it does not belong to it."""
    return Diagnosis(
        "foreign_wal",
        _("Tệp {name} nằm cạnh tệp dữ liệu không thuộc về nó.").format(name=wal.name),
        _("Tệp dữ liệu thì nguyên vẹn; đọc cùng tệp {name} thì hỏng.").format(name=wal.name),
        _("Hãy chuyển tệp {name} sang thư mục khác (đừng xóa) rồi mở lại sổ.").format(name=wal.name),
    )


def flipped(file: Path, bad: int, pages: int) -> Diagnosis:
    """Some of its pages were changed since they were written."""
    return Diagnosis(
        "flipped",
        _("Tệp dữ liệu của sổ có {bad} trang hỏng trên tổng số {pages} trang.").format(bad=bad, pages=pages),
        _("Một phần nội dung tệp {name} đã đổi khác với lúc ghi: ổ đĩa hỏng, hoặc chương trình khác đã sửa.").format(
            name=file.name
        ),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )


def broken(file: Path) -> Diagnosis:
    """Its pages read, but do not fit together."""
    return Diagnosis(
        "broken",
        _("Cấu trúc bên trong tệp dữ liệu của sổ bị hỏng."),
        _("Từng trang của tệp {name} đọc được nhưng không khớp với nhau.").format(name=file.name),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )
