"""The kinds of periodic report, each declared once: what it is called, its period, its outline, its file's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.base.text import fold
from models.base.words import _


@dataclass(frozen=True)
class OutlinePart:
    """One heading of a report, which may name `{next_period}`, and what stands below it before an official edits it.

    `code` finds the part again in what was edited. `content` is one of `models/reports/wording.py`: an area's code for
    the tasks of this area, a word for what it writes of all tasks, `FILLED` for what only a person knows, nothing for a
    heading alone. An `optional` part is left out of the paper while nothing stands in it. `carried`: what was written
    for the period before may be taken over.
    """

    code: str
    level: int  # 1 to 3
    heading: str
    content: str = ""
    optional: bool = False
    carried: bool = False


FILLED: Final = "filled"


def _line(number: int, heading: str, content: str = FILLED) -> OutlinePart:
    return OutlinePart(f"I.{number}", 2, heading, content, optional=True, carried=content == FILLED)


# Section I as provinces ask for it; a subject that knows what stands in a line names it there as its content.
DIRECTION_LINES: Final = (
    _line(1, _("Kế hoạch cải cách hành chính")),
    _line(2, _("Văn bản chỉ đạo, điều hành"), "received"),
    _line(3, _("Kiểm tra công tác cải cách hành chính")),
    _line(4, _("Thông tin, tuyên truyền")),
    _line(5, _("Phong trào thi đua")),
    _line(6, _("Sáng kiến, cách làm mới")),
)

# The six areas in the order of NQ 76/NQ-CP (2021); what belongs to none of them stands in section I.
USUAL_OUTLINE: Final = (
    OutlinePart("I", 1, _("Công tác chỉ đạo, điều hành cải cách hành chính"), "direction"),
    *DIRECTION_LINES,
    OutlinePart("II", 1, _("Kết quả thực hiện các nhiệm vụ cải cách hành chính")),
    OutlinePart("II.1", 2, _("Cải cách thể chế"), "institution"),
    OutlinePart("II.2", 2, _("Cải cách thủ tục hành chính"), "procedure"),
    OutlinePart("II.3", 2, _("Cải cách tổ chức bộ máy hành chính"), "apparatus"),
    OutlinePart("II.4", 2, _("Cải cách chế độ công vụ"), "civil_service"),
    OutlinePart("II.5", 2, _("Cải cách tài chính công"), "finance"),
    OutlinePart("II.6", 2, _("Xây dựng và phát triển chính quyền điện tử, chính quyền số"), "digital"),
    OutlinePart("III", 1, _("Đánh giá chung")),
    OutlinePart("III.1", 2, _("Kết quả nổi bật"), "results"),
    OutlinePart("III.2", 2, _("Tồn tại, hạn chế"), "shortcomings"),
    OutlinePart("III.3", 2, _("Nguyên nhân chủ yếu"), "causes"),
    OutlinePart("IV", 1, _("Phương hướng, nhiệm vụ {next_period}"), "plans"),
    OutlinePart("V", 1, _("Kiến nghị, đề xuất"), "proposals", carried=True),
)


@dataclass(frozen=True)
class ReportKind:
    """One kind of report. `code` is its spelling in commands, files and data.json; `period` a kind of period.

    `topic` is what it reports, as in the middle of a sentence. `document` abbreviates the type of document in its
    ký hiệu (NĐ 30/2020). `file_name` has no ending; `{document}` and `{agency}` are the two halves of the ký hiệu.
    """

    code: str
    name: str
    period: str
    topic: str = _("kết quả thực hiện nhiệm vụ cải cách hành chính {period}")
    outline: tuple[OutlinePart, ...] = USUAL_OUTLINE
    document: str = "BC"
    file_name: str = "{document}-{kind}-{period}-{agency}"

    def of(self, period_name: str) -> str:
        """The name with that of its period, which says the kind again: `Báo cáo quý IV/2026`."""
        name, period = self.name.split(), period_name.split()
        both = next(
            (n for n in range(len(period), 0, -1) if fold(" ".join(name[-n:])) == fold(" ".join(period[:n]))), 0
        )
        return " ".join([*name, *period[both:]])


REPORT_KINDS: Final = {
    kind.code: kind
    for kind in (
        ReportKind("thang", _("Báo cáo tháng"), period="month"),
        ReportKind("quy", _("Báo cáo quý"), period="quarter"),
        ReportKind("6thang", _("Báo cáo 6 tháng"), period="half"),
        ReportKind("9thang", _("Báo cáo 9 tháng"), period="nine_months"),
        ReportKind("nam", _("Báo cáo năm"), period="year"),
    )
}
