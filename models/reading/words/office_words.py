"""What the names of offices are made of, as data: kinds, subjects, levels, groups. How a name is read is `units_named`.

Collected from the laws on the organisation of government, the decrees on specialised agencies of provinces, districts
and communes (also those of the two-level government of 2025), the Party, the Front, companies, schools, villages.
"""

from __future__ import annotations

import re
from typing import Final

from models.reading.passage import LOWER, UPPER


def one_of(phrases: str) -> str:
    """A pattern for any of the phrases, parted by `|`, the longest first; blanks and hyphens as printers set them."""
    words = sorted((phrase.strip() for phrase in phrases.split("|")), key=len, reverse=True)
    return "|".join(re.sub(r"\s+", r"\\s+", word).replace(r"\s+-\s+", r"\s*[-–]\s*") for word in words if word)


# What departments are for. The ministries' are marked apart: "Công an" after "Sở Y tế, …" is an office of its own.
SUBJECTS: Final = one_of(
    """nội vụ | tư pháp | tài chính - kế hoạch | kế hoạch - tài chính | tài chính | kế hoạch và đầu tư |
    công thương | nông nghiệp và phát triển nông thôn | nông nghiệp & phát triển nông thôn |
    nông nghiệp và ptnt | nông nghiệp & ptnt | nông nghiệp và môi trường | nông nghiệp, môi trường |
    nông nghiệp | giao thông vận tải - xây dựng | giao thông vận tải | giao thông - xây dựng |
    giao thông công chánh | xây dựng | tài nguyên và môi trường | tài nguyên & môi trường |
    tài nguyên - môi trường | tài nguyên môi trường | thông tin và truyền thông | thông tin & truyền thông |
    thông tin - truyền thông | lao động - thương binh và xã hội | lao động, thương binh và xã hội |
    lao động thương binh và xã hội | lao động - thương binh - xã hội | lao động - tb&xh | lao động - tbxh |
    văn hóa, thể thao và du lịch | văn hóa, thể thao, du lịch và gia đình | văn hóa - thể thao và du lịch |
    văn hóa, thể thao & du lịch | văn hóa thể thao và du lịch | văn hóa, thể thao, du lịch |
    văn hóa - thể thao - du lịch | văn hóa và thể thao | văn hóa, thể thao | văn hóa - thể thao |
    văn hóa - thông tin | văn hóa và thông tin | văn hóa & thông tin | văn hóa thông tin | văn hóa - xã hội |
    văn hóa, xã hội | văn hóa và xã hội | văn hóa xã hội | văn hóa, khoa học và thông tin |
    văn hóa, khoa học, thông tin | du lịch | thể dục thể thao | khoa học và công nghệ | khoa học & công nghệ |
    khoa học, công nghệ | giáo dục và đào tạo | giáo dục & đào tạo | giáo dục - đào tạo | giáo dục đào tạo |
    giáo dục | y tế | ngoại vụ | dân tộc và tôn giáo | dân tộc, tôn giáo | dân tộc - tôn giáo | dân tộc |
    tôn giáo | quy hoạch - kiến trúc | quy hoạch và kiến trúc | an toàn thực phẩm | kinh tế, hạ tầng và đô thị |
    kinh tế, hạ tầng, đô thị | kinh tế hạ tầng và đô thị | kinh tế - hạ tầng và đô thị |
    kinh tế - hạ tầng - đô thị | kinh tế và hạ tầng | kinh tế - hạ tầng | kinh tế hạ tầng | kinh tế và đô thị |
    kinh tế - đô thị | kinh tế | quản lý đô thị | đô thị | công nghiệp | thương mại | kinh tế - xã hội"""
)
MINISTRIES: Final = one_of(
    """công an | quốc phòng | ngoại giao | công thương | tài chính | nội vụ | tư pháp | y tế | xây dựng |
    giáo dục và đào tạo | khoa học và công nghệ | nông nghiệp và môi trường |
    nông nghiệp và phát triển nông thôn | dân tộc và tôn giáo | văn hóa, thể thao và du lịch |
    văn hóa - thể thao và du lịch | văn hóa thể thao và du lịch | tài nguyên và môi trường |
    giao thông vận tải | kế hoạch và đầu tư | thông tin và truyền thông | lao động - thương binh và xã hội |
    lao động, thương binh và xã hội | lao động thương binh và xã hội"""
)
LEVEL: Final = r"(?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|liên xã|tp\.?)"
_PLACE_WORD = rf"[{UPPER}][{LOWER}'’]*(?!\w)"
PLACE: Final = rf"(?-i:{_PLACE_WORD}(?:(?:\s|\s?-\s?)(?!(?:Sở|Phòng|Ban|Công|Văn phòng)\s){_PLACE_WORD}){{0,3}})"
VILLAGE: Final = (
    r"(?:thôn|bản(?!\s+(?:sao|ghi|đồ|thân|chất|tin|án|vẽ))|làng|ấp|buôn|buôn làng|plei|bon|sóc|xóm|khóm|khu phố|"
    r"tổ dân phố|"
    r"khu dân cư|khối phố|tiểu khu)"
)
ABBREVIATION: Final = r"(?-i:[A-ZĐ]{2,}(?:\s?[&\-–]\s?[A-ZĐ]{1,})*)"
# The departments with a comma in their name, by the first letters.
LISTED_INITIALS: Final = (
    r"(?-i:KT\s*,\s*HT\s*(?:và|&|,)\s*ĐT|VH\s*,\s*TT\s*(?:và|&|,)\s*DL|VH\s*,\s*KH\s*(?:và|&|,)\s*TT|"
    r"LĐ\s*,\s*TB\s*(?:và|&|,)\s*XH|VH\s*,\s*XH|KT\s*,\s*HT|NN\s*(?:và|&)\s*MT|KH\s*(?:và|&)\s*CN|GD\s*(?:và|&)\s*ĐT|"
    r"KH\s*(?:và|&)\s*ĐT|TN\s*(?:và|&)\s*MT|DT\s*(?:và|&)\s*TG)"
)
# "UBND", and the councils that are named in one breath with it.
COMMITTEE: Final = (
    r"(?:hđnd\s*(?:,|và|-|–|&)\s*ubnd|hội đồng nhân dân\s*(?:,|và|-|–)\s*ủy ban nhân dân|ubnd|u\.b\.n\.d|"
    r"ủy ban nhân dân|hđnd|hội đồng nhân dân)"
)
PARTY: Final = (
    r"(?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy(?:\s+(?:các cơ quan đảng|khối)(?!\w))?|đảng bộ|chi bộ)"
)

