"""Where an owner may stand when it is not in the sentence: heading, lead-in, lines of their own, brackets, parts."""

from __future__ import annotations

from .draft import NO_TIME, NOBODY, Draft, capital
from .duties import topic
from .numbering import ITEMS, PARTS
from .offices import Owner, inside
from .sentences import in_sentence, plain_item, with_time
from .times import Time

LEAD_LABELS = (
    "Đơn vị chủ trì", "Cơ quan chủ trì", "Đơn vị thực hiện", "Cơ quan thực hiện", "Đơn vị chủ trì thực hiện",
    "Đơn vị chủ trì tham mưu thực hiện", "Cơ quan chủ trì tham mưu", "Chủ trì", "Phân công thực hiện",
    "Đơn vị chịu trách nhiệm chính", "Đơn vị đầu mối thực hiện", "Phân công chủ trì",
)  # fmt: skip
HELP_LABELS = ("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp", "Đơn vị phối hợp thực hiện")
TIME_LABELS = (
    "Thời gian", "Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn", "Thời hạn hoàn thành", "Tiến độ",
    "Thời hạn thực hiện", "Thời hạn ban hành", "Thời gian trình", "Hoàn thành",
)  # fmt: skip
PRODUCT_LABELS = ("Sản phẩm", "Kết quả đầu ra", "Sản phẩm dự kiến", "Kết quả")
PRODUCTS = ("Báo cáo kết quả", "Tờ trình", "Danh sách được phê duyệt", "Biên bản nghiệm thu")
OTHERS = ("Kinh phí: từ nguồn sự nghiệp đã giao", "Địa điểm: theo thông báo sau", "Lãnh đạo phụ trách: ông {person}")
PERSONS = ("Vàng A Thử", "Đinh Quang Mẫu", "Lò Thị Thử")


def heading_owner(draft: Draft, depth: int) -> None:
    """The owner is the heading; what stands under it is its work."""
    owner = draft.owner()
    shape = draft.rng.choice(
        ("{}", "{}:", "{}:", "{}.", "Đối với {}", "Trách nhiệm của {}", "{} có trách nhiệm:", "{} thực hiện:")
    )
    words = shape.format(owner.words if shape.startswith("{") else inside(owner.words))
    draft.item(depth, words if words[0].isupper() else capital(words), "heading" if draft.chance(0.5) else "item")
    _inherited(draft, depth, "in the heading", owner)


def heading_over_paragraphs(draft: Draft, depth: int) -> None:
    """The owner is the heading; its work follows as paragraphs without numbers."""
    owner = draft.owner(simple=draft.chance(0.7))
    draft.item(depth, f"{owner.words}{draft.rng.choice((':', ''))}", "heading")
    for _number in range(draft.rng.randint(1, 3)):
        duty, time = draft.duty(), draft.time(0.5)
        draft.say(with_time(draft, capital(duty.words), time) + ".")
        draft.task(duty, "in the heading of paragraphs", owner, NOBODY, time)


def _inherited(
    draft: Draft, depth: int, ground: str, owner: Owner, helpers: Owner = NOBODY, whole: Time = NO_TIME
) -> None:
    """Two to four duties under what was printed last; `whole` is a time that was said for all of them."""
    if draft.chance(0.12):
        draft.numbering.open(depth + 1, draft.rng.choice(PARTS if depth else ITEMS))
    count = draft.rng.randint(2, 4)
    end = draft.rng.choice((".", ";", ".", ""))
    for number in range(count):
        duty, time = draft.duty(), draft.time(0.5) if whole is NO_TIME else NO_TIME
        last = number == count - 1
        own = draft.helpers(owner, 0.2) if helpers is NOBODY and owner.judged else NOBODY
        plain_item(draft, depth + 1, duty, time, "." if last and end == ";" else end, own)
        told = helpers if own is NOBODY else own
        task = draft.task(duty, ground, owner, told, time if whole is NO_TIME else whole, depth + 1)
        if whole is not NO_TIME:
            task.time_form = "once for a list"


