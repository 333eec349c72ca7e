"""Plan tables as offices lay them out, drawn at random with their truth: what a reader of the page would say."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

HEAD = (
    "ỦY BAN NHÂN DÂN\nHUYỆN THANH MẪU\n\nSố: 16/KH-UBND\n\nThanh Mẫu, ngày 04 tháng 01 năm 2024\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2024\n\nNhiệm vụ cụ thể như sau:\n\n"
)
END = (
    "\n\nTrên đây là Kế hoạch của Ủy ban nhân dân huyện./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
    "CHỦ TỊCH\nTrần Văn Mẫu\n"
)
SAME = "〃"
_DO = ("Rà soát", "Xây dựng", "Tổ chức", "Ban hành", "Cập nhật", "Công khai", "Kiểm tra", "Hướng dẫn", "Tổng hợp")
_WHAT = (
    "danh mục thủ tục",
    "quy chế làm việc",
    "hồ sơ lưu trữ",
    "bảng phân công",
    "số liệu chứng thực",
    "lớp tập huấn",
)
_WHERE = ("tại các xã", "của phòng chuyên môn", "trên cổng thông tin", "theo mẫu mới", "ở bộ phận một cửa", "quý trước")
_UNITS = (
    "Phòng Tư pháp",
    "Phòng Nội vụ",
    "Phòng Y tế",
    "Thanh tra huyện",
    "UBND các xã",
    "Công an huyện",
    "Văn phòng HĐND và UBND huyện",
    "Phòng Tài chính - Kế hoạch",
    "Trung tâm Y tế huyện",
    "Phòng Văn hóa và Thông tin",
)
_TIMES = (
    ("20/3/2024", "2024-03-20"),
    ("Trước 30/4/2024", "2024-04-29"),
    ("Quý II/2024", "2024-06-30"),
    ("Tháng 9/2024", "2024-09-30"),
    ("Tháng 10", "2024-10-31"),
    ("15/12/2024", "2024-12-15"),
)
_NAMES = {
    "number": ("STT", "TT", "Số TT"),
    "task": (
        "Nhiệm vụ",
        "Nội dung công việc",
        "Nội dung thực hiện",
        "Tên nhiệm vụ",
        "Công việc",
        "Hoạt động",
        "Nhiệm vụ/giải pháp",
        "Việc phải làm",
        "Nội dung, nhiệm vụ",
    ),
    "leader": (
        "Chủ trì",
        "Cơ quan chủ trì",
        "Đơn vị thực hiện",
        "Đơn vị chủ trì thực hiện",
        "Cơ quan, đơn vị thực hiện",
        "Cơ quan tham mưu",
        "Đơn vị đầu mối",
        "Trách nhiệm thực hiện",
        "Đơn vị được giao chủ trì",
        "Bộ phận phụ trách",
        "ĐV chủ trì",
    ),
    "helper": ("Phối hợp", "Cơ quan phối hợp", "Đơn vị phối hợp thực hiện", "Cơ quan, đơn vị phối hợp"),
    "time": (
        "Thời hạn",
        "Thời gian hoàn thành",
        "Tiến độ",
        "Hoàn thành",
        "Thời gian thực hiện",
        "Hạn hoàn thành",
        "Ngày hoàn thành",
    ),
    "product": ("Sản phẩm", "Kết quả", "Sản phẩm đầu ra", "Dự kiến sản phẩm"),
    "note": ("Ghi chú", "Kinh phí", "Cấp trình"),
}
_PARTS = ("Công tác chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Xây dựng chính quyền số")
_SIDE_BY_SIDE = {"start+time": ("start", "time"), "quarters": ("q1", "q2", "q3", "q4")}


@dataclass
class Truth:
    """What a row lays on whom."""

    text: str
    lead: tuple[str, ...]
    with_units: tuple[str, ...]
    due_on: str | None


@dataclass
class MadeTable:
    """A document with one table, and its tasks in order."""

    text: str
    tasks: list[Truth] = field(default_factory=list)


class Maker:
    """Draws one table; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        chance = self.chance
        self.numbered = chance(0.85)
        self.tabs = chance(0.5)
        self.merges = not self.tabs
        self.grouped = self.numbered and chance(0.5)
        self.group_owns = chance(0.3)
        self.time_kind = self.dice.choice(("one", "one", "start", "two_rows", "quarters", "none"))
        self.two_rows = chance(0.35)
        self.middle = ["leader"]
        if chance(0.7):
            self.middle.append("helper")
        if chance(0.4):
            self.middle.append("product")
        if chance(0.2):
            self.middle.append("note")
        self.titles = {role: self.dice.choice(names) for role, names in _NAMES.items()}

    def chance(self, part: float) -> bool:
        return self.dice.random() < part

    def columns(self) -> list[str]:
        """The roles in the order of the page. Columns that one title gathers stay together."""
        time = {
            "one": ["time"],
            "start": ["start+time"],
            "two_rows": ["start+time"],
            "quarters": ["quarters"],
            "none": [],
        }
        blocks = [[role] for role in self.middle] + [[role] for role in time[self.time_kind]]
        if self.two_rows and "helper" in self.middle:
            blocks = (
                [[role] for role in self.middle if role not in {"leader", "helper"}]
                + [["leader", "helper"]]
                + blocks[len(self.middle) :]
            )
        task = [["task"]]
        self.dice.shuffle(blocks)
        if self.chance(0.2):
            blocks.insert(self.dice.randrange(len(blocks) + 1), task.pop())
        roles = [one for block in task + blocks for role in block for one in _SIDE_BY_SIDE.get(role, (role,))]
        return (["number"] if self.numbered else []) + roles

    def header(self, roles: list[str]) -> list[list[str]]:
        """One row of titles, or two of which the first gathers some."""
        upper, lower = [], []
        gathered = self.two_rows and "helper" in roles and "leader" in roles
        times = self.time_kind == "two_rows"
        quarters = self.time_kind == "quarters" and self.chance(0.5)
        whole = self.dice.choice(
            ("Tổ chức thực hiện", "Phân công thực hiện", "Cơ quan, đơn vị thực hiện", "Trách nhiệm")
        )
        for role in roles:
            if role in {"leader", "helper"} and gathered:
                upper.append(whole if role == "leader" else "")
                lower.append({"leader": "Chủ trì", "helper": "Phối hợp"}[role])
            elif role in {"start", "time"} and times:
                upper.append("Thời gian" if role == "start" else "")
                lower.append(
                    self.dice.choice(("Bắt đầu", "Từ ngày") if role == "start" else ("Hoàn thành", "Kết thúc"))
                )
            elif role.startswith("q"):
                name = "Quý " + ("I", "II", "III", "IV")[int(role[1]) - 1]
                upper.append(("Thời gian thực hiện" if role == "q1" else "") if quarters else name)
                lower.append(name if quarters else "")
            else:
                upper.append({"start": "Thời gian bắt đầu"}.get(role, self.titles.get(role, "")))
                if role == "time" and self.time_kind == "start":
                    upper[-1] = "Thời gian hoàn thành"
                lower.append(SAME if self.merges else "")
        return [upper, lower] if gathered or times or quarters else [upper]

    def task_words(self) -> str:
        words = [
            self.dice.choice(_DO),
            self.dice.choice(_WHAT),
            self.dice.choice(_WHERE),
            f"đợt {self.dice.randrange(10**6)}",
        ]
        return " ".join(words)

    def made(self) -> MadeTable:
        roles = self.columns()
        rows: list[list[str]] = self.header(roles)
        width = len(roles)
        if self.chance(0.15):
            rows.append([f"({n})" for n in range(1, width + 1)])
        truths: list[Truth] = []
        body: list[list[str]] = []
        count = 0
        for part in range(self.dice.randrange(1, 4) if self.grouped else 1):
            group_lead = None
            if self.grouped:
                title = [""] * width
                if self.chance(0.5):
                    title[0], title[roles.index("task")] = ("I", "II", "III")[part], self.dice.choice(_PARTS)
                else:
                    title[0] = f"{('I', 'II', 'III')[part]}. {self.dice.choice(_PARTS)}"
                if self.group_owns and title[roles.index("task")]:
                    group_lead = self.dice.choice(_UNITS)
                    title[roles.index("leader")] = group_lead
                body.append(title)
            before: Truth | None = None
            for _row in range(self.dice.randrange(2, 6)):
                count += 1
                cells, truth = self.row(roles, count, before, group_lead)
                body.append(cells)
                truths.append(truth)
                before = truth
        text = self.laid_out(rows, body)
        return MadeTable(HEAD + text + END, truths)

    def row(
        self, roles: list[str], count: int, before: Truth | None, group_lead: str | None
    ) -> tuple[list[str], Truth]:
        words, due = self.dice.choice(_TIMES)
        lead = tuple(self.dice.sample(_UNITS, self.dice.choice((1, 1, 2))))
        helpers = tuple(name for name in self.dice.sample(_UNITS, self.dice.choice((0, 1, 2))) if name not in lead)
        cells = {
            "number": f"{count}",
            "task": self.task_words(),
            "leader": self.dice.choice(("; ", ", ")).join(lead),
            "helper": "; ".join(helpers),
            "product": "Báo cáo",
            "note": "",
            "start": self.dice.choice(("01/02/2024", "Tháng 2", "")),
            "time": words,
        }
        truth = Truth(cells["task"], lead, helpers if "helper" in roles else (), due if "time" in roles else None)
        if group_lead and self.chance(0.7):
            cells["leader"], truth.lead = "", (group_lead,)
            truth.with_units = tuple(name for name in truth.with_units if name != group_lead)
            cells["helper"] = "; ".join(truth.with_units)
        elif before is not None and self.chance(0.25):
            cells["leader"] = SAME if self.merges else self.dice.choice(("nt", '"', "-nt-"))
            truth.lead = before.lead
            truth.with_units = tuple(name for name in truth.with_units if name not in before.lead)
            cells["helper"] = "; ".join(truth.with_units)
        if "q1" in roles:
            last = self.dice.randrange(1, 5)
            for quarter in range(1, 5):
                cells[f"q{quarter}"] = "x" if quarter == last or (quarter < last and self.chance(0.3)) else ""
            truth.due_on = f"2024-{('03-31', '06-30', '09-30', '12-31')[last - 1]}"
        return [cells.get(role, "") for role in roles], truth

    def laid_out(self, head: list[list[str]], body: list[list[str]]) -> str:
        """The rows as lines: bars or tabs, borders, blank lines, a page's end, cells that spill over a line's end."""
        bordered = not self.tabs and self.chance(0.3)
        strip = self.tabs and self.chance(0.4)
        spills = self.tabs and self.numbered and self.chance(0.5)
        page = self.dice.randrange(len(body)) if self.chance(0.3) and len(head) == 1 else -1
        lines = [self.line(row, bordered, False) for row in head]
        if bordered and self.chance(0.7):
            lines.append("|" + "---|" * len(head[0]))
        for place, row in enumerate(body):
            if place == page:
                lines += ["", "- 2 -", "", self.line(head[0], bordered, False)]
            elif self.chance(0.1):
                lines.append("")
            told = [cell for cell in row if cell]
            if strip and len(told) == 1:
                lines.append(told[0])
                continue
            line = self.line(row, bordered, strip)
            lines.append(spilt(line, row[1]) if spills and len(told) > 2 and self.chance(0.3) else line)
        return "\n".join(lines)

    def line(self, row: list[str], bordered: bool, strip: bool) -> str:
        if self.tabs:
            line = "\t".join(row)
            return line.rstrip("\t") if strip else line
        return f"| {' | '.join(row)} |" if bordered else " | ".join(row)


def spilt(line: str, cell: str) -> str:
    """A row whose cell has a line's end inside, as it has when text is copied."""
    inside = line.find(cell[:12]) + len(cell[:12]) if cell else -1
    blank = line.find(" ", inside)
    if inside > 0 and blank > 0 and "\t" not in line[inside:blank]:
        return line[:blank] + "\n" + line[blank + 1 :]
    return line


def made_table(seed: int) -> MadeTable:
    """The table of a seed."""
    return Maker(seed).made()
