"""Short names of tasks: what is left out of a directive's words, and that a person's own name wins."""

from __future__ import annotations

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base.text import clean, fold
from models.work import task_detail, tasks
from models.work.short_names import LONGEST, UNCUT, proposed

TEXTS = (
    ("Số hóa hồ sơ", "Số hóa hồ sơ"),
    ("Tiếp tục rà soát, cắt giảm tối đa thời gian giải quyết TTHC, nhất là các thủ tục có tần suất lớn", 0),
    ("Cải cách thể chế: Nâng cao chất lượng công tác xây dựng, ban hành văn bản; tham mưu cơ chế, chính sách", 1),
    ("Thủ trưởng các sở, ngành tiếp tục quan tâm chỉ đạo, tổ chức phong trào thi đua để kịp thời biểu dương", 2),
    ("- Thực hiện số hóa hồ sơ (*Quyết định số 766/QĐ-TTg*); tái cấu trúc quy trình", 3),
    ("Giao quyền tự chủ tài chính cho các đơn vị sự nghiệp công lập", 4),
    ("Tiếp tục làm", "Tiếp tục làm"),
    ("Rà soát, xử lý các văn bản quy phạm pháp luật hết hiệu lực hoặc không còn phù hợp với thực tế", 5),
    ("Tiếp tục quan tâm, chỉ đạo và chịu trách nhiệm về kết quả CCHC của cơ quan", 6),
    ("Xây dựng hệ thống thông tin báo cáo chỉ tiêu kinh tế xã hội phục vụ công tác lãnh đạo hằng ngày", 7),
    ("", ""),
)
NAMES = (
    "Rà soát, cắt giảm tối đa thời gian giải quyết TTHC",
    "Nâng cao chất lượng công tác xây dựng, ban hành văn bản",
    "Tổ chức phong trào thi đua",
    "Thực hiện số hóa hồ sơ",
    "Giao quyền tự chủ tài chính cho các đơn vị sự nghiệp công lập",
    "Rà soát, xử lý các văn bản quy phạm pháp luật hết hiệu lực",
    "Chịu trách nhiệm về kết quả CCHC của cơ quan",
    "Xây dựng hệ thống thông tin báo cáo chỉ tiêu kinh tế xã hội phục vụ công tác lãnh đạo hằng ngày",
)


@pytest.mark.parametrize(("text", "name"), TEXTS)
def test_first_clause_without_what_surrounds_it(text: str, name: str | int) -> None:
    assert proposed(text) == (NAMES[name] if isinstance(name, int) else name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Căn cứ kết quả Chỉ số CCHC và Chỉ số mức độ hài lòng của người dân, tổ chức năm 2023, các sở, ngành, địa "
            "phương tổ chức quán triệt, rút kinh nghiệm, có giải pháp cải thiện và hoàn thành các mục tiêu, nhiệm vụ",
            "Quán triệt, rút kinh nghiệm, có giải pháp cải thiện và hoàn thành các mục tiêu",
        ),
        (
            "Trên cơ sở kết quả đánh giá, xếp loại năm 2023, các xã, thị trấn xây dựng kế hoạch khắc phục hạn chế",
            "Xây dựng kế hoạch khắc phục hạn chế",
        ),
        (
            "Nhằm nâng cao chất lượng phục vụ người dân, doanh nghiệp, Phòng Nội vụ tham mưu kế hoạch kiểm tra công vụ",
            "Tham mưu kế hoạch kiểm tra công vụ",
        ),
        ("Để bảo đảm tiến độ, khẩn trương hoàn thành số hóa hồ sơ", "Hoàn thành số hóa hồ sơ"),
        ("Sau khi có hướng dẫn của tỉnh, các xã rà soát, thống kê thủ tục", "Rà soát, thống kê thủ tục"),
        ("Căn cứ Nghị quyết số 5", "Căn cứ Nghị quyết số 5"),
    ],
)
def test_premise_names_no_task(text: str, name: str) -> None:
    assert proposed(text) == name


@given(st.text(max_size=300))
def test_every_text_has_a_name_that_fits(text: str) -> None:
    name = proposed(text)
    assert len(name) <= UNCUT or name == text  # a text of marks alone stays as it is
    assert bool(name.strip()) == bool(text.strip()) or not clean(text)


@given(st.lists(st.sampled_from(["nâng", "cao", "hiệu", "quả", "phong", "trào"]), min_size=20, max_size=36))
def test_phrase_without_a_place_to_stop_is_told_to_its_end(words: list[str]) -> None:
    phrase = " ".join(words)
    assert len(phrase) > LONGEST
    assert proposed(f"Rà soát {phrase} của đơn vị").casefold() == f"rà soát {phrase}".casefold()
    assert proposed(f"Rà soát {phrase}").casefold() == f"rà soát {phrase}".casefold()


@given(
    st.lists(
        st.sampled_from(["rà", "soát", "cắt", "giảm", "thời", "gian,", "giải", "quyết;", "và", "của", "hồ", "sơ"]),
        min_size=1,
        max_size=60,
    )
)
def test_name_has_only_words_of_the_text_in_their_order(words: list[str]) -> None:
    text = " ".join(words)
    assert fold(proposed(text)) in fold(text)


def test_own_name_is_kept_and_can_be_taken_back(office: OpenOffice) -> None:
    task_id = offices.add_task(office, "Tiếp tục số hóa hồ sơ, giấy tờ", short_name=" Số  hóa ")
    with office.store.read() as session:
        fields = task_detail.fields_of(tasks.get(session, task_id))
    assert fields.short_name == "Số hóa"
    with office.store.write("task.change") as write:
        tasks.change(write.session, task_id, type(fields)(**{**vars(fields), "short_name": ""}))
    with office.store.read() as session:
        assert tasks.get(session, task_id).short_name == ""