def nested_owner(draft: Draft, depth: int) -> None:
    """The owner is the heading, its work stands two levels below, under topics that name nobody."""
    owner = draft.owner(simple=draft.chance(0.6))
    draft.item(depth, f"{owner.words}{draft.rng.choice((':', '', '.'))}", "heading" if draft.chance(0.5) else "item")
    for _number in range(2):
        draft.item(depth + 1, f"{topic(draft.rng)}:")
        for _below in range(2):
            duty, time = draft.duty(), draft.time(0.5)
            plain_item(draft, depth + 2, duty, time, ".")
            draft.task(duty, "in a heading two above", owner, NOBODY, time)


def section_owner(draft: Draft) -> None:
    """A section of the paper is all one office's."""
    owner = draft.owner(simple=draft.chance(0.7))
    words = draft.rng.choice(("{}", "Nhiệm vụ của {}", "Trách nhiệm của {}")).format(owner.words)
    draft.item(0, words.upper() if draft.chance(0.7) else words, "heading")
    for _number in range(draft.rng.randint(2, 4)):
        duty, time = draft.duty(), draft.time(0.5)
        plain_item(draft, 1, duty, time, ".")
        draft.task(duty, "in the section's heading", owner, NOBODY, time, 1)


def lead_in(draft: Draft, depth: int) -> None:
    """An item that gives work to somebody and ends in a colon; the work follows as a list."""
    owner = draft.owner()
    helpers = draft.helpers(owner, 0.3)
    shape = draft.rng.choice(
        (
            "Giao {} thực hiện các nhiệm vụ sau:",
            "{} tập trung thực hiện một số nội dung:",
            "Yêu cầu {} khẩn trương triển khai các nội dung sau:",
            "Đề nghị {} quan tâm chỉ đạo:",
            "{} chịu trách nhiệm:",
        )
    )
    who = owner.words if shape.startswith("{") else inside(owner.words)
    words = shape.format(who if helpers is NOBODY else f"{who} chủ trì, phối hợp với {helpers.words}")
    whole = draft.time(0.15, standing=False)
    if whole.form in {"before a day", "by a day", "quarter", "month"}:
        words = f"{words[:-1]}, {whole.words}:"
    else:
        whole = NO_TIME
    if helpers is not NOBODY and whole is NO_TIME and draft.chance(0.3):
        words = f"{owner.words} chủ trì, phối hợp với {helpers.words}:"
    draft.item(depth, words)
    _inherited(draft, depth, "in the lead-in", owner, helpers, whole)


def list_of_owners(draft: Draft, depth: int) -> None:
    """A heading that only says that work is given out; each line below begins with its office and a colon."""
    draft.item(
        depth, draft.rng.choice(("Phân công nhiệm vụ cụ thể:", "Phân công trách nhiệm", "Giao nhiệm vụ như sau:"))
    )
    for _number in range(draft.rng.randint(2, 4)):
        owner, duty, time = draft.owner(simple=draft.chance(0.7)), draft.duty(), draft.time(0.5)
        how = draft.rng.choice((capital(duty.words), duty.words))
        draft.item(depth + 1, f"{owner.words}: {with_time(draft, how, time)}{draft.rng.choice('.;')}")
        draft.task(duty, "before a colon", owner, NOBODY, time, depth + 1)


def _labels(draft: Draft, owner: Owner, helpers: Owner, time: Time) -> list[str]:
    """The lines "label: value" in the order of this paper; the owner's line is always there."""
    rng = draft.rng
    lines = [f"{rng.choice(LEAD_LABELS)}: {owner.words}"]
    if helpers is not NOBODY:
        lines.append(f"{rng.choice(HELP_LABELS)}: {helpers.words}")
    if time.words:
        lines.append(f"{rng.choice(TIME_LABELS)}: {time.words}")
    if rng.random() < 0.3:
        lines.append(f"{rng.choice(PRODUCT_LABELS)}: {rng.choice(PRODUCTS)}")
    if rng.random() < 0.15:
        lines.append(rng.choice(OTHERS).format(person=rng.choice(PERSONS)))
    if rng.random() < 0.2:
        rng.shuffle(lines)
    return lines