# Who stands for an office: "Giám đốc Sở Nội vụ" is Sở Nội vụ.
HEAD_OF_OFFICE: Final = one_of(
    """thủ trưởng | giám đốc | tổng giám đốc | trưởng | chánh | chủ tịch | cục trưởng | chi cục trưởng |
    tổng cục trưởng | vụ trưởng | viện trưởng | chánh án | lãnh đạo | đồng chí | bộ trưởng | thống đốc |
    tổng thanh tra | hiệu trưởng | bí thư | trạm trưởng | hạt trưởng | đồn trưởng | đội trưởng | tổ trưởng |
    chỉ huy trưởng | chủ nhiệm | tư lệnh | giám đốc phụ trách | người đứng đầu | tổng biên tập"""
)
# Who is meant himself before a word for many: "Thủ trưởng các sở, ban, ngành".
HEADS_OF_MANY: Final = one_of(
    """thủ trưởng | giám đốc | tổng giám đốc | trưởng | chánh | chủ tịch | người đứng đầu | lãnh đạo | bí thư |
    hiệu trưởng | cục trưởng | vụ trưởng | viện trưởng | đồng chí | trưởng ban | trưởng phòng | tổ trưởng |
    chỉ huy trưởng | chủ nhiệm | bộ trưởng | bí thư cấp ủy | cấp ủy | chi hội trưởng | bí thư đoàn"""
)

