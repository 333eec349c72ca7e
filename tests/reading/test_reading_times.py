"""Which time of a duty is its deadline, over all the ways in which a time is written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.passage import passage, plain
from models.reading.proposing import deadline_of
from models.reading.words.deadlines import Calendar, deadline_in_cell, find_deadline

OF_MARCH = Calendar(2026, date(2026, 3, 5))


def found(words, calendar=OF_MARCH):
    return find_deadline(plain(words), words, calendar)


@pytest.mark.parametrize(
    ("words", "said", "day"),
    [
        ("rà soát Chiến lược dữ liệu đến năm 2035, trình trong quý IV/2027", "trong quý IV/2027", "2027-12-31"),
        ("xây dựng Đề án chợ giai đoạn 2026-2030, tầm nhìn đến năm 2040, xong trước 30/6", "trước 30/6", "2026-06-29"),
        ("thực hiện Nghị quyết số 5 ngày 22/12/2024 trong quý II/2026", "trong quý II/2026", "2026-06-30"),
        ("chuẩn bị năm học 2026-2027, xong trước 15/8/2026", "trước 15/8/2026", "2026-08-14"),
        ("lập dự toán năm 2027, gửi Sở Tài chính trước ngày 15/7/2026", "trước ngày 15/7/2026", "2026-07-14"),
        ("rà soát dự án chuyển tiếp trong năm 2026, báo cáo trước 15/5/2026", "trước 15/5/2026", "2026-05-14"),
        ("số liệu từ đầu năm đến hết ngày 30/6/2026, gửi trước 05/7/2026", "trước 05/7/2026", "2026-07-04"),
        ("phấn đấu hoàn thành đến năm 2027", "đến năm 2027", "2027-12-31"),
        ("gắn với trách nhiệm người đứng đầu trong tháng 8/2026", "trong tháng 8/2026", "2026-08-31"),
        ("lập danh sách công trình chậm tiến độ xong trong năm 2026", "trong năm 2026", "2026-12-31"),
        ("lần một trong ngày 10/4/2026, lần hai chậm nhất ngày 10/6/2026", "trong ngày 10/4/2026", "2026-04-10"),
        ("gửi trước 17h00 thứ Sáu, ngày 10/4/2026", "trước 17h00 thứ Sáu, ngày 10/4/2026", "2026-04-10"),
        ("đưa vào khai thác trước dịp lễ 30/4/2026", "trước dịp lễ 30/4/2026", "2026-04-29"),
        ("hoàn thành trong năm", "trong năm", "2026-12-31"),
        ("tổ chức từ tháng 4 đến hết tháng 6/2026", "đến hết tháng 6/2026", "2026-06-30"),
        ("hoàn thành sau 10 ngày kể từ ngày ban hành", "sau 10 ngày kể từ ngày ban hành", "2026-03-15"),
        ("xong trong vòng 05 ngày làm việc kể từ ngày ký.", "trong vòng 05 ngày làm việc kể từ ngày ký", "2026-03-12"),
        (
            "gửi trong 01 tháng kể từ ngày ban hành Kế hoạch này, lập sổ",
            "trong 01 tháng kể từ ngày ban hành Kế hoạch này",
            "2026-04-05",
        ),
    ],
)
def test_time_of_doing_outweighs_time_in_name(words, said, day):
    deadline = found(words)
    assert (deadline.words, str(deadline.due_on)) == (said, day)


@pytest.mark.parametrize(
    "words",
    [
        "Từ 01/7 tiếp nhận hồ sơ trực tuyến",
        "Kể từ ngày 01/7/2026 dừng tiếp nhận hồ sơ giấy",
        "bắt đầu từ tháng 5/2026",
        "xây dựng kế hoạch năm 2027",
        "bố trí trong kế hoạch trung hạn 2026 - 2030",
        "cập nhật quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050",
        "rà soát hồ sơ trước năm 1970",
        "rà soát các hồ sơ trước ngày 01/7/2014 còn tồn",
        "áp dụng kể từ năm học 2026 - 2027",
    ],
)
def test_starts_names_and_history_are_no_deadline(words):
    assert (found(words).words, found(words).due_on) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "không quá 05 ngày làm việc kể từ ngày nhận đủ hồ sơ",
        "trong vòng 07 ngày kể từ ngày ban hành Quyết định công bố",
        "trong nhiệm kỳ",
        "trước năm học mới",
        "trước Tết",
        "trước khi Luật có hiệu lực",
        "vào đầu tháng 6/2026",
        "giữa quý II",
    ],
)
def test_time_without_known_day_keeps_its_words(words):
    deadline = found(f"Hoàn thành việc này {words}.")
    assert deadline.words in words and len(deadline.words) > len(words) / 2
    assert deadline.due_on is None and deadline.flags


def test_year_mistyped_is_told_and_gives_no_day():
    deadline = found("gửi báo cáo trước ngày 20/3/2025")
    assert (deadline.words, deadline.due_on) == ("trước ngày 20/3/2025", None)
    assert "gõ nhầm" in deadline.flags[0]


def test_second_deadline_is_named():
    deadline = found("trình trước ngày 15/4/2026, công bố trước ngày 30/5/2026")
    assert deadline.due_on == date(2026, 4, 14) and "“trước ngày 30/5/2026”" in deadline.flags[0]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("Từ 01/7/2026", "None"),
        ("Bắt đầu từ tháng 7/2026", "None"),
        ("Từ tháng 4 đến tháng 6/2026", "2026-06-30"),
        ("01/4 - 30/6/2026", "2026-06-30"),
        ("Trong năm", "2026-12-31"),
        ("Quý II/26", "2026-06-30"),
        ("Q2/2026", "2026-06-30"),
        ("Tháng 6/26", "2026-06-30"),
        ("30.6.26", "2026-06-30"),
        ("Tuần 2/6", "2026-06-14"),
        ("15/01/2026", "2026-01-15"),  # a plan approved late still says when its work was due
    ],
)
def test_cells(cell, day):
    deadline = deadline_in_cell(plain(cell), cell, OF_MARCH)
    assert (deadline.words, str(deadline.due_on)) == (cell, day)


DAYS = st.dates(date(2026, 3, 20), date(2029, 12, 31))
BEFORE = st.sampled_from(["rà soát sổ sách, ", "lập danh sách, hoàn thành ", "chỉnh lý bản đồ xong "])
AFTER = st.sampled_from([".", "; lưu hồ sơ.", ", bảo đảm tiết kiệm.", " để tổng hợp"])


def _last(year, month):
    return date(year, month, monthrange(year, month)[1])


@st.composite
def written_times(draw):
    """A time as somebody may write it, and the last day that is in time."""
    day = draw(DAYS)
    year = draw(st.sampled_from([f"{day.year}", f"{day.year % 100}"]))
    mark = draw(st.sampled_from("/.-"))
    on = draw(st.sampled_from([f"{day.day}{mark}{day.month}{mark}{year}", f"{day:%d}{mark}{day:%m}{mark}{year}"]))
    spelled = f"{day.day} tháng {day.month} năm {day.year}"
    quarter = (day.month + 2) // 3
    roman = ("I", "II", "III", "IV")[quarter - 1]
    return draw(
        st.sampled_from(
            [
                (f"trước ngày {on}", day - timedelta(days=1)),
                (f"trước ngày {spelled}", day - timedelta(days=1)),
                (f"chậm nhất là ngày {on}", day),
                (f"đến hết ngày {spelled}", day),
                (f"trước 16 giờ 30 ngày {on}", day),
                (f"trong tháng {day.month}/{year}", _last(day.year, day.month)),
                (f"trong tháng {day:%m} năm {day.year}", _last(day.year, day.month)),
                (f"trong quý {roman}/{year}", _last(day.year, quarter * 3)),
                (f"cuối quý {quarter} năm {day.year}", _last(day.year, quarter * 3)),
                (f"trong năm {day.year}", date(day.year, 12, 31)),
                (f"từ ngày 18/3/2026 đến ngày {on}", day),
            ]
        )
    )


@settings(max_examples=150)
@given(written_times(), BEFORE, AFTER)
def test_every_way_of_writing_a_time(time, before, after):
    said, day = time
    deadline = found(f"{before}{said}{after}")
    assert deadline.due_on == day and deadline.words and said.endswith(deadline.words)
    assert not deadline.flags


@settings(max_examples=60)
@given(written_times(), st.integers(2031, 2050))
def test_year_of_a_named_plan_moves_nothing(time, year):
    said, day = time
    assert found(f"rà soát Chương trình nước sạch đến năm {year}, trình {said}.").due_on == day


AFTER_MARCH = Calendar(2026, date(2026, 3, 17))


@pytest.mark.parametrize(
    ("words", "said", "day"),
    [
        ("trình phê duyệt Quý III năm 2026", "Quý III năm 2026", "2026-09-30"),
        ("lập, bàn giao tháng 6/2026", "tháng 6/2026", "2026-06-30"),
        ("nghiệm thu cống đầu làng ngày 20/10/2026", "ngày 20/10/2026", "2026-10-20"),
        ("Lập sổ theo dõi (Tổ Toán, tháng 9/2026).", "tháng 9/2026", "2026-09-30"),
        ("Lập sổ (Kế toán; quý IV/2026)", "quý IV/2026", "2026-12-31"),
        ("gửi trước thứ Tư (11/11/2026)", "trước thứ Tư (11/11/2026)", "2026-11-10"),
        ("gửi trước 17 giờ thứ Tư (11/11/2026)", "trước 17 giờ thứ Tư (11/11/2026)", "2026-11-11"),
        ("gửi trước ngày 25 tháng này", "trước ngày 25 tháng này", "2026-03-24"),
        ("theo Biên bản nghiệm thu ngày 20/10/2026", None, "None"),
        ("kế hoạch đã được ban hành tháng 6/2026", None, "None"),
        ("bàn giao cống kể từ ngày 20/10/2026", None, "None"),
    ],
)
def test_verb_of_finishing_bracket_and_weekday_make_limit(words, said, day):
    deadline = find_deadline(plain(words), words, AFTER_MARCH)
    assert (deadline.words, str(deadline.due_on)) == (said, day)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Trực máy (thường xuyên)", "regular"),
        ("thu 50 phiếu/ quý", "quarterly"),
        ("chốt sổ vào cuối mỗi học kỳ", "half_yearly"),
        ("Ngày 10 tháng đầu quý sau", "quarterly"),
    ],
)
def test_how_often_in_brackets_counts_and_terms(words, code):
    assert find_deadline(plain(words), words, AFTER_MARCH).recurrence == code


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Công bố chất lượng nước sông Bến Cũ, tháng 6/2026.", "2026-06-30"),
        ("Sơ kết quy chế phối hợp, quý III năm 2026;", "2026-09-30"),
        ("Tập văn nghệ, tổng duyệt ngày 05/9/2026.", "2026-09-05"),
        ("Thực hiện Kế hoạch của xã, tháng 6/2025.", "None"),
        ("Tổng hợp số liệu tháng 5, tháng 6/2026 của các xã.", "None"),
    ],
)
def test_time_that_ends_a_duty_after_a_comma_is_its_deadline(words, day):
    assert str(deadline_of(passage(words, 0, len(words)), OF_MARCH).due_on) == day


@pytest.mark.parametrize(
    ("bracket", "day", "rhythm"),
    [
        ("(quý II/2026; Ban Pháp chế chủ trì)", "2026-06-30", None),
        ("(tháng 9/2026; Hội Người cao tuổi chủ trì, Hội Phụ nữ phối hợp).", "2026-09-30", None),
        ("(trước ngày 15/5/2026 - Văn phòng thực hiện)", "2026-05-14", None),
        ("(15/5/2026, do Văn phòng thực hiện);", "2026-05-15", None),
        ("(tháng 5; Trạm Y tế phụ trách)", "2026-05-31", None),
        ("(hằng quý; Ban Pháp chế chủ trì)", None, "quarterly"),
        ("(năm 2021, 2022 và 2023)", None, None),
        ("(quý I, II đã thực hiện)", None, None),
    ],
)
def test_time_before_who_in_brackets_at_the_end_is_the_deadline(bracket, day, rhythm):
    words = f"Giám sát việc thu quỹ ở các thôn {bracket}"
    told = deadline_of(passage(words, 0, len(words)), OF_MARCH)
    assert (told.due_on and str(told.due_on), told.recurrence) == (day, rhythm)