def _print_labels(draft: Draft, depth: int, lines: list[str]) -> bool:
    """The lines as dashes below (then True), as lines without a mark, or together on one line."""
    rng = draft.rng
    how = rng.choice(("bare", "bare", "dashes", "dashes", "one line"))
    if how == "one line":
        first, *rest = lines
        draft.say("; ".join([first, *(line[0].lower() + line[1:] for line in rest)]) + ".", "label")
        return False
    for line in lines:
        if how == "dashes":
            draft.item(3 if depth < 3 else depth, line + rng.choice((".", ".", ";", "")), "label")
        else:
            draft.say(line + ".", "label")
    return how == "dashes"


def line_after(draft: Draft, depth: int) -> None:
    """A duty, and below it lines of its own that say who and when."""
    duty, owner = draft.duty(), draft.owner()
    helpers, time = draft.helpers(owner, 0.6), draft.labelled_time(0.85)
    draft.item(depth, capital(duty.words) + draft.rng.choice((".", ".", "")))
    task = draft.task(duty, "line after", owner, helpers, time, depth)
    if _print_labels(draft, depth, _labels(draft, owner, helpers, time)):
        task.unjudged.add("ref")  # the sentence over its dashes may be counted as 3 or as 3.1


def line_before(draft: Draft, depth: int) -> None:
    """A topic, then a line that says who, then a list of duties for that owner."""
    owner = draft.owner()
    draft.item(depth, topic(draft.rng), "heading")
    draft.say(f"{draft.rng.choice(LEAD_LABELS)}: {owner.words}.", "label")
    _inherited(draft, depth, "line before", owner)


def once_for_list(draft: Draft, depth: int) -> None:
    """A topic, a list of duties, and one closing line that says who does all of them."""
    owner = draft.owner()
    helpers, time = draft.helpers(owner, 0.5), draft.labelled_time(0.5)
    draft.item(depth, topic(draft.rng), "heading")
    count, end = draft.rng.randint(2, 4), draft.rng.choice((".", ";"))
    for number in range(count):
        duty = draft.duty()
        plain_item(draft, depth + 1, duty, NO_TIME, "." if number == count - 1 else end)
        draft.task(duty, "once for a list", owner, helpers, time, depth + 1)
    lines = _labels(draft, owner, helpers, time)
    if draft.chance(0.5):
        draft.say("; ".join([lines[0], *(line[0].lower() + line[1:] for line in lines[1:])]) + ".", "label")
        return
    for line in lines:
        draft.say(line + ".", "label")


def values_below(draft: Draft, depth: int) -> None:
    """A duty, then a label that is a line of its own, its offices below it as dashes."""
    duty, time = draft.duty(), draft.labelled_time(0.7)
    owner = Owner("", tuple(draft.rng.sample(draft.issuer.offices, 2)))
    draft.item(depth, capital(duty.words) + ".")
    task = draft.task(duty, "values below a label", owner, NOBODY, time, depth)
    task.unjudged.add("ref")
    draft.say(f"{draft.rng.choice(LEAD_LABELS)}:", "label")
    for name, end in zip(owner.names, ";.", strict=True):
        draft.item(3, name + end, "label")
    if time.words:
        draft.say(f"{draft.rng.choice(TIME_LABELS)}: {time.words}.", "label")


def topic_and_sentences(draft: Draft, depth: int) -> None:
    """A topic that names nobody over sentences that each name their owner."""
    title = topic(draft.rng)
    if draft.chance(0.4):
        title = draft.no_task("heading", capital(draft.duty().words) + ":")
    draft.item(depth, title, "heading" if draft.chance(0.6) else "item")
    for _number in range(draft.rng.randint(2, 3)):
        in_sentence(draft, depth + 1)


