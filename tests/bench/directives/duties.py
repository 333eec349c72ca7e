"""Duties put together from verbs and objects of many fields of administration. Their owners and times are not here."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

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
# Objects by field. None of them names one of the seven areas of administrative reform.
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "đất đai": {
        "papers": ("bảng giá đất điều chỉnh", "phương án bồi thường khu tái định cư", "bản đồ địa chính các thôn"),
        "things": (
            "diện tích đất công ích cho thuê sai mục đích",
            "các dự án chậm sử dụng đất",
            "mốc giới rừng sản xuất",
        ),
        "work": (
            "công tác đo đạc lập bản đồ địa chính",
            "việc giải phóng mặt bằng tuyến đường tránh",
            "việc thu hồi đất bỏ hoang",
        ),
        "people": ("các hộ bị thu hồi đất", "hộ dân nhận đất tái định cư"),
    },
    "y tế": {
        "papers": ("phương án cấp cứu ngoại viện", "đề án phát triển y tế cơ sở", "danh mục thuốc thiết yếu"),
        "things": (
            "tình hình thiếu vắc xin tiêm chủng mở rộng",
            "các cơ sở hành nghề không phép",
            "trang thiết bị y tế đã hỏng",
        ),
        "work": (
            "công tác phòng, chống sốt xuất huyết",
            "việc khám sức khỏe định kỳ người cao tuổi",
            "công tác bảo đảm an toàn thực phẩm",
        ),
        "people": ("nhân viên y tế thôn bản", "phụ nữ mang thai vùng khó khăn", "người bệnh lao kháng thuốc"),
    },
    "giáo dục": {
        "papers": ("đề án sắp xếp các điểm trường lẻ", "lộ trình phổ cập mầm non", "tài liệu giáo dục địa phương"),
        "things": ("tình trạng thừa, thiếu giáo viên", "phòng học tạm, học nhờ", "các khoản thu ngoài học phí"),
        "work": ("công tác tuyển sinh lớp đầu cấp", "việc dạy bơi trong trường tiểu học", "phong trào khuyến học"),
        "people": ("học sinh bán trú", "giáo viên vùng cao", "học sinh có nguy cơ bỏ học"),
    },
    "nông nghiệp": {
        "papers": ("lịch thời vụ vụ đông xuân", "phương án chống hạn", "dự án liên kết chuỗi chè"),
        "things": (
            "diện tích lúa bị ngập",
            "các cơ sở buôn bán phân bón",
            "công trình thủy lợi xuống cấp",
            "đàn lợn phải tiêu hủy",
        ),
        "work": (
            "việc tiêm phòng vụ xuân cho gia súc",
            "công tác phòng cháy, chữa cháy rừng",
            "việc nạo vét kênh mương nội đồng",
        ),
        "people": ("hợp tác xã trồng rau an toàn", "các hộ nuôi cá lồng", "chủ trang trại chăn nuôi"),
    },
    "an ninh": {
        "papers": ("phương án bảo vệ lễ hội", "kế hoạch diễn tập phòng thủ dân sự", "phương án chữa cháy khu chợ"),
        "things": (
            "nhà trọ chưa khai báo lưu trú",
            "điểm đen tai nạn giao thông",
            "vật liệu nổ còn sót lại sau chiến tranh",
        ),
        "work": (
            "công tác tuần tra ban đêm",
            "việc đấu tranh với tội phạm tín dụng đen",
            "phong trào toàn dân bảo vệ an ninh Tổ quốc",
        ),
        "people": ("lực lượng dân phòng", "người mới chấp hành xong án phạt tù", "thanh niên chuẩn bị nhập ngũ"),
    },
    "xây dựng": {
        "papers": (
            "đồ án quy hoạch khu dân cư ven sông",
            "hồ sơ thiết kế cầu dân sinh",
            "phương án thoát nước khu trung tâm",
        ),
        "things": (
            "công trình xây dựng không phép",
            "chung cư cũ nguy hiểm",
            "các hạng mục nghiệm thu chậm",
            "biển báo giao thông bị che khuất",
        ),
        "work": (
            "việc lập lại trật tự hè phố",
            "công tác quản lý chất lượng công trình",
            "việc thi công kè chống sạt lở",
        ),
        "people": ("các nhà thầu thi công", "hộ nghèo xóa nhà tạm"),
    },
    "thương mại": {
        "papers": (
            "phương án bình ổn giá dịp Tết",
            "đề án phát triển chợ đầu mối",
            "lộ trình di dời cơ sở gây ô nhiễm",
        ),
        "things": (
            "các điểm kinh doanh xăng dầu",
            "hàng giả, hàng kém chất lượng trên thị trường",
            "lưới điện hạ áp nông thôn",
        ),
        "work": ("công tác xúc tiến thương mại", "việc kết nối tiêu thụ nông sản", "công tác chống buôn lậu"),
        "people": ("tiểu thương chợ truyền thống", "chủ cơ sở ngành nghề nông thôn"),
    },
    "văn hóa": {
        "papers": (
            "hồ sơ khoa học xếp hạng di tích đình làng",
            "kịch bản lễ hội hoa ban",
            "đề án phát triển du lịch cộng đồng",
        ),
        "things": (
            "các di tích xuống cấp",
            "biển quảng cáo ngoài trời sai quy chuẩn",
            "hiện vật trưng bày tại nhà truyền thống",
        ),
        "work": (
            "phong trào xây dựng gia đình văn hóa",
            "công tác phục dựng nghề dệt",
            "việc quản lý hoạt động lễ hội",
        ),
        "people": ("nghệ nhân dân gian", "thuyết minh viên tại điểm du lịch"),
    },
    "lao động": {
        "papers": (
            "phương án đưa lao động đi làm việc theo hợp đồng",
            "kế hoạch giảm nghèo bền vững",
            "đề án đào tạo nghề may",
        ),
        "things": (
            "danh sách người có công chưa có nhà ở kiên cố",
            "các vụ tai nạn lao động",
            "hộ nghèo, hộ cận nghèo phát sinh",
        ),
        "work": ("công tác chi trả trợ cấp xã hội", "việc chăm sóc nghĩa trang liệt sĩ", "công tác bảo vệ trẻ em"),
        "people": ("trẻ em mồ côi", "thân nhân liệt sĩ", "lao động bị mất việc"),
    },
    "môi trường": {
        "papers": ("phương án thu gom rác thải sinh hoạt", "báo cáo hiện trạng nguồn nước", "kịch bản ứng phó sạt lở"),
        "things": ("các bãi rác tự phát", "giếng khoan không sử dụng", "cơ sở xả thải ra sông"),
        "work": ("việc phân loại rác tại nguồn", "công tác quan trắc chất lượng không khí", "việc trồng cây phân tán"),
        "people": ("hộ dân sống ở vùng có nguy cơ lũ quét", "lực lượng xung kích phòng, chống thiên tai"),
    },
    "dân tộc": {
        "papers": ("phương án ổn định dân di cư tự do", "đề án bảo tồn tiếng nói các dân tộc ít người"),
        "things": ("các công trình nước sinh hoạt tập trung", "tình trạng tảo hôn", "nhu cầu vay vốn của đồng bào"),
        "work": ("chính sách đối với đồng bào dân tộc thiểu số", "công tác quản lý cơ sở tín ngưỡng"),
        "people": ("người có uy tín trong đồng bào dân tộc", "hộ đồng bào thiếu đất sản xuất"),
    },
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
    draw = rng.random()
    if draw < 0.35:
        tail = rng.choice(TAILS)
        words += f"{', ' if tail.startswith(('bảo đảm', 'không', 'gắn')) else ' '}{tail}"
    return words


def topic(rng: Random) -> str:
    """A heading that names a field of work and nobody: "Lĩnh vực y tế"."""
    field = rng.choice(sorted(FIELDS))
    return rng.choice(("Về lĩnh vực {}", "Lĩnh vực {}", "Công tác {}", "Về {}", "Nhiệm vụ trong lĩnh vực {}")).format(
        field
    )
