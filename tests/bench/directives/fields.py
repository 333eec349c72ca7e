"""What the fields of administration deal with: papers, things, work, people. The verbs for them are in duties."""

from __future__ import annotations

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
    "giao thông": {
        "papers": ("đề án thu phí hạ tầng cảng cạn", "phương án phân luồng xe tải", "danh mục cầu yếu cần sửa chữa"),
        "things": ("xe quá tải, quá khổ", "bến thủy nội địa không phép", "các đoạn tuyến hư hỏng mặt đường"),
        "work": ("việc duy tu đường liên thôn", "công tác cứu hộ, cứu nạn đường thủy", "phong trào làm đường hoa"),
        "people": ("lái xe đường dài", "chủ phương tiện thủy nội địa"),
    },
    "khoáng sản": {
        "papers": ("đề án đóng cửa mỏ đá", "phương án phục hồi bãi thải", "bản đồ khu vực cấm khai thác"),
        "things": ("các mỏ cát hết hạn khai thác", "trữ lượng đất sét đã cấp", "bãi tập kết vật liệu ven sông"),
        "work": ("việc đấu giá quyền khai thác", "công tác giám sát nổ mìn"),
        "people": ("lao động tại các mỏ lộ thiên", "hộ dân sống gần bãi thải"),
    },
    "tư pháp": {
        "papers": ("tài liệu tuyên truyền về hôn nhân", "đề án trợ giúp pháp lý cho người nghèo"),
        "things": ("các vụ việc hòa giải không thành", "án dân sự tồn đọng", "sổ hộ tịch bị hư hỏng"),
        "work": ("công tác hòa giải ở cơ sở", "việc đăng ký khai sinh lưu động", "công tác thi hành án dân sự"),
        "people": ("hòa giải viên", "người được trợ giúp pháp lý", "trẻ em chưa có giấy khai sinh"),
    },
    "tiếp công dân": {
        "papers": ("phương án giải quyết khiếu kiện đông người", "báo cáo xác minh đơn tố cáo"),
        "things": ("các vụ khiếu nại kéo dài", "đơn thư vượt cấp", "kết luận thanh tra chưa thực hiện"),
        "work": ("việc đối thoại với công dân", "công tác xử lý sau thanh tra"),
        "people": ("người khiếu nại nhiều lần", "các hộ đã có quyết định giải quyết"),
    },
    "thể thao": {
        "papers": ("điều lệ giải chạy việt dã", "phương án tổ chức đại hội thể thao", "đề án đào tạo năng khiếu"),
        "things": ("sân bãi tập luyện đã xuống cấp", "các hồ bơi không có người cứu hộ"),
        "work": ("phong trào rèn luyện thân thể", "công tác huấn luyện đội tuyển trẻ"),
        "people": ("vận động viên trẻ", "trọng tài cơ sở"),
    },
    "cấp nước": {
        "papers": ("phương án nối mạng cấp nước liên xã", "quy trình vận hành hồ chứa", "bản đồ ngập lụt hạ du"),
        "things": ("công trình nước tự chảy ngừng hoạt động", "chất lượng nước tại các trạm bơm", "đập đất bị thấm"),
        "work": ("việc cấp nước mùa khô", "công tác bảo vệ hành lang hồ đập"),
        "people": ("các hộ thiếu nước sinh hoạt", "tổ quản lý nước thôn"),
    },
    "nhà ở": {
        "papers": (
            "chương trình phát triển nhà ở công nhân",
            "phương án cải tạo khu tập thể",
            "tiêu chí xét mua nhà ở xã hội",
        ),
        "things": ("quỹ đất hai mươi phần trăm", "các dự án khu đô thị chậm bàn giao", "nhà ở riêng lẻ xây vượt tầng"),
        "work": ("việc xóa nhà dột nát", "công tác quản lý vận hành chung cư"),
        "people": ("công nhân khu công nghiệp", "hộ có công với cách mạng sửa nhà"),
    },
    "thanh niên": {
        "papers": ("chương trình khởi nghiệp cho thanh niên", "kế hoạch tuyển quân", "đề án tình nguyện hè"),
        "things": ("nguồn công dân trong độ tuổi gọi nhập ngũ", "các điểm vui chơi của thiếu nhi"),
        "work": ("công tác huấn luyện dân quân tự vệ", "hoạt động hè cho thiếu nhi", "việc gọi công dân nhập ngũ"),
        "people": ("thanh thiếu niên chậm tiến", "quân nhân xuất ngũ", "sinh viên mới ra trường"),
    },
    "khoa học": {
        "papers": ("hồ sơ chỉ dẫn địa lý cho cam sành", "đề cương đề tài giống lúa chịu hạn", "quy chế xét sáng kiến"),
        "things": ("các đề tài quá hạn nghiệm thu", "phương tiện đo tại chợ", "nguồn phóng xạ trong công nghiệp"),
        "work": ("việc bảo hộ nhãn hiệu nông sản", "công tác kiểm định cân đối chứng", "hội thi sáng tạo kỹ thuật"),
        "people": ("chủ nhiệm đề tài", "hộ trồng cam sành"),
    },
    "du lịch": {
        "papers": ("bộ quy tắc ứng xử điểm đến", "sản phẩm du lịch đêm", "phương án đón khách tàu biển"),
        "things": ("các cơ sở lưu trú chưa thẩm định hạng", "biển chỉ dẫn điểm tham quan", "giá dịch vụ tại bãi tắm"),
        "work": ("tuần lễ văn hóa vùng cao", "việc quảng bá điểm đến", "công tác cứu hộ bãi biển"),
        "people": ("chủ nhà nghỉ cộng đồng", "người bán hàng rong tại điểm tham quan"),
    },
    "bảo hiểm": {
        "papers": ("phương án mở rộng đại lý thu", "lộ trình bao phủ bảo hiểm hộ gia đình"),
        "things": ("các đơn vị chậm đóng bảo hiểm", "hồ sơ thanh toán khám bệnh trùng lặp"),
        "work": ("việc vận động tham gia bảo hiểm tự nguyện", "công tác chi trả lương hưu tại nhà"),
        "people": ("người lao động tự do", "học sinh chưa có thẻ bảo hiểm"),
    },
    "phòng cháy": {
        "papers": ("phương án thoát nạn chung cư", "bản cam kết an toàn cháy nổ", "sơ đồ nguồn nước chữa cháy"),
        "things": ("nhà ở kết hợp kinh doanh", "trụ nước chữa cháy hỏng", "các kho hàng hóa dễ cháy"),
        "work": ("công tác diễn tập thoát nạn", "việc dọn thực bì ven rừng", "đợt tổng kiểm tra an toàn điện"),
        "people": ("đội chữa cháy cơ sở", "chủ cơ sở karaoke"),
    },
}
