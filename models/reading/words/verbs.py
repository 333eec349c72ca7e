"""The verbs that a duty begins with, as patterns. What they are weighed against is in `cues`."""

from __future__ import annotations

from typing import Final

_VERBS = """
ban hành | biên soạn | biểu dương | bàn giao | bám sát | báo cáo | bãi bỏ | bảo đảm | bố trí | bồi dưỡng |
bổ sung | chi trả | chuyển | chuyển đổi | chuẩn bị | chuẩn hóa | chú trọng | chú ý | chấm dứt | chấm điểm |
chấn chỉnh | chấp hành | chỉ đạo | chịu trách nhiệm | chủ trì | chủ động | chứng thực | coi | cung cấp |
cài đặt | cân đối | công bố | công khai | cơ cấu | cải thiện | cải tiến | cải tạo | cấp | cập nhật | cắt giảm |
cụ thể hóa | củng cố | cử | duy trì | dừng | dự toán | giao | giao ban | giám sát | giải quyết | giải thể |
giải trình | giảm | giới thiệu | giữ vững | góp ý | gương mẫu | gắn | gắn kết | gửi | hiện đại hóa |
hoàn thiện | hoàn thành | hoàn trả | hoàn tất | huy động | hướng dẫn | hạn chế | học tập | họp | hỗ trợ |
hội nghị | hợp nhất | khai thác | khen thưởng | khuyến khích | không tiếp nhận | không yêu cầu | không được |
không để | khơi thông | khảo sát | khẩn trương | khắc phục | kiên quyết | kiến nghị | kiểm soát | kiểm tra |
kiểm điểm | kiện toàn | kê khai | ký | kết nối | kết thúc | kịp thời | liên thông | luân chuyển | làm |
làm sạch | làm tốt | lãnh đạo | lên kế hoạch | lưu trữ | lấy | lập | lắng nghe | lắp đặt | lồng ghép |
lựa chọn | mua sắm | mời | mở | mở rộng | nghiêm cấm | nghiêm túc | nghiên cứu | nghiệm thu | nhắc nhở |
ngăn chặn | nhân rộng | nhận diện | nhập | niêm yết | nâng cao | nâng cấp | nêu cao | nêu gương | nắm | nộp |
phát hiện | phát huy | phát thanh | phát triển | phát động | phân bổ | phân công | phân cấp | phân loại |
phát sóng | phân quyền | phân tích | phê bình | phê duyệt | phòng chống | phòng ngừa | phúc tra | phấn đấu |
phối hợp | phổ biến | phục vụ | phủ sóng | quan tâm | quy hoạch | quy định | quyết liệt | quyết toán |
quán triệt | quản lý | rà lại | rà soát | rút kinh nghiệm | rút ngắn | sáp nhập | sơ kết | sắp xếp | số hoá |
số hóa | sử dụng | sửa đổi | tham gia | tham mưu | thanh toán | thanh tra | thay thế | theo dõi | thiết lập |
thu hút | thu hồi | thu thập | thành lập | tháo gỡ | thí điểm | thông báo | thông qua | thông tin | thúc đẩy |
thường xuyên | thẩm tra | thẩm định | thể chế hóa | thống kê | thống nhất | thực hiện | thực hành | tinh giản |
tinh gọn | tiến hành | tiếp công dân | tiếp cận | tiếp nhận | tiếp thu | tiếp tục | tiết kiệm | tra cứu |
trang bị | trao đổi | trả lời | triển khai | triệu tập | truyền thông | trình | trả | trực tiếp |
tuyên truyền | tuyển dụng | tuân thủ | tái cấu trúc | tìm hiểu | tích cực | tích hợp | tôn vinh | tăng |
tăng cường | tạm dừng | tạo | tập huấn | tập hợp | tập trung | tổ chức | tổng hợp | tổng kết | tự |
tự kiểm tra | tự đánh giá | vinh danh | vận dụng | vận hành | vận động | xem xét | xác minh | xác định |
xây dựng | xây mới | xét | xóa bỏ | xếp loại | xử lý | xử phạt | yêu cầu | điều chỉnh | điều tra | đo lường |
đào tạo | đánh giá | đánh số | đôn đốc | đăng ký | đăng tải | đơn giản hóa | đưa | đảm bảo | đấu thầu |
đầu tư | đẩy mạnh | đẩy nhanh | đề ra | đề xuất | định hướng | định kỳ | đối chiếu | đối thoại | đồng bộ |
đồng hành | đổi mới | ưu tiên | ủy quyền | ứng dụng | dự thảo | soạn thảo | bảo vệ | bảo trì | chi tiết hóa |
giúp | sẵn sàng
"""
# These begin a duty as well, and stand inside the names of offices too often to end a name.
_IN_NAMES_TOO = """
trồng | chăm sóc | vá | lắp | khoan | đào | nạo vét | gia cố | tu bổ | tôn tạo | trùng tu | phục dựng |
sửa chữa | sửa | nâng | mở lớp | mở đợt | mở thầu | cấp phép | thu gom | thu dọn | vệ sinh | phun | tiêm |
tiêm phòng | dự trữ | tích trữ | di dời | sơ tán | tiêu hủy | tiêu độc | khử trùng | khử khuẩn | cách ly |
khoanh vùng | dập dịch | khám | chữa | điều trị | xét nghiệm | tầm soát | cấp phát | phát | tặng | thăm hỏi |
trao | tư vấn | phổ cập | dạy | ôn tập | tuyển | tuyển sinh | tuyển chọn | bình chọn | bình xét | xét chọn |
giao đất | đo đạc | cắm mốc | kiểm đếm | kiểm kê | bồi thường | giải phóng | san lấp | thi công | khởi công |
khánh thành | giải ngân | đấu giá | định giá | giám định | mua | bán | mua bán | in | in ấn | nhập khẩu |
xuất khẩu | tiêu thụ | kết nạp | tuần tra | canh gác | trực | ứng trực | trực ban | truy quét | triệt phá |
trấn áp | đấu tranh | tháo dỡ | dỡ bỏ | cưỡng chế | phân luồng | cảnh báo | dự báo | phát hành | phát tin |
đưa tin | dịch | soạn | viết | quay | ghi hình | trưng bày | biểu diễn | giao lưu | tọa đàm | hội thảo | đón |
đón tiếp | gặp gỡ | thu thuế | thu | chi | trích | ứng | bù | quét | quét dọn | nhập liệu | cập nhập |
đồng bộ hóa | chạy thử | vận chuyển | bảo dưỡng | bảo tồn | lưu giữ | lưu | niêm phong | kiểm định |
kiểm nghiệm | lấy mẫu | lấy ý kiến | thả | gieo | gieo trồng | nuôi | tái đàn | khoanh nuôi | dồn điền |
chuyển giao | nhận | tiếp quản | giữ gìn | giữ | kê | tổng rà soát | tổng kiểm tra | tổng kiểm kê |
tổng vệ sinh | xóa | xóa nhà tạm | giảm nghèo | hạ | tháo | khóa | đóng | đóng cửa | cho phép | cho học sinh |
cho nghỉ | cho ý kiến | cho tạm | chọn | chọn lọc | phân tuyến | phân khai | phân vùng | bảo quản | chỉnh lý |
chỉnh trang | chỉnh sửa | hiệu chỉnh | hoàn chỉnh | hoàn thổ | hoàn ứng | điều tiết | điều phối | điều động |
điều hành | bổ nhiệm | miễn nhiệm | luân phiên | biệt phái | tổ chức lại | dự | dự phòng | phòng | chống |
phòng trừ | ngăn ngừa | loại bỏ | kết hợp | liên kết | liên hệ | ký kết | đàm phán | thỏa thuận | vay |
cho vay | gia hạn | tạm ứng | tất toán | hạch toán | kiểm toán | công nhận | xác nhận | chứng nhận | cam kết |
đối ứng | đóng góp | quyên góp | cấm | nghiêm cấm | đình chỉ | sẵn sàng | thông xe | nhắc nhở | giải tỏa | treo |
dựng | bàn bạc | tưới | bơm | xả | ra quân | dọn | dọn dẹp | bầu | hiệp thương | thăm | động viên | thụ lý | tống đạt |
khởi tố | truy tố | kháng nghị | bao tiêu | góp vốn | phân phối | phản ánh | chấm
"""


def _pattern(*lists: str) -> str:
    """All verbs of the lists, the longest first."""
    found = {verb.strip() for words in lists for verb in words.replace("\n", " ").split("|")}
    return "|".join(sorted(filter(None, found), key=len, reverse=True))


VERB: Final = _pattern(_VERBS)
ANY_VERB: Final = _pattern(_VERBS, _IN_NAMES_TOO)
