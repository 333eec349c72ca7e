"""What the demonstration office holds: invented units, people and tasks, with dates around the day it is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.access.opening import OfficeSpec
from models.base.paths import RESOURCES

DIRECTIVE = RESOURCES / "samples" / "thong-bao-mau.txt"
WRITTEN_IN = 2024  # the year that the sample directive names; it is moved to the year of the demonstration

COMMUNES = (
    "Thị trấn Mẫu Sơn",
    "Xã Bản Mẫu",
    "Xã Nậm Mẫu",
    "Xã Tả Mẫu",
    "Xã Lùng Mẫu",
    "Xã Cốc Mẫu",
    "Xã Na Mẫu",
    "Xã Hoàng Mẫu",
    "Xã Thải Mẫu",
    "Xã Sán Mẫu",
    "Xã Lầu Mẫu",
    "Xã Pha Mẫu",
    "Xã Phìn Mẫu",
    "Xã Dền Mẫu",
    "Xã Khâu Mẫu",
    "Xã Suối Mẫu",
    "Xã Thào Mẫu",
    "Xã Bảo Mẫu",
    "Xã Cán Mẫu",
)
DIVISIONS = (
    "Văn phòng HĐND và UBND huyện",
    "Phòng Tư pháp",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Văn hóa và Thông tin",
    "Công an huyện",
)
ANSWERS_FOR = {
    "direction": "Phòng Nội vụ",
    "institution": "Phòng Tư pháp",
    "procedure": "Văn phòng HĐND và UBND huyện",
    "apparatus": "Phòng Nội vụ",
    "civil_service": "Phòng Nội vụ",
    "finance": "Phòng Tài chính - Kế hoạch",
    "digital": "Phòng Văn hóa và Thông tin",
}
SPEC = OfficeSpec(
    name="Phòng Nội vụ",
    level="huyen",
    code="MAU-NV",
    parent="UBND huyện Mẫu Sơn",
    place="Mẫu Sơn",
    symbol="PNV",
    sample=True,
)
LEADER = ("Nguyễn Thị Mẫu", "Trưởng phòng")
DEPUTY = ("Trần Văn Ví Dụ", "Phó Trưởng phòng", "KT. TRƯỞNG PHÒNG")


@dataclass(frozen=True)
class SampleTask:
    """A task of the demonstration. `due` and `done` are days from the day it is built; `percent` is for this period."""

    ref: str
    text: str
    area: str
    lead: tuple[str, ...]
    due: int | None = None
    recurrence: str | None = None
    percent: int | None = None
    done: int | None = None
    note: str = ""
    product: str = ""
    measure: tuple[str, str, str, str] | None = None  # name, unit of measure, target, value of this period


TASKS = (
    SampleTask(
        "I.1",
        "Tham mưu UBND huyện ban hành Kế hoạch kiểm tra công tác cải cách hành chính tại các xã, thị trấn",
        "direction",
        ("Phòng Nội vụ",),
        due=-2,
        percent=80,
        note="Đã lấy ý kiến các phòng, chờ trình ký",
        product="Kế hoạch kiểm tra",
    ),
    SampleTask(
        "I.2",
        "Theo dõi, đôn đốc các xã, thị trấn báo cáo kết quả cải cách hành chính",
        "direction",
        COMMUNES[:4],
        recurrence="monthly",
        percent=100,
        done=-1,
    ),
    SampleTask(
        "II.1",
        "Rà soát văn bản quy phạm pháp luật do HĐND, UBND huyện ban hành",
        "institution",
        ("Phòng Tư pháp",),
        due=25,
        percent=40,
        note="Đã rà soát 12/30 văn bản",
    ),
    SampleTask(
        "II.2",
        "Nâng tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến",
        "procedure",
        ("Văn phòng HĐND và UBND huyện",),
        recurrence="monthly",
        percent=72,
        measure=("Tỷ lệ hồ sơ nộp trực tuyến", "%", "80", "72.5"),
    ),
    SampleTask(
        "II.3",
        "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
        "procedure",
        COMMUNES[1:5],
        due=40,
        percent=35,
    ),
    SampleTask(
        "II.4",
        "Niêm yết công khai thủ tục hành chính tại Bộ phận Một cửa cấp xã",
        "procedure",
        ("Thị trấn Mẫu Sơn",),
        due=-6,
        percent=100,
        done=-4,
        note="Muộn hai ngày do chờ in biểu mẫu",
    ),
    SampleTask(
        "II.5",
        "Xây dựng đề án vị trí việc làm của các phòng chuyên môn thuộc UBND huyện",
        "apparatus",
        ("Phòng Nội vụ",),
        due=1,
        percent=60,
    ),
    SampleTask(
        "II.6",
        "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại UBND các xã",
        "civil_service",
        ("Phòng Nội vụ",),
        due=3,
        percent=50,
        note="Đã kiểm tra 4/19 xã",
    ),
    SampleTask(
        "II.7",
        "Giao quyền tự chủ tài chính cho các đơn vị sự nghiệp công lập trực thuộc",
        "finance",
        ("Phòng Tài chính - Kế hoạch",),
        due=60,
        percent=20,
    ),
    SampleTask(
        "II.8",
        "Làm sạch dữ liệu dân cư phục vụ Đề án 06",
        "digital",
        ("Công an huyện",),
        due=-3,
        percent=100,
        done=-5,
        measure=("Hồ sơ đã làm sạch", "hồ sơ", "1200", "1200"),
    ),
    SampleTask(
        "II.9",
        "Tập huấn sử dụng chữ ký số cho công chức cấp xã",
        "digital",
        ("Phòng Văn hóa và Thông tin",),
        due=12,
        percent=10,
    ),
    SampleTask(
        "II.10",
        "Khắc phục tồn tại sau kiểm tra Bộ phận Tiếp nhận và Trả kết quả",
        "procedure",
        ("Xã Cốc Mẫu",),
        due=-9,
        percent=60,
        note="Còn thiếu máy quét, đã đề nghị huyện cấp",
    ),
    SampleTask(
        "II.11",
        "Báo cáo kết quả thanh toán trực tuyến phí, lệ phí",
        "finance",
        ("Xã Na Mẫu", "Xã Hoàng Mẫu"),
        due=-1,
        percent=30,
    ),
    SampleTask(
        "II.12",
        "Phát động phong trào thi đua đẩy mạnh cải cách hành chính",
        "direction",
        ("Phòng Nội vụ",),
    ),
)


def directive_text(year: int) -> str:
    """The sample directive as if it had been written in `year`."""
    text = DIRECTIVE.read_text("utf-8")
    for written in (WRITTEN_IN, WRITTEN_IN - 1):
        text = text.replace(str(written), f"@{written - WRITTEN_IN}@")
    return text.replace("@0@", str(year)).replace("@-1@", str(year - 1))


def around(today: date, days: int | None) -> date | None:
    """The date so many days from `today`."""
    return today + timedelta(days=days) if days is not None else None
