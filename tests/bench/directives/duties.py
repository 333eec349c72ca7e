"""Duties put together from verbs and objects of many fields of administration. Their owners and times are not here."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .fields import FIELDS

# Verbs for papers to be made, things to be gone through, work to be kept up, people to be served.
VERBS = {
    "papers": (
        "xây dựng",
        "hoàn thiện",
        "tham mưu ban hành",
        "soạn thảo",
        "điều chỉnh, bổ sung",
        "lập",
        "khẩn trương hoàn thiện",
        "nghiên cứu, xây dựng",
        "lấy ý kiến góp ý và hoàn chỉnh",
        "chủ động xây dựng",
        "trình cấp có thẩm quyền phê duyệt",
    ),
    "things": (
        "rà soát",
        "thống kê",
        "cập nhật",
        "kiểm tra",
        "tổng rà soát, phân loại",
        "lập danh sách",
        "xử lý dứt điểm",
        "tổ chức kiểm đếm",
        "đối chiếu",
        "thanh tra",
        "rà soát, đánh giá lại",
        "khắc phục",
        "kiểm soát chặt chẽ",
        "bàn giao",
    ),
    "work": (
        "đẩy mạnh",
        "tăng cường",
        "triển khai",
        "tổ chức",
        "duy trì",
        "chuẩn bị đầy đủ các điều kiện cho",
        "thực hiện nghiêm",
        "tiếp tục thực hiện",
        "nâng cao chất lượng",
        "đôn đốc",
        "tập trung chỉ đạo",
        "làm tốt",
    ),
    "people": (
        "hỗ trợ",
        "hướng dẫn",
        "tập huấn cho",
        "vận động",
        "tuyên truyền cho",
        "giải quyết kịp thời chế độ đối với",
        "lập sổ theo dõi",
        "tư vấn cho",
        "mở lớp bồi dưỡng cho",
    ),
}
# Duties whose area nobody would argue about: it is named outright in their words.
CLEAR: dict[str, tuple[str, ...]] = {
    "direction": (
        "theo dõi, đôn đốc việc thực hiện kế hoạch cải cách hành chính ngành {field}",
        "tuyên truyền về cải cách hành chính trong ngành {field}",
        "kiểm tra công tác cải cách hành chính tại các đơn vị ngành {field}",
    ),
    "institution": (
        "rà soát, hệ thống hóa văn bản quy phạm pháp luật về {field}",
        "xử lý các văn bản quy phạm pháp luật trái luật về {field}",
        "theo dõi tình hình thi hành pháp luật về {field}",
    ),
    "procedure": (
        "cắt giảm thành phần hồ sơ của các thủ tục hành chính lĩnh vực {field}",
        "rút ngắn thời gian giải quyết thủ tục hành chính lĩnh vực {field}",
        "niêm yết công khai thủ tục hành chính lĩnh vực {field} tại Bộ phận Một cửa",
        "xây dựng quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực {field}",
    ),
    "apparatus": (
        "thực hiện tinh giản biên chế trong ngành {field}",
        "sắp xếp tổ chức bộ máy các đơn vị ngành {field}",
    ),
    "civil_service": (
        "hoàn thiện đề án vị trí việc làm ngành {field}",
        "chấn chỉnh kỷ luật, kỷ cương công vụ trong ngành {field}",
        "bồi dưỡng nghiệp vụ cho công chức ngành {field}",
    ),
    "finance": (
        "phân bổ dự toán ngân sách cho ngành {field}",
        "quyết toán kinh phí ngành {field}",
        "giải ngân vốn đầu tư công của ngành {field}",
    ),
    "digital": (
        "đẩy mạnh chuyển đổi số ngành {field}",
        "kết nối cơ sở dữ liệu ngành {field} với nền tảng số dùng chung",
        "phổ cập kỹ năng số trong ngành {field}",
    ),
}
BANS = (
    "không để xảy ra tình trạng {what}",
    "nghiêm cấm việc {what}",
    "chấm dứt ngay tình trạng {what}",
    "kiên quyết xử lý hành vi {what}",
)
WRONGS = (
    "né tránh, đùn đẩy việc", "khai thác cát trái phép", "lấn chiếm lòng đường", "găm hàng, tăng giá",
    "thu phí ngoài danh mục", "đốt rơm rạ gần đường điện", "tự ý chuyển mục đích sử dụng rừng",
    "dạy thêm trái quy định", "quảng cáo thuốc sai sự thật", "bỏ lọt dịch bệnh trên đàn vật nuôi",
)  # fmt: skip
SUNDRY = (
    "phân công {who} trực 24/24 giờ", "bố trí {who} tại các điểm xung yếu", "cử {who} tham gia đoàn công tác",
    "công bố đường dây nóng tiếp nhận phản ánh về {field}", "ký quy chế phối hợp trong lĩnh vực {field}",
    "tổ chức hội nghị sơ kết công tác {field}", "bố trí kinh phí mua sắm trang thiết bị cho lĩnh vực {field}",
    "thành lập tổ công tác về {field}", "làm đầu mối tổng hợp, theo dõi công tác {field}",
    "mở đợt cao điểm về {field}", "giải quyết kiến nghị của cử tri về {field}",
    "đề xuất hình thức khen thưởng về {field}",
)  # fmt: skip
WHERE = (
    "tại các thôn biên giới", "ở các khu dân cư mới", "tại vùng ven biển", "trên tuyến quốc lộ",
    "tại các xã vùng cao", "ở các cụm công nghiệp", "quanh các khu đông dân cư", "tại các chợ",
    "ở những thôn còn khó khăn", "tại địa bàn giáp ranh", "ở các xã mới thành lập",
)  # fmt: skip
WHO = ("lực lượng", "cán bộ", "người có chuyên môn", "đội xung kích", "tổ liên ngành")
TAILS = (
    "trên địa bàn",
    "bảo đảm đúng quy định",
    "theo đúng thẩm quyền",
    "không để phát sinh điểm nóng",
    "gắn với trách nhiệm người đứng đầu",
    "bảo đảm tiết kiệm, hiệu quả",
    "ở những nơi trọng điểm",
    "phù hợp với tình hình thực tế",
)


@dataclass(frozen=True)
class Duty:
    """The words of a duty, beginning small, and its area when that is beyond argument."""

    words: str
    area: str | None = None


def draw_duty(rng: Random) -> Duty:
    """A duty of any field; one in four names one of the seven areas of the reform."""
    field = rng.choice(sorted(FIELDS))
    draw = rng.random()
    if draw < 0.06:
        return Duty(rng.choice(BANS).format(what=rng.choice(WRONGS)))
    if draw < 0.2:
        return Duty(rng.choice(SUNDRY).format(field=field, who=rng.choice(WHO)))
    if draw < 0.4:
        area = rng.choice(sorted(CLEAR))
        return Duty(rng.choice(CLEAR[area]).format(field=field), area)
    return Duty(_of_field(rng, field))


def _of_field(rng: Random, field: str) -> str:
    sort = rng.choice(sorted(VERBS))
    objects = FIELDS[field][sort]
    words = f"{rng.choice(VERBS[sort])} {rng.choice(objects)}"
    if rng.random() < 0.15 and len(objects) > 1:
        other = rng.choice([one for one in objects if one not in words])
        words += f" và {other}"
    if rng.random() < 0.2:
        words += f" {rng.choice(WHERE)}"
    if rng.random() < 0.3:
        tail = rng.choice(TAILS)
        words += f"{', ' if tail.startswith(('bảo đảm', 'không', 'gắn')) else ' '}{tail}"
    return words


def topic(rng: Random) -> str:
    """A heading that names a field of work and nobody: "Lĩnh vực y tế"."""
    field = rng.choice(sorted(FIELDS))
    return rng.choice(("Về lĩnh vực {}", "Lĩnh vực {}", "Công tác {}", "Về {}", "Nhiệm vụ trong lĩnh vực {}")).format(
        field
    )
