"""How times are written, as patterns. The last day that a match means is worked out in `last_days`."""

from __future__ import annotations

import re

# A year of two digits is written close to what stands before it: "20/3/25", never "20/3 / 25".
_SHORT = r"\d\d(?![\d/%]|[.,]\d)"
_YEAR = rf"(?:(?:(?:\s*[/.\-]\s*|\s*,?\s*năm\s+|\s+)(?P<y>(?:19|20)\d\d)|/(?P<yy>{_SHORT}))(?!\d))?"
_DATE = (
    r"(?:ngày\s+)?(?:(?:mùng|mồng)\s+)?(?<!\d)(?P<d>\d{1,2})(?:\s*/\s*|[.\-]|\s+tháng\s+)(?P<m>\d{1,2})(?!\d)"
    rf"(?:(?:\s*/\s*|[.\-]|\s*,?\s*năm\s+)(?P<y>\d{{4}})(?!\d)|(?:(?<=/\d)|(?<=/\d\d))/(?P<yy>{_SHORT})|"
    rf"(?:(?<=\.\d)|(?<=\.\d\d))\.(?P<yyy>{_SHORT})|(?:(?<=-\d)|(?<=-\d\d))-(?P<yyyy>{_SHORT}))?"
)
_HOUR = (
    r"(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2}(?:\s*phút)?)?\s*(?:,|của)?\s*)?"
    r"(?:(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*[,(]?\s*(?=ngày|"
    r"\d))?"
)
# A date is a deadline only after one of these: bare dates in a directive are mostly those of cited documents.
_LATEST = (
    r"(?:chậm nhất|muộn nhất|trễ nhất)(?:\s+(?:là|đến|vào|trong|hết))*|không (?:quá|muộn hơn|chậm hơn)|"
    r"đến hết|trước hoặc trong|trong và trước|hạn (?:cuối|chót)(?:\s+là)?|"
    r"hạn(?: nộp| gửi| báo cáo| hoàn thành)?(?:\s+(?:là|đến|vào))*\s*:?|"
    r"thời hạn(?: cuối)?(?: là)?|"
    r"(?:xong|hoàn thành|báo cáo|gửi|trình|thực hiện|nộp)\s+(?:vào|trong|đến|hết)|"
    r"hoàn thành|xong|hết|trong|vào|đến|tới"
)
_BEFORE = r"(?:(?:chậm|muộn) nhất(?:\s+là)?\s+)?trước"
_NOT_BEFORE = r"(?<!\w)(?<!tính )(?<!kể từ )(?<!số liệu )(?<!từ )(?<!bắt đầu )(?<!đứng )"
_FEAST = r"(?:(?:dịp |ngày )?(?:lễ |tết |kỷ niệm |quốc khánh )*(?:dịp )?(?=ngày|\d))?"  # "trước dịp lễ 30/4"
THIS_MONTH = re.compile(
    rf"{_NOT_BEFORE}(?P<how>{_BEFORE}|{_LATEST})\s+ngày\s+(?P<d>\d{{1,2}})\s+(?:của\s+)?tháng\s+(?:này|nay)(?!\w)"
)
BEFORE_DATE = re.compile(rf"{_NOT_BEFORE}(?P<how>{_BEFORE})\s+{_FEAST}(?P<hour>{_HOUR}){_DATE}")
BY_DATE = re.compile(
    rf"{_NOT_BEFORE}(?P<how>{_LATEST})\s+{_HOUR}"
    rf"(?:(?:các\s+|(?:0?\d|hai|ba)\s+)?ngày\s+\d{{1,2}}\s*(?:[-–,]|và|đến)\s*(?!\d{{1,2}}-\d))?(?=ngày|m[ùồ]ng|\d){_DATE}"
)
FROM_TO = re.compile(
    rf"từ\s+{_HOUR}(?:ngày\s+)?\d{{1,2}}(?:\s*[/.\-]\s*\d{{1,2}}|"
    rf"\s+tháng\s+\d{{1,2}})?(?!\d)[^;.]{{0,14}}?\s*(?:đến|tới|-|–)\s*"
    rf"(?:hết\s+)?{_HOUR}{_DATE}"
)
_HOW = (
    r"(?P<how>trước|chậm nhất(?: là)?(?: trong| vào| đến)?|muộn nhất(?: là)?(?: trong)?|không quá|trong|hết|cuối|"
    r"đầu|giữa|đến|tới|vào|"
    r"xong|hoàn thành|hạn)"
)
MONTH = re.compile(
    rf"{_NOT_BEFORE}{_HOW}\s+(?:(?P<part_of>hết|cuối|đầu|giữa|trong)\s+)?(?:các\s+)?"
    rf"tháng\s+(?:\d{{1,2}}(?:/\d{{4}})?\s*(?:,|-|–|và|đến)\s*(?:tháng\s+)?)*"
    rf"(?P<m>1[0-2]|0?[1-9])(?![\d]){_YEAR}"
)
_QUARTER_NAME = (
    r"(?:quý|quí|q\.?(?=\s?(?:iv|i{1,3}|[1-4])\s?/))\s*(?:[iv\d]+\s*(?:,|-|–|và|đến)\s*(?:quý\s+|quí\s+)?)*"
    r"(?P<q>iv|iii|ii|i|[1-4])(?!\w)"
)
QUARTER = re.compile(
    rf"{_NOT_BEFORE}{_HOW}\s+(?:(?P<part_of>hết|cuối|đầu|giữa|trong)\s+)*(?:các\s+)?{_QUARTER_NAME}{_YEAR}"
)
_PART_NAME = r"(?P<part>(?:0?[369]|ba|sáu|chín) tháng đầu|(?:0?6|sáu) tháng cuối|(?:0?9|chín) tháng|nửa đầu|nửa cuối)"
PART = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|trong|hết|cuối|đến|xong|hoàn thành)\s+"
    rf"{_PART_NAME}(?:\s+của)?(?:\s+năm(?:\s+(?P<y>(?:19|20)\d\d))?)?"
)
_WEEK_NAME = (
    r"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<w>[1-5]|một|nhất|hai|ba|tư|bốn|năm|đầu(?: tiên)?|cuối(?: cùng)?)"
    r"(?:\s+(?:của\s+)?tháng\s+|\s*/\s*(?:tháng\s+|t)?)(?P<m>1[0-2]|0?[1-9])(?!\d)"
)
WEEK = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|chậm nhất(?: là)?(?: trong)?|trong|hết|cuối|đến|vào|xong|hoàn thành|hạn)\s+"
    rf"(?:(?:hết|cuối|trong|vào)\s+)*{_WEEK_NAME}{_YEAR}"
)
# "Trình phê duyệt quý III năm 2027", "nghiệm thu cầu ngày 20/10/2027": a verb of finishing, and a year, make a limit.
_WITH_YEAR = r"(?=[^,;()]{0,16}(?:19|20)\d\d)"
_NOT_DONE = r"(?<!đã )(?<!được )(?<!biên bản )(?<!hồ sơ )(?<!quyết định )(?<!văn bản )(?<!\w)"
DONE_MONTH = re.compile(
    rf"{_NOT_DONE}(?P<how>phê duyệt|ban hành|nghiệm thu|bàn giao|khánh thành)\s+"
    rf"(?P<time>tháng\s+{_WITH_YEAR}(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR})"
)
DONE_QUARTER = re.compile(
    rf"{_NOT_DONE}(?P<how>phê duyệt|ban hành|nghiệm thu|bàn giao|khánh thành|hoàn thành)\s+"
    rf"(?P<time>{_WITH_YEAR}{_QUARTER_NAME}{_YEAR})"
)
DONE_DAY = re.compile(
    rf"{_NOT_DONE}(?P<how>nghiệm thu|bàn giao|khánh thành|khai mạc|bế mạc|tổng duyệt|khai trương|ra mắt|ra quân)"
    rf"(?:\s+(?!(?:từ|theo|tại|số|của)\s)[^\W\d_]+){{0,8}}?\s+"
    rf"(?P<time>(?=ngày\s){_WITH_YEAR}{_DATE})"
)
# "(Tổ Toán, tháng 9/2027)" at the end: who, and by when.
_IN_BRACKET = r"(?<=\()[^()]{2,60}[,;]\s*"
_END_OF_BRACKET = r"(?=\s*\)[\s.;]*$)"
BRACKET_MONTH = re.compile(
    rf"{_IN_BRACKET}(?P<time>tháng\s+{_WITH_YEAR}(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR}){_END_OF_BRACKET}"
)
BRACKET_QUARTER = re.compile(rf"{_IN_BRACKET}(?P<time>{_WITH_YEAR}{_QUARTER_NAME}{_YEAR}){_END_OF_BRACKET}")
BARE_WEEK = re.compile(rf"{_WEEK_NAME}{_YEAR}")
WHOLE_YEAR = re.compile(
    rf"{_NOT_BEFORE}(?<!định hướng )(?<!tầm nhìn )(?P<how>trước|trong|hết|cuối|đến(?: hết| cuối)?|vào|"
    r"xong|hoàn thành(?: trong)?|chậm nhất(?: là)?(?: trong| đến)?)\s+(?:cuối\s+)?"
    r"năm\s+(?P<y>(?:19|20)\d\d)(?!\d|\s*[-–]\s*\d)"
)
# "Hoàn thành trong năm", "xong trước cuối năm": the year is the document's own.
OWN_YEAR = re.compile(
    r"(?<!\w)(?P<how>(?:hoàn thành|xong|thực hiện|giải ngân hết|kết thúc)\s+(?:ngay\s+)?(?:trong|đến hết|đến cuối|"
    r"vào cuối|cuối)|"
    r"(?:chậm nhất|muộn nhất)(?: là)?(?: đến| vào| trong)?(?: hết| cuối)?|đến hết|hết|"
    r"trước khi kết thúc)\s+năm(?: nay)?"
    r"(?!\s+(?:\d|học|sau|tới|qua|trước|ngoái|ngân|tài|công tác|kế hoạch))(?!\w)"
)
BARE_OWN_YEAR = re.compile(r"(?<!\w)(?:(?:trong|cả|hết|cuối|đến hết|đến cuối)\s+)năm(?: nay)?(?=\s*(?:[.;,)]|$))")
BARE_MONTH = re.compile(
    r"(?<!\d)(?<!từ )(?<!từ tháng )(?:tháng\s+)?(?:\d{1,2}\s*(?:-|–|,|và|đến)\s*(?:tháng\s+)?)*(?P<m>1[0-2]|"
    rf"0?[1-9])(?!\d){_YEAR}(?=\s*(?:[.;,)]|$))"
)
BARE_QUARTER = re.compile(rf"{_QUARTER_NAME}{_YEAR}")
BARE_PART = re.compile(PART.pattern.split(r"\s+", 1)[1])
BARE_YEAR = re.compile(r"(?:cả\s+)?(?:năm\s+)?(?P<y>20\d\d)(?=\s*(?:[.;,)]|$))")
BARE_DATE = re.compile(rf"(?<!tháng )(?<!quý )(?<!quí )(?<!tuần ){_DATE}")
