"""Verbs and small words at which an office's name ends, and those that stand inside names, as data."""

from __future__ import annotations

import re
from typing import Final

from models.reading.words.first_words import FirstWords
from models.reading.words.office_words import one_of
from models.reading.words.verbs import VERB

# Verbs that stand inside names; they end none.
INSIDE: Final = one_of(
    """trung học phổ thông | trung học cơ sở | trung học | tiểu học | đại học | cao đẳng nghề | dạy nghề | dự án |
    dự án đầu tư | dự án đầu tư xây dựng | đầu tư xây dựng | đầu tư phát triển | đầu tư và phát triển |
    đăng ký đất đai | phát triển quỹ đất | quản lý dự án | quản lý rừng | quản lý đất đai | quản lý đô thị |
    quản lý thị trường | quản lý chất lượng | quản lý hành chính về trật tự xã hội | quản lý hành chính |
    quản lý nhà nước | quản lý xuất nhập cảnh | quản lý khai thác | quản lý bảo vệ | biên chế |
    kiểm soát thủ tục | kiểm soát bệnh tật | thông tin | nghệ thông tin | phòng cháy, chữa cháy |
    phòng cháy chữa cháy | cháy, chữa cháy | cứu nạn, cứu hộ | cứu nạn cứu hộ | phòng, chống | phòng chống |
    giáo dục thường xuyên | thường xuyên | việc làm | bảo vệ thực vật | bảo vệ môi trường |
    phát triển nông thôn | phát triển rừng | phát triển nông nghiệp | phục vụ hành chính công | trả kết quả |
    ngoại giao | khen thưởng | cơ sở | cung ứng | xúc tiến đầu tư | xúc tiến thương mại | thi đua |
    tổng hợp và | đo lường chất lượng | tiêu chuẩn đo lường | hỗ trợ doanh nghiệp | hỗ trợ nông dân |
    phổ biến, giáo dục | tổ chức cán bộ | tổ chức biên chế | tổ chức - | trật tự | giáo dục pháp luật |
    vận tải | thoát nước | cấp nước | cấp thoát nước | cấp cứu | điều dưỡng | đào tạo và bồi dưỡng |
    kiểm tra liên ngành | chính trị | hành chính | nhà nước | nhân dân | cộng đồng | quản trị | liên ngành |
    liên tịch | thực phẩm | đổi mới sáng tạo | công trình | chương trình |
    quy trình | giáo trình | học trình | tiến trình | địa bàn | trường học | khoa học | y học | sinh học | hóa học |
    công lập | độc lập | thu nhập | hội thi | kỳ thi | biên tập | học tập | nội trú | hàng hóa | trong nước |
    trong và ngoài nước | ngoài nước"""
)
# Nouns of two and more words in which a small word or a verb stands: no name is cut inside one.
NOUN: Final = one_of(
    """thiết bị | dự phòng | địa bàn | bộ phận | thôn bản | hậu cần | khách hàng | đầu tư công | học sinh, sinh viên |
    cây trồng, vật nuôi | cây trồng | cửa khẩu | giáo viên | dân quân | bầu cử | ngân hàng | hàng không |
    hàng hải | hàng hóa | giao thông | giao thông vận tải | pháp lý |
    xã hội tổng hợp | tích cực - chống độc | kế toán | tài vụ | sau đại học | ngoài giờ | người có công |
    khoa học tự nhiên | tự nhiên | an toàn vệ sinh | ký túc xá | ký sinh trùng | kiểm lâm | cảnh sát |
    tài sản công | kết cấu hạ tầng | dịch tễ | dịch bệnh | sở hữu trí tuệ | trung cấp | từ thiện | mồ côi |
    tàn tật | cha mẹ học sinh | học sinh | học viên | sinh viên | thanh niên | thiếu niên | nhi đồng |
    tiết kiệm và vay vốn | thị trường | trong nước | ngoài nước | trật tự xây dựng | trật tự đô thị |
    quy hoạch xây dựng | quy hoạch đô thị | công nghệ cao | công nghệ thông tin | kế hoạch tổng hợp |
    nội tổng hợp | ngoại tổng hợp | tiêu hóa | chất lượng | thú y | xuất nhập cảnh | chữ thập đỏ |
    chính trị nội bộ | an ninh trật tự | an ninh, trật tự | thiên nhiên | đông y | văn học nghệ thuật |
    chất độc da cam | cựu giáo chức | hành chính công | cơ khí | cơ động | cơ bản | kỹ thuật | người cao tuổi |
    người khuyết tật | vì người nghèo | trường học | nhà trường | thiếu nhi | quân sự | đền ơn đáp nghĩa |
    nhà nước | vốn đầu tư | vũ trang | tội phạm sử dụng công nghệ cao"""
)
# These are nouns where a capital begins them, or behind "và": "Phòng Thanh toán"; and duties in "Kho bạc thanh toán".
ACTIVITY: Final = one_of(
    """giám sát điều hành thông minh | giám sát, điều hành thông minh | cung ứng dịch vụ sự nghiệp công |
    dịch vụ sự nghiệp công | xây dựng phong trào bảo vệ an ninh tổ quốc | giống cây trồng, vật nuôi |
    liên gia tự quản |
    tự quản | phong trào toàn dân đoàn kết xây dựng đời sống văn hóa | toán ứng dụng |
    trợ giúp | bảo trợ | hồi sức | hồi sức tích cực | hồi sức cấp cứu | cấp cứu | kiểm toán | vệ sinh | sinh hoạt |
    phòng ngừa | đấu giá | đấu giá tài sản | thanh toán | kiểm soát thanh toán | dự trữ | kiểm sát | công tác |
    hợp tác | khai thác | kết cấu | dịch vụ | đi lại | phối hợp phổ biến giáo dục pháp luật |
    phối hợp phổ biến, giáo dục pháp luật | đầu tư phát triển | thu hồi nợ | xử lý nợ | quản lý thu | nuôi trồng |
    trồng trọt | chăn nuôi | tưới tiêu | sát hạch | lưu trữ | hướng nghiệp | biểu diễn | chiếu phim | phục hồi |
    giám định | khảo thí | bảo đảm chất lượng | đảm bảo chất lượng | đo lường | bảo vệ thực vật | truyền nhiễm |
    chẩn đoán | dịch vụ đấu giá tài sản | xúc tiến đầu tư, thương mại và du lịch | cải cách | tự động hóa |
    bảo tồn | tiết kiệm | chi trả | thu nợ | nhận trả | truyền hình | phát thanh | thu gom rác | phát hành phim |
    dạy nghề | phổ biến giáo dục pháp luật | phổ biến, giáo dục pháp luật | làm vườn | nuôi trồng thủy sản |
    phục hồi chức năng | vận tải hành khách | phát triển kinh tế - xã hội | giám định y khoa | vệ sinh môi trường |
    phòng, chống | phòng chống | thi đua | thi đua khen thưởng | trợ giúp pháp lý | xuất nhập khẩu"""
)
# Verbs that a name may end with: there they belong to it only where another verb, or nothing, follows.
LAST_VERB: Final = one_of(
    """xây dựng | đầu tư | phát triển | quản lý | tổng hợp | kiểm soát | giám sát | kiểm tra | thanh tra |
    đào tạo | bồi dưỡng | quy hoạch | thống kê | nghiên cứu | phục vụ | hỗ trợ | khai thác | vận hành |
    kiểm định | thi công | tư vấn | ứng dụng | truyền thông | tuyên truyền | phổ biến | phát thanh | bảo vệ |
    đánh giá | bảo trì | thiết kế | điều hành | tổ chức | bảo tồn | chuyển đổi số | giao dịch | kế hoạch"""
)
# What these do, they do to something: the words behind them are still of the name ("Phòng Quản lý quy hoạch").
NEED_OBJECT: Final = one_of(
    """quản lý | đăng ký | hỗ trợ | phát triển | xây dựng | theo dõi | thi hành | dịch vụ | bảo vệ | bồi dưỡng |
    kiểm soát | chăm sóc | xúc tiến | khai thác | vận hành | điều phối | ứng phó | phòng chống | tư vấn |
    giải quyết | tiếp nhận | huấn luyện | thẩm định | cung ứng | chuyển giao | ứng dụng | nghiên cứu |
    bảo tồn | giới thiệu | giám định | kiểm định | kiểm nghiệm | phân tích | dự báo | điều tra | quan trắc"""
)
# Verbs that tell there what it is done to, or with: "Đăng ký kinh doanh", "Theo dõi thi hành pháp luật".
OBJECT_VERBS: Final = one_of(
    """kinh doanh | quy hoạch | xây dựng | đầu tư | đào tạo | đấu thầu | thi hành | thi hành pháp luật | hạ tầng |
    vận hành | vận tải | khai thác | sản xuất | khám, chữa bệnh | khám chữa bệnh | khám | khám bệnh | chữa bệnh |
    bảo vệ | phát triển | xuất nhập khẩu | xuất khẩu | nhập khẩu | xuất bản | thi đấu | học sinh | học viên |
    cấp phép | cấp nước | thoát nước | thu phí | giao dịch | giao thông | lưu trữ | dịch bệnh | dịch tễ |
    phương tiện | quỹ | bán hàng | mua sắm | xây lắp | thi công | cứu hộ | cứu nạn | giải phóng mặt bằng |
    đất đai | chi trả | thu chi | thu nợ | thuê đất | nhập cư | khách hàng | hàng hóa | đơn hàng | dự án | chương
    trình | đăng kiểm | kiểm định | tiêu chuẩn"""
)
# Verbs that end a name about as often as they begin a duty: the name has them at its beginning or at its very end.
DUTY_VERBS: Final = one_of(
    """kiểm tra | giám sát | tổ chức | tổng hợp | tuyên truyền | phổ biến | thanh tra | hỗ trợ | đánh giá |
    phục vụ | thống kê | truyền thông | phát thanh | quản lý | bồi dưỡng | theo dõi | xây dựng | điều hành |
    nghiên cứu | thẩm định | giải quyết | tiếp nhận | chăm sóc | tư vấn | điều tra"""
)
# No name has these: behind them is what is to be done.
SURE_DUTY: Final = re.compile(
    r"\s+(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|tiếp tục|phải|cần|tập trung|khẩn trương|"
    r"chủ động|căn cứ|được giao|là)(?!\w)",
    re.IGNORECASE,
)
# Verbs that begin a duty less often, and so are no cue for one.
_MORE_VERBS = one_of(
    """tổng rà soát | tổng kiểm tra | tổng điều tra | phổ cập | chậm | muộn | thấp | đủ | sinh hoạt | chỉ thị |
    quyết định | kết luận | phụ trách | thu gom | tuần tra | canh gác | trực | giải ngân | cho vay | vay vốn |
    điều tiết | bảo quản | vận chuyển | tổ chức thực hiện | rà | đo đạc | cắm mốc | thi công | thu | nạo vét |
    tiêm | phun | trồng | chăm sóc | tưới | dọn | vệ sinh | quét | xây | sửa chữa | sửa | tu sửa | lát | treo |
    phát | cấp phát | cấp đổi | kết nạp | bầu | họp bàn | bàn | thảo luận | học | dạy | ôn | thi | mở cửa |
    ngừng | đình chỉ | tháo dỡ | di dời | sơ tán | cứu | cứu trợ | cảnh báo | dự báo | phát hành | in | in ấn |
    chụp | quay | dựng | viết | biên tập | dịch | thử nghiệm | đo | thẩm duyệt | thẩm tra | kiểm kê | kiểm đếm |
    đền bù | bồi thường | chi | chi trả | trợ cấp | miễn | giảm lãi suất | ký kết | ký | liên kết | liên hệ |
    trưng bày | bảo dưỡng | nâng | hạ | giữ | giữ gìn | gìn giữ | tôn tạo | trùng tu | xử | xét xử | truy tố |
    bắt | đấu tranh | triệt phá | trấn áp | tham dự | dự | cùng | nhận | tiếp | đón | đi | về | ra | vào |
    cam kết | bảo lãnh | lên phương án | phủ | hòa giải | vận động | chọn | tuyển | sáp nhập | nhập | xuất |
    kinh doanh | bán | mua | thuê | đấu giá | đấu nối | nối | lắp | bật | tắt | trích | trích lập | nghiệm |
    giải phóng | san | lưu | lưu giữ | sao lưu | quan trắc | theo | hiện đại | bứt phá | nỗ lực | quyết tâm |
    gấp rút | nhanh chóng | mau chóng | lập tức | đồng loạt | tập kết | khoanh vùng | dập | phòng trừ |
    cách ly | điều trị | khám | tiêu hủy | kê | chốt | đối soát | lấy ý kiến | lên danh sách | trồng mới |
    giao đất | cấm | mổ | chấm | cắt | thay | huấn luyện | đăng | đăng tin | cung ứng | sàng lọc | luyện tập |
    thông quan | ra quân | thăm | trồng bù | khai thuế"""
)
_GRAMMAR = (
    r"có|đã|đang|sẽ|phải|cần|là|để|với|về|theo|trong|trước|sau|tại|ở|của|được|bị|chủ trì|"
    r"tiếp tục|chủ động|phối hợp|chịu|căn cứ|trên cơ sở|nhằm|bằng|qua|thông qua|nói|nêu|như|thì|mà|vẫn|còn|cũng|đều|"
    r"cùng|do|cho|đến|từ|khi|nếu|trên|các|những|mỗi|khẩn|khẩn trương|kịp|thường xuyên|định kỳ|hằng|hàng|sớm|nghiêm|"
    r"tích cực|quyết liệt|"
    r"trực tiếp|xem|không|chưa|tự|tham mưu|giúp|chính thức|kèm|cụ thể|nhất là|bao gồm|gồm|ngay|hết|hoàn toàn|"
    r"tối thiểu|ít nhất"
)
STOP: Final = rf"{VERB}|{_MORE_VERBS}|{_GRAMMAR}"
GRAMMAR: Final = FirstWords(_GRAMMAR, re.IGNORECASE)
STOPS: Final = FirstWords(STOP, re.IGNORECASE)
STANDS_INSIDE: Final = FirstWords(INSIDE, re.IGNORECASE)
NOUNS: Final = FirstWords(NOUN, re.IGNORECASE)
ACTIVITIES: Final = FirstWords(ACTIVITY, re.IGNORECASE)
MAY_END: Final = FirstWords(LAST_VERB, re.IGNORECASE)
# What firms and households do for a living: "doanh nghiệp khai thác khoáng sản".
TRADES: Final = re.compile(
    r"(?:khai thác|kinh doanh|sản xuất|chế biến|vận tải|xây dựng|xuất khẩu|nhập khẩu|cung cấp|đầu tư|thi công|tư vấn|"
    r"vận hành|chăn nuôi|nuôi|trồng|thu mua|phân phối|buôn bán|sử dụng|tham gia|hoạt động|quản lý)(?!\w)",
    re.IGNORECASE,
)
