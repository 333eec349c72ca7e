"""What a directive says beside its duties: reasons, appraisals, rules, references, goals, closings, figures."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .draft import Draft
from .fields import FIELDS
from .offices import PEOPLE
from .paper import Cell, Table
from .truth import TargetTruth

PRAISE = (
    "Thời gian qua, công tác {field} có nhiều chuyển biến; toàn {area} đã giải quyết {n} vụ việc, đạt {p}% kế hoạch",
    "Trong {m} tháng đầu năm {y}, các cơ quan đã hoàn thành {n} nhiệm vụ, tăng {p}% so với năm {before}",
    "Tính đến ngày {day}, đã có {n} hồ sơ được giải quyết đúng hạn",
    "Kết quả lĩnh vực {field} năm {before} cơ bản đạt yêu cầu đề ra",
    "Nhiều mô hình hay trong lĩnh vực {field} đã được nhân rộng",
)
BLAME = (
    "Tuy nhiên, công tác {field} ở một số nơi còn chậm, kết quả đạt thấp",
    "Bên cạnh đó, việc phối hợp giữa các cơ quan trong lĩnh vực {field} chưa chặt chẽ",
    "Nguyên nhân chủ yếu là do thời tiết bất lợi và nguồn lực còn hạn chế",
    "Tuy vậy, đến ngày {day} vẫn còn {n} trường hợp chưa được giải quyết",
)
RULES = (
    "Trường hợp có số phiếu bằng nhau thì kết quả do người chủ trì quyết định",
    "Nếu hồ sơ chưa đủ thành phần thì thời hạn được tính từ ngày bổ sung đủ",
    "Mức hỗ trợ không vượt quá {p}% tổng mức đầu tư của mỗi mô hình",
    "Đối tượng áp dụng là hộ gia đình thường trú trên địa bàn từ {m} tháng trở lên",
)
REFERENCES = (
    "{office} đã có Văn bản số {n}/BC ngày {day} đề nghị các ngành báo cáo tình hình {field}",
    "{office} đã trình dự thảo tại Tờ trình số {n}/TTr ngày {day}",
    "Nội dung này đã được thông báo tại cuộc họp ngày {day}",
)
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Căn cứ Nghị định số {n}/{before}/NĐ-CP ngày {day} của Chính phủ về công tác {field}",
    "Thực hiện Công văn số {n}/UBND-TH ngày {day} của cấp trên về việc tăng cường công tác {field}",
)
CLOSINGS = (
    "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
    "Trên đây là nội dung chỉ đạo về công tác {field}, yêu cầu các cơ quan, đơn vị thực hiện nghiêm túc./.",
    "Nhận được văn bản này, đề nghị các đơn vị tổ chức thực hiện./.",
)
PURPOSES = (
    "Nhằm tạo chuyển biến rõ nét trong công tác {field}",
    "Làm cơ sở để các cơ quan thống nhất trong quá trình thực hiện",
    "Góp phần hoàn thành các chỉ tiêu phát triển kinh tế - xã hội năm {y}",
)
GOALS = (
    ("Tỷ lệ hộ dân được hưởng lợi trong lĩnh vực {field} đạt {v}% trở lên", "%"),
    ("{v}% cơ sở trong lĩnh vực {field} được cấp chứng nhận", "%"),
    ("Hình thành mới {v} mô hình điểm về {field}", "mô hình"),
    ("Phấn đấu có ít nhất {v} xã đạt chuẩn về {field}", "xã"),
    ("Giảm {v}% số vụ vi phạm trong lĩnh vực {field}", "%"),
    ("Thu hút trên {v} nghìn lượt người tham gia hoạt động {field}", "nghìn lượt"),
    ("Tỷ lệ hồ sơ lĩnh vực {field} giải quyết đúng hạn tối thiểu {v}%", "%"),
    ("Duy trì {v} câu lạc bộ về {field} hoạt động có hiệu quả", "câu lạc bộ"),
    ("Trên {v}% người dân hài lòng với công tác {field}", "%"),
    ("Số dự án {field} đưa vào sử dụng đạt {v} dự án", "dự án"),
)


def _filled(rng: Random, shape: str, draft: Draft) -> str:
    day = draft.issued_on - timedelta(days=rng.randint(5, 200))
    return shape.format(
        field=rng.choice(sorted(FIELDS)),
        area=rng.choice(("tỉnh", "huyện", "xã", "ngành")),
        n=rng.randint(11, 990),
        p=rng.randint(3, 97),
        m=rng.choice((3, 6, 9)),
        y=draft.issued_on.year,
        before=draft.issued_on.year - 1,
        day=f"{day.day:02}/{day.month:02}/{day.year}",
        office=rng.choice(draft.issuer.offices),
    )


def sentence(draft: Draft, kind: str, shapes: tuple[str, ...]) -> str:
    """A sentence of one of the shapes, noted as no task."""
    return draft.no_task(kind, _filled(draft.rng, draft.rng.choice(shapes), draft))


def appraisal(draft: Draft) -> None:
    """A paragraph of what was reached and what was not."""
    said = [sentence(draft, "appraisal", PRAISE), sentence(draft, "appraisal", BLAME)]
    if draft.chance(0.4):
        said.insert(1, sentence(draft, "appraisal", PRAISE))
    draft.say(". ".join(said) + ".")


def appraisal_items(draft: Draft, depth: int) -> None:
    """The same as items under a heading of its own."""
    for _number in range(draft.rng.randint(2, 3)):
        draft.item(depth, sentence(draft, "appraisal", PRAISE + BLAME) + ".")


def purposes(draft: Draft, depth: int) -> None:
    """What a plan is for; nobody has to do it."""
    for shape in draft.rng.sample(PURPOSES, 2):
        draft.item(depth, sentence(draft, "purpose", (shape,)) + ".")


def goals(draft: Draft, depth: int, count: int) -> None:
    """Goals with figures: indicators to be offered, not tasks."""
    rng = draft.rng
    for shape, unit in rng.sample(GOALS, min(count, len(GOALS))):
        value = (
            str(rng.choice((rng.randint(2, 40), rng.choice((75, 80, 90, 95, 98, 100)))))
            if unit == "%"
            else str(rng.randint(2, 60))
        )
        words = shape.format(field=rng.choice(sorted(FIELDS)), v=value)
        by = None
        if rng.random() < 0.4:
            by = date(draft.issued_on.year + rng.choice((0, 1, 4)), 12, 31)
            limit = rng.choice(("Đến hết năm", "Đến cuối năm", "Đến năm"))
            words = f"{limit} {by.year}, {words[0].lower() + words[1:]}"
        draft.item(depth, words + rng.choice((".", ";", ".")))
        draft.no_task("goal", words)
        draft.truth.targets.append(TargetTruth(words, value, unit, by))


def table_of_figures(draft: Draft) -> None:
    """A table that gives nobody work."""
    rng = draft.rng
    year = draft.issued_on.year
    head = [Cell("TT"), Cell("Chỉ số"), Cell("Đơn vị tính"), Cell(f"Năm {year - 2}"), Cell(f"Năm {year - 1}")]
    rows = [head]
    for number, field in enumerate(rng.sample(sorted(FIELDS), 4), 1):
        told = f"Số vụ việc lĩnh vực {field}"
        draft.no_task("figures", told)
        rows.append(
            [
                Cell(str(number)),
                Cell(told),
                Cell("vụ"),
                Cell(str(rng.randint(10, 900))),
                Cell(str(rng.randint(10, 900))),
            ]
        )
    draft.parts.append(Table(rows))


def table_of_names(draft: Draft) -> None:
    """A table of who belongs to a body."""
    rows = [[Cell("TT"), Cell("Họ và tên"), Cell("Chức vụ, đơn vị công tác"), Cell("Ghi chú")]]
    for number, name in enumerate(draft.rng.sample(PEOPLE, 4), 1):
        told = f"Phó Trưởng phòng, {draft.rng.choice(draft.issuer.offices)}"
        rows.append(
            [Cell(str(number)), Cell(draft.no_task("names", name)), Cell(told), Cell("Tổ viên" if number > 1 else "")]
        )
    draft.parts.append(Table(rows))


def table_of_papers(draft: Draft) -> None:
    """A table of papers that were issued."""
    rows = [[Cell("TT"), Cell("Tên văn bản"), Cell("Cơ quan ban hành"), Cell("Ngày ban hành")]]
    for number in range(1, 4):
        told = _filled(draft.rng, "Quyết định số {n}/QĐ-UBND về công tác {field}", draft)
        day = draft.issued_on - timedelta(days=draft.rng.randint(30, 400))
        rows.append(
            [
                Cell(str(number)),
                Cell(draft.no_task("papers", told)),
                Cell(draft.rng.choice(draft.issuer.offices)),
                Cell(f"{day:%d/%m/%Y}"),
            ]
        )
    draft.parts.append(Table(rows))


def closing(draft: Draft) -> None:
    """The last paragraph."""
    draft.say(sentence(draft, "closing", CLOSINGS))
