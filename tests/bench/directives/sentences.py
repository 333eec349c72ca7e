"""One duty said as one sentence or item: owner, helpers, duty and time in the orders that offices use."""

from __future__ import annotations

from .draft import NO_TIME, NOBODY, Draft, capital
from .duties import Duty, topic
from .noise import sentence
from .offices import Owner, inside
from .times import Time

ASKED = ("Giao ", "Giao ", "Đề nghị ", "Yêu cầu ", "")
ASKED_FIRST = ("Giao ", "Đề nghị ", "Yêu cầu ")
AGREED = (
    "Thống nhất với nội dung báo cáo về công tác {field}",
    "Cơ bản đồng ý với đề xuất liên quan đến {field}",
    "Biểu dương kết quả đạt được trong lĩnh vực {field}",
)
EXPLAINED = (
    "Kết quả thực hiện là một căn cứ xét thi đua năm {y}",
    "Đây là nội dung trọng tâm của lĩnh vực {field} năm {y}",
)
REPORTS = ("báo cáo kết quả", "gửi kết quả thực hiện", "tổng hợp kết quả báo cáo")


def with_time(draft: Draft, words: str, time: Time, *, apart: bool = True) -> str:
    """The duty with its time after it, in one of the ways of joining them; `apart` allows a sentence of its own."""
    rng = draft.rng
    if time is NO_TIME:
        return words
    if time.form == "regular":
        return f"{words} {time.words}"
    if time.form == "standing":
        return (
            f"{words}, {rng.choice(REPORTS)} {time.words}"
            if rng.random() < 0.7
            else f"{words}; {time.words} {REPORTS[0]}"
        )
    if not time.limit:
        return f"{words} {time.words}"
    if time.form == "from … to":
        return f"{words}, thực hiện {time.words}"
    begun = time.words.split()[0]
    joined = [f"{words} {time.words}", f"{words}, {time.words}"]
    if begun not in {"xong", "đến", "hết", "cuối"}:
        joined.append(f"{words}; {rng.choice(REPORTS)} {time.words}")
        joined += [f"{words}, hoàn thành {time.words}"] * 3
        if apart:
            joined += [f"{words}. Hoàn thành {time.words}", f"{words}. Thời gian hoàn thành: {time.words}"]
    else:
        joined += [f"{words}, {time.words}"] * 2
    return rng.choice(joined)


def owned(draft: Draft, owner: Owner, helpers: Owner, duty: str) -> str:
    """The owner in the sentence before its duty, with those who help."""
    rng = draft.rng
    if helpers is not NOBODY:
        comma = rng.choice((" ", " ", ", "))
        how = rng.choice(
            (
                "chủ trì, phối hợp với",
                "chủ trì, phối hợp với",
                "chủ trì phối hợp với",
                "phối hợp với",
                "chủ trì, cùng với",
            )
        )
        return f"{owner.words} {how} {helpers.words}{comma}{duty}"
    how = rng.choice(("", "", "", "chủ trì ", "có trách nhiệm ", "chịu trách nhiệm ", "phải ", "chủ động "))
    if how in {"chủ động ", "phải "} and duty.startswith(("chủ động", "khẩn trương")):
        how = ""
    return f"{owner.words} {how}{duty}"


def in_sentence(draft: Draft, depth: int | None, *, time: Time | None = None) -> None:
    """An item that says who, what and when in one sentence; a paragraph without a number when `depth` is None."""
    rng = draft.rng
    owner = draft.owner()
    helpers = draft.helpers(owner, 0.45)
    duty = draft.duty()
    time = draft.time() if time is None else time
    early = time.form in {"before a day", "by a day", "month", "quarter"} and not time.words.startswith("xong")
    asked = "" if owner.words.startswith(("Các", "UBND các")) and rng.random() < 0.6 else rng.choice(ASKED)
    if early and rng.random() < 0.07:
        words = f"{owner.words} {time.words} phải {duty.words}"
        helpers = NOBODY
    elif early and rng.random() < 0.12:
        words = f"{capital(time.words)}, {inside(owned(draft, owner, helpers, duty.words))}"
    else:
        words = with_time(draft, owned(draft, owner, helpers, duty.words), time)
        words = asked + inside(words) if asked else words
    words, ground = _framed(draft, words, owner, duty, time)
    if ground != "in the sentence":
        helpers = NOBODY
    if draft.chance(0.03):
        words = f"{words}. {sentence(draft, 'explanation', EXPLAINED)}"
    if depth is None:
        draft.say(capital(words) + ".")
    else:
        draft.item(depth, capital(words) + rng.choice((".", ".", ";", "")))
    draft.task(duty, ground, owner, helpers, time, depth)