# What stands before people's names: degrees and ranks, as hospitals, schools and institutes write them.
_DEGREES = (
    r"(?-i:PGS|GS|TSKH|TS|ThS|Ths|BS|Bs|CN|KS|KTS|DS|ĐD|KTV|CV|LS|YS|HS|NHS|BSCKII|BSCKI|BSNT|CKII|CKI|BSCK2|BSCK1|CK2|"
    r"CK1|CK)(?!\w)"
)
_RANKS = r"(?-i:Bác sĩ|Cử nhân|Kỹ sư|Thạc sĩ|Tiến sĩ|Dược sĩ|Điều dưỡng|Y sĩ|Kiến trúc sư|Luật sư)(?!\w)"
DEGREE: Final = rf"(?:(?:{_DEGREES}(?:\s*[.,]\s*|\s+))+|{_RANKS}\s+)"
# Posts that are told without the office.
POST: Final = one_of(
    """hiệu trưởng | phó hiệu trưởng | kế toán | kế toán trưởng | thủ quỹ | văn thư | thủ kho |
    giáo viên chủ nhiệm các lớp | giáo viên chủ nhiệm | giáo viên bộ môn | giáo viên | tổng phụ trách đội |
    tổng phụ trách |
    tổ trưởng chuyên môn | nhân viên y tế | nhân viên thư viện | nhân viên thiết bị | điều dưỡng trưởng |
    trưởng khoa | phó trưởng phòng | phó giám đốc | phó chủ tịch | phó bí thư | trưởng ban | phó trưởng ban |
    bí thư chi bộ | bí thư đoàn trường | chủ tịch công đoàn | thư ký hội đồng"""
)

KIND_WORD: Final = r"(?-i:Sở|Phòng|Ban|Bộ|Công an|Văn phòng|Hội|Trung tâm|Thanh tra|Đoàn)\s"

