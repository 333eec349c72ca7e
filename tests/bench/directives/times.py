"""The times of a directive as it says them, and the last day that still counts (contracts.md, Codes, deadline)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Time:
    """`words` as printed; `form` is what the bench counts by; `bare` is what stands in a column or after a label."""

    words: str
    form: str
    due_on: date | None = None
    recurrence: str | None = None
    bare: str = ""
    limit: bool = True  # False for words of time that set no last day ("từ ngày 01/7")

    def labelled(self) -> Time:
        """The same time in the words for a place where only a time can stand."""
        return replace(self, words=self.bare or self.words)


def _written(rng: Random, day: date, years: bool) -> str:
    """A day in one of the ways offices write it."""
    shapes = [
        f"{day.day:02}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02} tháng {day.month} năm {day.year}"
        if day.month > 2
        else f"{day.day:02} tháng {day.month:02} năm {day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day:02}.{day.month}.{day.year}",
    ]
    if not years:
        shapes = [f"{day.day:02}/{day.month}" if day.month > 2 else f"{day.day:02}/{day.month:02}"]
    return rng.choices(shapes, [4, 3, 3, 1, 1] if years else [1])[0]


def _ahead(rng: Random, issued: date) -> date:
    """A day two weeks to eight months after the paper, never a Sunday."""
    day = issued + timedelta(days=rng.randint(14, 240))
    return day + timedelta(days=day.weekday() == 6)


def _by_day(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    years = day.year != issued.year or rng.random() < 0.8
    how, back, form = rng.choice(
        (
            ("trước ngày", 1, "before a day"),
            ("trước ngày", 1, "before a day"),
            ("xong trước ngày", 1, "before a day"),
            ("chậm nhất ngày", 0, "by a day"),
            ("chậm nhất là ngày", 0, "by a day"),
            ("đến hết ngày", 0, "by a day"),
            ("trong ngày", 0, "by a day"),
            ("chậm nhất vào ngày", 0, "by a day"),
        )
    )
    words = f"{how} {_written(rng, day, years)}"
    return Time(
        words, form if years else f"{form}, no year", day - timedelta(days=back), bare=words[:1].upper() + words[1:]
    )


def _two_digits(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    mark = rng.choice("/.-")
    return Time(
        f"trước ngày {day.day:02}{mark}{day.month:02}{mark}{day.year % 100:02}",
        "year of two digits",
        day - timedelta(days=1),
    )


def _hour(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    hour = rng.choice(("17 giờ 00", "16 giờ 30 phút", "10 giờ", "17h00"))
    return Time(f"trước {hour} ngày {_written(rng, day, True)}", "before an hour", day)


def _month(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued).replace(day=15)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    shape = rng.choice(("tháng {m}/{y}", "tháng {m} năm {y}", "tháng {m:02}/{y}"))
    told = shape.format(m=day.month, y=day.year)
    how = rng.choice(("trong", "trong", "xong trong", "đến hết"))
    bare = f"Tháng {day.month}" if day.year == issued.year and rng.random() < 0.4 else told[:1].upper() + told[1:]
    return Time(f"{how} {told}", "month", last, bare=bare)


def _quarter(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    number = (day.month - 1) // 3
    end = number * 3 + 3
    last = date(day.year, end, monthrange(day.year, end)[1])
    name = ROMAN[number] if rng.random() < 0.9 else str(number + 1)
    told = rng.choice(("quý {q}/{y}", "quý {q} năm {y}", "Quý {q}/{y}")).format(q=name, y=day.year)
    how = rng.choice(("trong", "trong", "xong trong", "chậm nhất trong", "hết"))
    bare = f"Quý {name}" if day.year == issued.year and rng.random() < 0.4 else told[:1].upper() + told[1:]
    return Time(f"{how} {told}", "quarter", last, bare=bare)


def _year(rng: Random, issued: date) -> Time:
    year = issued.year + rng.choice((0, 0, 1))
    return Time(
        f"{rng.choice(('trong năm', 'xong trong năm', 'đến hết năm'))} {year}",
        "year",
        date(year, 12, 31),
        bare=f"Năm {year}",
    )


def _half(rng: Random, issued: date) -> Time:
    first = issued.month < 5 and rng.random() < 0.5
    year = issued.year if first or issued.month < 11 else issued.year + 1
    last = date(year, 6, 30) if first or (year > issued.year) else date(year, 12, 31)
    half = "đầu" if last.month == 6 else "cuối"
    told = f"6 tháng {half} năm {year}"
    return Time(f"trong {told}", "half year", last, bare=told)


def _stretch(rng: Random, issued: date) -> Time:
    begin = issued + timedelta(days=rng.randint(5, 40))
    end = begin + timedelta(days=rng.randint(20, 120))
    told = f"từ ngày {_written(rng, begin, True)} đến {rng.choice(('ngày', 'hết ngày'))} {_written(rng, end, True)}"
    return Time(told, "from … to", end, bare=told[:1].upper() + told[1:])


def _standing(rng: Random, issued: date) -> Time:
    words, code = rng.choice(
        (
            ("hằng tháng", "monthly"),
            ("định kỳ hằng tháng", "monthly"),
            ("hằng quý", "quarterly"),
            ("định kỳ hằng quý", "quarterly"),
            ("định kỳ 6 tháng", "half_yearly"),
            ("hằng năm", "yearly"),
            ("trước ngày 25 hằng tháng", "monthly"),
            ("trước ngày 10 hằng tháng", "monthly"),
            ("trước ngày 15 của tháng cuối quý", "quarterly"),
        )
    )
    if words == "định kỳ 6 tháng":
        words = "định kỳ 6 tháng, năm"
    return Time(words, "standing", None, code, words[:1].upper() + words[1:])


def _regular(rng: Random, issued: date) -> Time:
    return Time("thường xuyên", "regular", None, "regular", "Thường xuyên")


def _relative(rng: Random, issued: date) -> Time:
    count = rng.choice((5, 7, 10, 15, 30))
    kind = rng.choice(("ngày làm việc", "ngày"))
    since = rng.choice(("ngày nhận được văn bản này", "ngày có kết quả kiểm tra", "khi được giao vốn"))
    return Time(f"trong vòng {count:02} {kind} kể từ {since}", "counted from", None)


def _edge(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    month = rng.choice((f"tháng {day.month}/{day.year}", f"tháng {day.month} năm {day.year}"))
    if rng.random() < 0.35 and first - timedelta(days=2) > issued:
        return Time(f"trước {month}", "before a month", first - timedelta(days=1), bare=f"Trước {month}")
    return Time(f"cuối {month}", "end of a month", last, bare=f"Cuối {month}")


def _short(rng: Random, issued: date) -> Time:
    day = _ahead(rng, issued)
    told = f"trước {_written(rng, day, True)}"
    return Time(told, "before a day, no word “ngày”", day - timedelta(days=1))


def _start(rng: Random, issued: date) -> Time:
    day = issued + timedelta(days=rng.randint(5, 90))
    told = rng.choice(
        (f"từ ngày {day:%d/%m/%Y}", f"kể từ ngày {day:%d/%m/%Y}", f"bắt đầu từ tháng {day.month}/{day.year}")
    )
    return Time(told, "a start alone", limit=False)


_FORMS = (
    (6.0, _by_day),
    (0.6, _two_digits),
    (0.5, _hour),
    (2.0, _month),
    (2.0, _quarter),
    (0.8, _year),
    (0.4, _half),
    (0.7, _stretch),
    (1.2, _standing),
    (0.4, _regular),
    (0.5, _relative),
    (0.6, _edge),
    (0.5, _short),
    (0.5, _start),
)


def draw_time(rng: Random, issued: date, *, standing: bool = True) -> Time:
    """A time of any form. Without `standing` only what names a last day."""
    forms = [
        (weight, form) for weight, form in _FORMS if standing or form not in {_standing, _regular, _relative, _start}
    ]
    chosen = rng.choices([form for _weight, form in forms], [weight for weight, _form in forms])[0]
    return chosen(rng, issued)


def decoy(rng: Random, issued: date) -> str:
    """Words with a date that is no deadline: a cited paper, a strategy's year, a period, a start, a budget's year."""
    past = issued - timedelta(days=rng.randint(20, 500))
    year = issued.year
    return rng.choice(
        (
            f"theo Kế hoạch số {rng.randint(10, 300)}/KH-UBND ngày {past:%d/%m/%Y} của UBND tỉnh",
            f"theo Nghị quyết số {rng.randint(10, 99)}-NQ/TU ngày {past:%d/%m/%Y}",
            f"giai đoạn {year}-{year + rng.choice((4, 5))}",
            f"thuộc Chiến lược phát triển ngành đến năm {rng.choice((2030, 2035, 2045))}",
            f"cho năm học {year}-{year + 1}",
            f"theo Quyết định số {rng.randint(100, 2999)}/QĐ-TTg của Thủ tướng Chính phủ",
            f"nhiệm kỳ {year - year % 5}-{year - year % 5 + 5}",
            f"theo Luật số {rng.randint(10, 90)}/{past.year}/QH15",
            f"phát sinh từ ngày {past:%d/%m/%Y}",
            f"còn tồn từ năm {year - rng.randint(1, 4)}",
            f"hình thành trước năm {rng.choice((1975, 1993, 2004, 2014))}",
            f"theo Kết luận số {rng.randint(10, 199)}-KL/TU ngày {past:%d/%m/%Y} của Tỉnh ủy",
            f"đã nêu tại Thông báo số {rng.randint(10, 199)}/TB-UBND ngày {past:%d tháng %m năm %Y}",
            f"theo kế hoạch {rng.choice(('năm', 'vụ đông xuân'))} {year}-{year + 1}",
        )
    )