def in_brackets(draft: Draft, depth: int) -> None:
    """The owner and the time in brackets after the duty."""
    rng = draft.rng
    owner, duty = draft.owner(simple=True), draft.duty()
    helpers, time = draft.helpers(owner, 0.3), draft.time(0.7, standing=False)
    if rng.random() < 0.5:
        told = [f"{owner.words} chủ trì"]
        if helpers is not NOBODY:
            told[0] += f", phối hợp với {helpers.words}"
        if time.words:
            told.append(f"hoàn thành {time.words}" if not time.words.startswith(("xong", "đến hết")) else time.words)
    else:
        time = time.labelled()
        told = [f"{rng.choice(('Chủ trì', 'Đơn vị chủ trì', 'Cơ quan chủ trì'))}: {owner.words}"]
        if helpers is not NOBODY:
            told.append(f"phối hợp: {helpers.words}")
        if time.words:
            told.append(
                f"{rng.choice(('thời gian', 'thời hạn', 'hoàn thành'))}: {time.words[0].lower() + time.words[1:]}"
            )
    draft.item(depth, f"{capital(duty.words)} ({'; '.join(told)}){rng.choice(('.', '.', ';', ''))}")
    draft.task(duty, "in brackets", owner, helpers, time, depth)


def in_parts(draft: Draft, depth: int) -> None:
    """ "a) Nhiệm vụ: … b) Cơ quan thực hiện: … c) Thời gian: …": one task whose parts are items."""
    rng = draft.rng
    duty, owner = draft.duty(), draft.owner()
    helpers, time = draft.helpers(owner, 0.6), draft.labelled_time(0.8)
    draft.item(depth, topic(rng), "heading")
    draft.item(
        depth + 1,
        f"{rng.choice(('Nhiệm vụ', 'Nội dung', 'Nội dung công việc', 'Nội dung thực hiện'))}: {capital(duty.words)}.",
    )
    draft.task(duty, "in parts", owner, helpers, time)
    if draft.chance(0.5):
        draft.item(depth + 1, f"{rng.choice(('Cơ quan thực hiện', 'Đơn vị thực hiện', 'Phân công thực hiện'))}:")
        draft.item(depth + 2, f"{rng.choice(LEAD_LABELS[:2])}: {owner.words}.", "label")
        if helpers is not NOBODY:
            draft.item(depth + 2, f"{rng.choice(HELP_LABELS)}: {helpers.words}.", "label")
    else:
        draft.item(depth + 1, f"{rng.choice(LEAD_LABELS)}: {owner.words}.", "label")
        if helpers is not NOBODY:
            draft.item(depth + 1, f"{rng.choice(HELP_LABELS)}: {helpers.words}.", "label")
    if time.words:
        draft.item(depth + 1, f"{rng.choice(TIME_LABELS)}: {time.words}.", "label")
    if draft.chance(0.4):
        draft.item(depth + 1, f"{rng.choice(PRODUCT_LABELS)}: {rng.choice(PRODUCTS)}.", "label")


def nobody(draft: Draft, depth: int) -> None:
    """A duty for which the paper names nobody nearby; who is meant is for the official to say."""
    duty, time = draft.duty(), draft.time(0.5)
    plain_item(draft, depth, duty, time, ".")
    task = draft.task(duty, "nobody", NOBODY, NOBODY, time, depth)
    task.unjudged |= {"lead", "with"}


GROUNDS = {
    "orders": (
        nested_owner, list_of_owners, heading_over_paragraphs,
        *(in_sentence,) * 6, *(heading_owner,) * 4, lead_in, lead_in, topic_and_sentences, topic_and_sentences,
    ),
    "plan": (
        line_after, line_after, line_before, once_for_list, once_for_list, in_brackets, in_parts, in_sentence,
        values_below, topic_and_sentences,
    ),
}  # fmt: skip