# Words for many offices, after "các" (or, with a capital, alone). Each may carry words of GROUP_TAIL behind it.
_GROUP_WORDS = (
    one_of(
        """bộ trưởng | phó chủ tịch | ủy viên | sở | cục | vụ | tổng cục | ban | ngành | cơ quan | đơn vị |
        địa phương | quận | thị xã | thành phố | phường | thị trấn | đặc khu | đoàn thể | bộ phận | cấp ủy |
        tổ chức đảng | chính quyền | đảng bộ | đảng ủy | cấp | lãnh đạo | thành viên | phòng chuyên môn |
        cơ quan chuyên môn | đơn vị sự nghiệp | tổ chức đoàn thể | chi đoàn | chi hội | đoàn viên | hội viên |
        tổ trưởng chuyên môn | tổ trưởng bộ môn | tổ trưởng dân phố | khối trưởng | trưởng bộ môn | trưởng khoa |
        trưởng thôn | trưởng bản | trưởng ấp | trưởng khu phố | trưởng khóm | trưởng tiểu ban | chi hội trưởng |
        bí thư chi đoàn | giáo viên chủ nhiệm | giáo viên bộ môn | công chức phòng | công chức xã |
        công chức cơ quan |
        công chức chuyên môn | cán bộ | công chức | viên chức | giáo viên | nhân viên | người lao động | đảng viên |
        đảng ủy viên | cấp ủy viên | phân xưởng | xí nghiệp | tổ tự quản | tổ hòa giải |
        tổ công nghệ số cộng đồng | tổ công nghệ số | tổ công tác |
        đoàn công tác |
        đoàn kiểm tra | tiểu ban | ban xây dựng đảng | ban đảng | ban quản lý | ban chỉ đạo | ban chỉ huy |
        ban của hđnd | ban hđnd | ban hội đồng nhân dân | tổ đại biểu | tổ chuyên môn | tổ bộ môn | bộ môn | tổ nghiệp
        vụ | trạm | nông trường | lâm trường | tỉnh"""
    )
    + rf"|{VILLAGE}|bộ(?!\s+(?:phận|tiêu|chỉ|môn|thủ|luật|câu|hồ|dữ|quy|mã))|chi(?=,\s*đảng bộ)"
    + r"|huyện(?!\s+(?:ủy|đoàn|đội))|xã(?!\s+(?:hội|đoàn|đội))|phòng(?!\s+(?:học|họp|thi|máy|bệnh|khám|trừ))"
    + r"|(?:tổ chức )?hội(?!\s+(?:nghị|thảo|thi|đồng|chợ|họp|trường|đàm|viên|nhập))"
    + rf"|(?:chi bộ|chi cục|trung tâm)(?!\s+(?-i:[{UPPER}]))"
    + r"|tổ chức(?=\s*(?:,|và)?\s+(?:chính trị|xã hội|đoàn thể|hội(?!\s+(?:nghị|thảo|thi|họp|chợ))|cá nhân|đảng|"
    + r"có liên quan|liên quan|kinh tế|nghề nghiệp))"
    + r"|cá nhân(?=\s+(?:có )?liên quan)"
)
GROUP_WORD: Final = rf"(?:{_GROUP_WORDS})(?!\w)"
_SCHOOL = (
    r"(?:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|phổ thông|thcs|thpt|th&thcs|ptdt nội trú|"
    r"cao đẳng|đại học|trung cấp|liên cấp)"
)
# These are told apart by what follows ("viễn thông", "thi công"), which no list has: it runs on to the next verb.
FREE_GROUP_WORD: Final = (
    r"(?:"
    + one_of(
        """chủ đầu tư | nhà thầu | nhà đầu tư | doanh nghiệp | doanh nghiệp nhà nước | hợp tác xã | htx |
        tổ hợp tác | hộ kinh doanh | hộ dân | hộ gia đình | chủ rừng | chủ dự án | chủ cơ sở |
        chủ doanh nghiệp | chủ hộ | nhà máy | xí nghiệp | nhà mạng | bệnh viện | trung tâm y tế | trạm y tế |
        phòng khám | nhà thuốc | trường | trường học | trường mầm non, tiểu học, trung học cơ sở |
        trường mầm non, tiểu học và trung học cơ sở |
        trường mầm non, tiểu học, trung học cơ sở, trung học phổ thông | trường mầm non, phổ thông |
        nhà trường | cơ sở giáo dục | cơ sở giáo dục nghề nghiệp | cơ sở khám bệnh, chữa bệnh |
        cơ sở khám, chữa bệnh | cơ sở y tế | cơ sở kinh doanh | cơ sở sản xuất | cơ sở sản xuất, kinh doanh |
        cơ sở đào tạo | cơ sở tôn giáo | cơ sở lưu trú | cơ sở dịch vụ | tổ chức tín dụng | tổ chức tôn giáo |
        tổ chức tư vấn | tổ chức hành nghề | công ty | tổng công ty | tập đoàn | ngân hàng |
        ngân hàng thương mại | chi nhánh | hiệp hội | hội đặc thù | hội nghề nghiệp | hội quần chúng |
        đơn vị tư vấn | đơn vị thi công | đơn vị vận tải | đơn vị vận hành | đơn vị cung cấp dịch vụ |
        đơn vị quản lý | cơ quan báo chí | cơ quan thông tấn | cơ quan truyền thông | báo | đài | trạm |
        đồn biên phòng | hạt kiểm lâm | đội quản lý thị trường | viện | viện nghiên cứu | trường đại học |
        trường cao đẳng | học viện | quỹ | văn phòng đăng ký đất đai | tổ chức hành nghề công chứng |
        văn phòng công chứng | ban quản lý dự án | ban quản lý rừng | câu lạc bộ | làng nghề | thương nhân |
        tiểu thương | thương nhân đầu mối | chủ tàu | chủ phương tiện | chủ trang trại | chủ vườn | nhà phân phối |
        đại lý | hãng vận tải | nhà xe | nhà vườn | hộ sản xuất | hộ nuôi | tổ sản xuất | trang trại | phòng nghiệp vụ
        | phòng chức năng | chủ hồ | chủ đập | chủ tàu cá | chủ nhà trọ | chủ hộ kinh doanh | thương nhân phân phối |
        ngư dân | nông dân | cơ sở chăn nuôi | cơ sở giết mổ | cơ sở lưu trú du lịch | tổ vay vốn | nhà xe"""
    )
    + rf"|trường\s+{_SCHOOL}(?:(?:\s*,\s*|\s+và\s+|\s*[-–]\s*)(?:trường\s+)?{_SCHOOL})*"
    + r"|khoa(?!\s+học))(?!\w)"
)
GROUP_TAIL: Final = (
    r"(?:\s+(?:cấp\s+(?:tỉnh|huyện|xã|thành phố|trung ương|phường|cơ sở|dưới)|các\s+cấp|"
    r"(?:trực\s+)?thuộc(?:(?:,|\s+và|\s+hoặc)\s+trực\s+thuộc)?(?:\s+(?:thẩm quyền|phạm vi quản lý))?|"
    r"sự nghiệp|công lập|chuyên môn|ngang bộ|chuyên ngành|tham mưu(?=\s*(?:,|và|giúp|cấp|thuộc))|báo chí|thông tấn|"
    r"quản lý (?:nhà nước|chuyên ngành|ngành|lĩnh vực)|ngành dọc|(?:trực\s+)?thuộc\s+trung ương|"
    r"(?:tiến hành )?tố tụng|(?:thi hành|bảo vệ) pháp luật|thi hành án|lực lượng vũ trang|quân đội|chức năng|"
    r"nội chính|trường học|khu dân cư|khu phố|tổ dân phố|thôn(?:,? bản)?|nông thôn|dân cư|"
    r"tư pháp|quân sự|truyền thông|y tế|giáo dục|khoa học|văn hóa|đoàn thể|chủ quản|chủ trì soạn thảo|"
    r"chính trị\s*[-–,]\s*xã hội(?:\s*[-–]\s*nghề nghiệp)?|xã hội(?:\s*[-–]\s*nghề nghiệp)?|nghề nghiệp|tín dụng|"
    r"có chức năng|(?:có )?liên quan(?: khác)?|khác(?: có)?(?: liên quan)?|còn lại|nêu trên|nói trên|"
    r"nhà nước|hành chính|chính phủ|đảng(?!\s+(?:ủy|bộ|viên))|mặt trận|"
    rf"của(?=\s+{COMMITTEE})|{COMMITTEE}|{PARTY}|tỉnh|huyện|thành phố|thị xã|quận|xã(?!\s+hội)|phường|thị trấn|"
    rf"đặc khu|trung ương|"
    r"(?:đóng|hoạt động|nằm|ở|có trụ sở)?\s*(?:trên|tại)\s+(?:toàn )?(?:địa bàn(?:\s+toàn)?|phạm vi)|"
    r"trong\s+(?:và\s+ngoài\s+)?(?:tỉnh|huyện|xã)|"
    r"ban chỉ đạo|tổ công tác|tổ giúp việc|sở(?!\s+hữu)|bộ(?!\s+(?:phận|tiêu|chỉ))|hội đồng)(?!\w)"
    rf"(?:(?<!của)\s+(?!{COMMITTEE}|{PARTY}|chính phủ|trung ương|{KIND_WORD}){PLACE})?)*"
)