def _framed(draft: Draft, words: str, owner: Owner, duty: Duty, time: Time) -> tuple[str, str]:
    """The sentence with what may stand before it, or said with a colon instead; and where its owner then stands."""
    rng = draft.rng
    ground = "in the sentence"
    if time.words and words.startswith(capital(time.words)):
        return words, ground  # "Giao trong tháng 6, Sở X …" is what nobody writes
    given = words if words.startswith(ASKED_FIRST) else f"Giao {inside(words)}"
    draw = rng.random()
    if draw < 0.07:
        return f"{topic(rng)}: {given}", ground
    if draw < 0.12:
        return f"{sentence(draft, 'agreement', AGREED)}; {given[0].lower()}{given[1:]}", ground
    if draw < 0.19:
        return f"{owner.words}: {with_time(draft, capital(duty.words), time)}", "before a colon"
    if draw < 0.24 and time.form in {"before a day", "by a day", "month", "quarter", "none"}:
        limit = f", {time.words}" if time.words else ""
        how = rng.choice(("giao", "Giao", "đề nghị"))
        return f"{capital(duty.words)}: {how} {inside(owner.words)} chủ trì thực hiện{limit}", "after a colon"
    return words, ground


def two_sentences(draft: Draft, depth: int) -> None:
    """An item of two sentences, each with an owner of its own: two tasks."""
    said = []
    drawn = []
    for _number in range(2):
        owner = draft.owner(simple=True)
        duty, time = draft.duty(), draft.time(0.6, standing=False)
        said.append(
            draft.rng.choice(("Giao ", "Yêu cầu ", ""))
            + with_time(draft, owned(draft, owner, NOBODY, duty.words), time)
        )
        drawn.append((duty, owner, time))
    draft.item(depth, ". ".join(said) + ".")
    for duty, owner, time in drawn:
        draft.task(duty, "in the sentence", owner, NOBODY, time)


def enumerated(draft: Draft, depth: int) -> None:
    """One owner and duties counted within the sentence: "Sở X: (i) …; (ii) …"."""
    owner = draft.owner(simple=draft.chance(0.7))
    marks = draft.rng.choice((("(i)", "(ii)", "(iii)"), ("(1)", "(2)", "(3)")))
    pieces = []
    drawn = []
    for mark in marks[: draft.rng.choice((2, 3))]:
        duty, time = draft.duty(), draft.time(0.5, standing=False)
        pieces.append(f"{mark} {with_time(draft, capital(duty.words), time, apart=False)}")
        drawn.append((duty, time))
    draft.item(depth, f"{owner.words}: {'; '.join(pieces)}.")
    for duty, time in drawn:
        draft.task(duty, "before the count", owner, NOBODY, time)


def two_deadlines(draft: Draft, depth: int) -> None:
    """One duty with two days: the first counts, the second must be told to the official."""
    owner, duty = draft.owner(simple=True), draft.duty()
    first, second = sorted(
        (draft.time(1, standing=False) for _number in range(2)), key=lambda time: (time.due_on is None, time.due_on)
    )
    if first.due_on == second.due_on or "from … to" in {first.form, second.form}:
        in_sentence(draft, depth)
        return
    words = draft.rng.choice(
        (
            "{owner} {duty}: đợt 1 {first}, đợt 2 {second}",
            "{owner} {duty}, lần thứ nhất {first} và lần thứ hai {second}",
        )
    )
    draft.item(depth, words.format(owner=owner.words, duty=duty.words, first=first.words, second=second.words) + ".")
    task = draft.task(duty, "in the sentence", owner, NOBODY, first, depth)
    task.second_due, task.time_form = second.due_on, "two days"
    task.unjudged.add("deadline_text")


def plain_item(draft: Draft, depth: int, duty: Duty, time: Time, end: str, helpers: Owner = NOBODY) -> None:
    """A duty without an owner of its own, as it stands under a heading, a lead-in or in a list; it may name helpers."""
    words = capital(duty.words)
    if helpers is not NOBODY:
        how = draft.rng.choice(("Chủ trì, phối hợp với", "Phối hợp với", "Chủ trì phối hợp với"))
        words = f"{how} {helpers.words}{draft.rng.choice((' ', ', '))}{duty.words}"
    draft.item(depth, with_time(draft, words, time) + end)