# Kinds of offices whose own name follows with a capital: "Phòng Tổ chức cán bộ". "ban", "tổ" are none.
KIND: Final = (
    r"(?-i:"
    + one_of(
        """Phòng | Ban | Sở | Bộ | Vụ | Trung tâm | Chi cục | Cục | Tổng cục | Văn phòng | Tổ | Đội | Hội |
        Trường | Viện | Báo | Đài | Chi nhánh | Công ty | Tổng công ty | Tổng Công ty | Tập đoàn | Ngân hàng |
        Hạt | Trạm | Thanh tra | Đoàn | Hội đồng | Liên đoàn | Liên minh | Liên hiệp | Hiệp hội | Học viện |
        Đại học | Kho bạc | Bưu điện | Bưu cục | Bệnh viện | Bộ phận | Ủy ban | Quỹ | Hợp tác xã | HTX |
        Vườn quốc gia | Khu bảo tồn | Nhà máy | Nhà máy nước | Nhà văn hóa | Nhà Văn hóa | Nhà xuất bản |
        Nhà hát | Nhà thiếu nhi | Nhà Thiếu nhi | Thư viện | Bảo tàng | Cảng vụ | Đồn | Chi bộ | Đảng bộ |
        Đảng ủy | Câu lạc bộ | Chi đoàn | Chi đội | Liên đội | Hải đội | Cảnh sát | Bộ đội | Nhà khách | Nhà trường |
        Phòng khám | Khu du lịch | Trại giam | Trại giống | Nông trường | Lâm trường | Bảo hiểm xã hội | Cơ sở |
        Tạp chí | Xí nghiệp | Điện lực | Cơ quan | Cơ quan thường trực | Công đoàn |
        Chi hội | Phân hiệu | Phân viện | Tòa án | Viện kiểm sát | Mặt trận | Cung | Trại | Bến xe | Cảng |
        Đảng đoàn | Tiểu ban | Lữ đoàn | Trung đoàn | Sư đoàn | Quân khu | Binh đoàn | Doanh nghiệp | Khối |
        Cụm thi đua | Trường THPT | Trường THCS | Khoa | Nhóm"""
    )
    + r")"
)
# Kinds that say by themselves what they are, in any letters; the name may run on behind them.
STEMS: Final = one_of(
    """ban quản lý | ban chỉ đạo | ban chỉ huy | bộ chỉ huy | bộ tư lệnh | ban thường trực | ban thường vụ |
    ban chấp hành | ban giám đốc | ban giám hiệu | ban giám sát đầu tư của cộng đồng | ban thanh tra nhân dân |
    ban công tác mặt trận | ban đại diện cha mẹ học sinh | ban nhân dân | ban cán sự đảng | ban cán sự | ban tự quản |
    ban phát triển thôn | ban bảo vệ dân phố | tổ chuyên môn | tổ bộ môn | tổ tự quản | tổ liên gia |
    tổ bảo vệ dân phố | tổ bảo vệ an ninh trật tự | tổ khuyến nông cộng đồng |
    hội đồng trường | hội đồng thành viên | hội đồng quản trị | hội đồng tự đánh giá | hội đồng giám sát xổ số |
    ủy ban bầu cử | tổ bầu cử | lực lượng công an | lực lượng dân quân | lực lượng vũ trang | lực lượng kiểm lâm |
    lực lượng bảo vệ an ninh trật tự | lực lượng bảo vệ an ninh, trật tự | lực lượng bảo vệ an ninh trật tự ở cơ sở |
    lực lượng bảo vệ an ninh, trật tự ở cơ sở | cộng tác viên dân số | cộng tác viên | y tế trường học |
    y tế thôn bản |
    kiểm lâm địa bàn | hải quan cửa khẩu | thống kê cơ sở | nhóm trẻ | bộ môn | hội đồng đội | hội đồng sư phạm |
    hội cha mẹ học sinh | chi đoàn | chi hội | chi đội | liên đội |
    đoàn trường | đoàn cơ sở | đoàn phường | đoàn xã | công đoàn cơ sở | thuế cơ sở | nhà thiếu nhi | khu bảo tồn |
    cụm thi đua | khối thi đua | nhân viên y tế | hải đội | lữ đoàn | tiểu đoàn | đại đội | cảnh sát pccc |
    htx nông nghiệp | htx dịch vụ nông nghiệp | báo và đài phát thanh - truyền hình | đài truyền thanh cơ sở |
    ban tổ chức | ban tuyên giáo | ban dân vận | ban nội chính | ban dân tộc |
    ban tiếp công dân | ban bảo vệ, chăm sóc sức khỏe cán bộ | ban an toàn giao thông | tổ công tác |
    tổ giúp việc | tổ công nghệ số cộng đồng | tổ công nghệ số | tổ thư ký | tổ biên tập | tổ thẩm định |
    tổ bảo vệ an ninh, trật tự | tổ hòa giải | tổ kiểm tra | đoàn kiểm tra | đoàn giám sát | đoàn thanh tra |
    đoàn công tác | đoàn kiểm tra liên ngành | đoàn đại biểu quốc hội | đoàn đbqh | hội đồng thẩm định |
    hội đồng thi đua - khen thưởng | hội đồng thi đua, khen thưởng | hội đồng tuyển dụng |
    hội đồng phối hợp phổ biến, giáo dục pháp luật | hội đồng nghĩa vụ quân sự | hội đồng giáo dục |
    kho bạc nhà nước | ngân hàng nhà nước | ngân hàng nhà nước chi nhánh | ngân hàng chính sách xã hội |
    bảo hiểm xã hội | bảo hiểm y tế | cục thuế | chi cục thuế | cục thống kê | chi cục thống kê | cục hải quan |
    chi cục hải quan | cục quản lý thị trường | chi cục quản lý thị trường | chi cục kiểm lâm | hạt kiểm lâm |
    trạm y tế | trạm khuyến nông | trạm thú y | trạm kiểm lâm | đồn biên phòng | bộ đội biên phòng |
    đài truyền thanh | đài truyền thanh - truyền hình | đài phát thanh và truyền hình |
    đài phát thanh - truyền hình | đài phát thanh truyền hình | đài phát thanh, truyền hình | đài truyền hình |
    đài khí tượng thủy văn | báo và phát thanh, truyền hình | báo và đài phát thanh, truyền hình |
    báo và đài phát thanh và truyền hình | cổng thông tin điện tử | cổng dịch vụ công |
    trung tâm phục vụ hành chính công | trung tâm hành chính công | trung tâm công nghệ thông tin |
    trung tâm công nghệ thông tin và truyền thông | trung tâm chuyển đổi số | trung tâm y tế |
    trung tâm chính trị | trung tâm kiểm soát thủ tục hành chính | trung tâm dịch vụ tổng hợp |
    trung tâm cung ứng dịch vụ công | trung tâm học tập cộng đồng | trung tâm phát triển quỹ đất |
    trung tâm dịch vụ nông nghiệp | trung tâm dịch vụ việc làm | trung tâm kiểm soát bệnh tật |
    trung tâm văn hóa, thể thao và truyền thông | trung tâm văn hóa, thông tin và thể thao |
    trung tâm văn hóa, thể thao và du lịch | trung tâm văn hóa - thể thao và truyền thông |
    trung tâm văn hóa - thông tin | trung tâm văn hóa, thông tin - thể thao |
    trung tâm văn hóa, thể thao - truyền thông | trung tâm truyền thông và văn hóa |
    trung tâm truyền thông - văn hóa | trung tâm văn hóa - thông tin và thể thao |
    trung tâm văn hóa, thể thao, thông tin và truyền thông | trung tâm văn hóa - thể thao |
    trung tâm truyền thông | trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên |
    trung tâm giáo dục thường xuyên | trung tâm giám sát, điều hành đô thị thông minh |
    trung tâm giám sát, điều hành thông minh | trung tâm điều hành thông minh | văn phòng đăng ký đất đai |
    chi nhánh văn phòng đăng ký đất đai | văn phòng công chứng | văn phòng điều phối nông thôn mới |
    bộ phận một cửa | bộ phận một cửa hiện đại | bộ phận tiếp nhận và trả kết quả |
    bộ phận tiếp nhận và trả kết quả giải quyết thủ tục hành chính | bộ phận văn thư | bệnh viện đa khoa |
    bệnh viện | trường chính trị | trường cán bộ quản lý | trường cán bộ quản lý giáo dục | trường bồi dưỡng cán
    bộ | trường cao đẳng | trường đại học | trường trung cấp | trường tiểu học |
    trường mầm non | trường trung học cơ sở | trường trung học phổ thông | trường phổ thông dân tộc nội trú |
    trường thpt | trường thcs | trường phổ thông dân tộc bán trú | trường ptdt nội trú | trường ptdt bán trú |
    trường tiểu học và trung học cơ sở | trường th&thcs | tòa án nhân dân | viện kiểm sát nhân dân |
    cục thi hành án dân sự | chi cục thi hành án dân sự | thi hành án dân sự | phòng thi hành án dân sự |
    công ty cổ phần | công ty tnhh | công ty trách nhiệm hữu hạn | công ty tnhh mtv |
    công ty tnhh một thành viên | công ty điện lực | công ty cấp nước | hợp tác xã | hợp tác xã nông nghiệp |
    hợp tác xã dịch vụ nông nghiệp | liên hiệp hợp tác xã | liên minh hợp tác xã | quỹ tín dụng nhân dân |
    quỹ bảo vệ và phát triển rừng | quỹ phát triển đất | ủy ban mặt trận tổ quốc việt nam |
    ủy ban mặt trận tổ quốc | mặt trận tổ quốc việt nam | mặt trận tổ quốc | ủy ban mttq việt nam |
    ủy ban mttqvn | ủy ban mttq | mttq việt nam | mttqvn | mttq | ủy ban kiểm tra | ủy ban dân tộc |
    hội đồng dân tộc | tỉnh đoàn | huyện đoàn | thành đoàn | thị đoàn | quận đoàn | đoàn thanh niên |
    đoàn tncs hồ chí minh | đoàn thanh niên cộng sản hồ chí minh | hội nông dân | hội cựu chiến binh |
    hội phụ nữ | hội liên hiệp phụ nữ | hội lhpn | hội chữ thập đỏ | hội người cao tuổi | hội khuyến học |
    hội luật gia | hội nhà báo | hội ccb | hội doanh nghiệp | hội nông dân việt nam |
    hội liên hiệp phụ nữ việt nam | hội cựu chiến binh việt nam | liên đoàn lao động | công đoàn viên chức |
    liên hiệp các hội khoa học và kỹ thuật | đại biểu hđnd | đại biểu hội đồng nhân dân | đại biểu quốc hội | tổ
    đại biểu hđnd | tổ đại biểu hội đồng nhân dân |
    thường trực hđnd | thường trực hội đồng nhân dân | chủ đầu tư | đơn vị tư vấn | đơn vị thi công |
    nhà thầu thi công | nhà thầu | bên mời thầu | văn phòng chính phủ | thanh tra chính phủ |
    văn phòng quốc hội | văn phòng trung ương đảng | văn phòng chủ tịch nước | kiểm toán nhà nước |
    kiểm toán nhà nước khu vực | tòa án nhân dân tối cao | viện kiểm sát nhân dân tối cao |
    đài truyền hình việt nam | đài tiếng nói việt nam | thông tấn xã việt nam |
    viện hàn lâm khoa học xã hội việt nam | viện hàn lâm khoa học và công nghệ việt nam |
    tổng liên đoàn lao động việt nam | liên đoàn thương mại và công nghiệp việt nam |
    ngân hàng phát triển việt nam | ngân hàng nông nghiệp và phát triển nông thôn"""
)
# What committees are for, in small letters and with verbs: "Ban Chỉ đạo chuyển đổi số xã".
COMMITTEE_THEME: Final = one_of(
    """chuyển đổi số | cải cách hành chính | cải cách thủ tục hành chính | phòng thủ dân sự | phòng cháy, chữa cháy |
    phòng cháy chữa cháy | phòng, chống thiên tai | phòng chống thiên tai | phòng, chống ma túy |
    phòng chống ma túy | phòng, chống dịch | phòng chống dịch | phòng, chống dịch bệnh | phòng chống dịch bệnh |
    phòng, chống tội phạm | phòng chống tội phạm | phòng, chống tham nhũng, lãng phí, tiêu cực |
    phòng, chống tham nhũng, tiêu cực | phòng, chống tham nhũng | phòng, chống bạo lực gia đình |
    xây dựng nông thôn mới | xây dựng đời sống văn hóa | xây dựng đô thị văn minh | giảm nghèo | giảm nghèo bền vững |
    phát triển kinh tế tập thể | phát triển du lịch | thi hành án dân sự | an toàn giao thông |
    an toàn thực phẩm | vệ sinh an toàn thực phẩm | phổ cập giáo dục | xóa mù chữ | thực hiện quy chế dân chủ |
    thực hiện đề án 06 | đề án 06 | quản lý thị trường | công tác gia đình | công tác người cao tuổi |
    bảo vệ trẻ em | tìm kiếm cứu nạn | bảo vệ và phát triển rừng | chống buôn lậu | giải phóng mặt bằng |
    bầu cử | điều tra | tổng điều tra | sắp xếp đơn vị hành chính | các chương trình mục tiêu quốc gia"""
)
# Kinds that are a whole name with nothing, or with a level, behind them. "công an" is none.
ALONE: Final = (
    r"(?-i:Công an|Văn phòng|Thanh tra|Bưu điện|Viễn thông|VNPT|Viettel|MobiFone|Vinaphone|Thuế|Hải quan|Điện lực|"
    r"Thư viện|Bảo tàng|Đoàn|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|Đảng ủy|Đảng bộ|Chi bộ|Công đoàn|Mặt trận|"
    r"Quân sự|"
    r"Nhà văn hóa|Nhà Văn hóa|Báo|Bệnh viện|Kho bạc|Chính quyền|Cảnh sát giao thông|Văn thư|Y tế|Biên phòng)"
)

# Cheap to look for: the words with which names begin, of which not every one does.
NAMES_BEGIN: Final = (
    rf"(?:{KIND}|{ALONE}|{STEMS}|{COMMITTEE}|{PARTY}|sở|phòng|bộ|ban|cục|chi cục|tổng cục|vụ|{HEAD_OF_OFFICE}|"
    rf"phó|{_DEGREES}|{_RANKS}|{POST}|thành viên|ủy viên|{HEADS_OF_MANY}|tất cả|toàn thể|toàn bộ|các|mọi|từng|mỗi|"
    r"thủ trưởng|văn phòng|thường trực|thanh tra|đ/c|ông|bà|thầy|cô|"
    r"công chức|cán bộ|chuyên viên|"
    r"làng|ấp|buôn|xóm|khóm|khu phố|khối phố|tiểu khu|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tổ|"
    r"thương nhân|chủ|nhà đầu tư|nhà phân phối|nhà xe|ngư dân|nông dân|tiểu thương|đại lý|hợp tác xã|"
    r"cấp ủy|doanh nghiệp|hộ kinh doanh|thôn|bản|tổ dân phố|chính quyền|đơn vị|địa phương|xã|phường|"
    r"trường học|nhà trường|cơ sở|phụ trách|nhà thầu|chủ đầu tư)(?!\w)"
)
