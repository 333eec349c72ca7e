"""The kinds of directives: what stands in each, in which order. How one duty is said is elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from . import noise
from .draft import Draft
from .grounds import GROUNDS, heading_owner, nobody, section_owner
from .noise import sentence
from .numbering import ARTICLE, ITEMS, ODD_ITEMS
from .plan_tables import plan_table
from .sentences import enumerated, in_sentence, two_deadlines, two_sentences

REQUIRES = (
    "{ruler} yêu cầu:",
    "{ruler} kết luận và giao nhiệm vụ như sau:",
    "{ruler} yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:",
    "{ruler} chỉ đạo như sau:",
)
SOURCES = (
    "Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, {ruler} kết luận như sau:",
    "Tại cuộc họp, {ruler} đã kết luận các nội dung sau:",
)


def orders(draft: Draft, depth: int, count: int) -> None:
    """Items that give work to offices, each drawn apart."""
    rng = draft.rng
    for _number in range(count):
        draw = rng.random()
        if draw < 0.05:
            two_sentences(draft, depth)
        elif draw < 0.1:
            enumerated(draft, depth)
        elif draw < 0.13:
            two_deadlines(draft, depth)
        elif draw < 0.17:
            draft.item(depth, sentence(draft, "reference", noise.REFERENCES) + ".")
        else:
            rng.choice(GROUNDS["orders"])(draft, depth)


def plans(draft: Draft, depth: int, count: int) -> None:
    """Items of a plan. A plan keeps to one or two ways of saying who does what."""
    ways = draft.rng.sample(GROUNDS["plan"], 2)
    for number in range(count):
        ways[number % 2 if draft.chance(0.7) else 0](draft, depth)


def section(draft: Draft, words: str) -> None:
    """A heading of the first depth."""
    draft.item(0, words.upper() if draft.rng.random() < 0.8 else words, "heading")


def conclusion(draft: Draft) -> None:
    """Thông báo kết luận, Kết luận."""
    rng = draft.rng
    said = rng.choice(SOURCES).format(ruler=draft.issuer.ruler)
    if draft.chance(0.5):
        draft.say(said)
        if draft.chance(0.6):
            draft.item(
                1, sentence(draft, "appraisal", noise.PRAISE) + ". " + sentence(draft, "appraisal", noise.BLAME) + "."
            )
        orders(draft, 1, rng.randint(3, 7))
    else:
        draft.say(said)
        section(draft, rng.choice(("Đánh giá chung", "Kết quả đạt được")))
        noise.appraisal_items(draft, 1)
        section(draft, rng.choice(("Nhiệm vụ trọng tâm", "Nhiệm vụ thời gian tới", "Kết luận, chỉ đạo")))
        orders(draft, 1, rng.randint(3, 7))
    if draft.chance(0.15):
        section_owner(draft)
    noise.closing(draft)


def appraised_orders(draft: Draft) -> None:
    """Tasks that stand under "Đánh giá chung" after a lead-in: the lead-in outweighs the title."""
    rng = draft.rng
    section(draft, "Đánh giá chung")
    noise.appraisal(draft)
    draft.say(f"Thời gian tới, {draft.issuer.ruler} yêu cầu tập trung các nhiệm vụ sau:")
    for _number in range(rng.randint(3, 5)):
        in_sentence(draft, 1)
    section(draft, "Nhiệm vụ cụ thể")
    orders(draft, 1, rng.randint(2, 4))
    noise.closing(draft)


def instruction(draft: Draft) -> None:
    """Chỉ thị, Công điện."""
    rng = draft.rng
    noise.appraisal(draft)
    draft.say(rng.choice(REQUIRES).format(ruler=draft.issuer.ruler))
    if draft.chance(0.2):
        draft.numbering.open(1, rng.choice(ODD_ITEMS))
    for _number in range(rng.randint(2, 3)):
        heading_owner(draft, 1)
    orders(draft, 1, rng.randint(2, 4))
    noise.closing(draft)


def letter(draft: Draft) -> None:
    """Công văn."""
    rng = draft.rng
    draft.say(sentence(draft, "basis", noise.BASES) + ".")
    draft.say(rng.choice(REQUIRES).format(ruler=draft.issuer.ruler if draft.chance(0.6) else draft.issuer.called))
    draw = rng.random()
    if draw < 0.3:
        for _number in range(rng.randint(2, 4)):
            nobody(draft, 1)
    elif draw < 0.5:
        for _number in range(rng.randint(2, 4)):
            in_sentence(draft, None)
    else:
        orders(draft, 1, rng.randint(3, 6))
    noise.closing(draft)


def _plan_body(draft: Draft, *, table: bool) -> None:
    rng = draft.rng
    section(draft, "Mục đích, yêu cầu")
    noise.purposes(draft, 1)
    if draft.chance(0.7):
        section(draft, rng.choice(("Mục tiêu", "Chỉ tiêu", "Mục tiêu cụ thể", "Các chỉ tiêu chủ yếu")))
        noise.goals(draft, 1, rng.randint(2, 5))
    if draft.chance(0.2):
        section(draft, "Hiện trạng")
        rng.choice((noise.table_of_figures, noise.table_of_names, noise.table_of_papers))(draft)
    section(draft, rng.choice(("Nhiệm vụ và giải pháp", "Nội dung thực hiện", "Nhiệm vụ cụ thể", "Nội dung nhiệm vụ")))
    if table and draft.chance(0.25):
        draft.say(draft.no_task("reference", "Nội dung chi tiết tại Phụ lục kèm theo Kế hoạch này."))
        draft.appended = True
    elif table:
        plan_table(draft, rng.randint(4, 14))
    else:
        plans(draft, 1, rng.randint(3, 6))
    section(draft, "Tổ chức thực hiện")
    if draft.chance(0.15):
        draft.item(1, sentence(draft, "rule", noise.RULES) + ".")
    orders(draft, 1, rng.randint(2, 4))


def plan(draft: Draft) -> None:
    """Kế hoạch, Chương trình, whose duties are items."""
    draft.say(
        sentence(draft, "basis", noise.BASES) + f", {draft.issuer.called} ban hành kế hoạch với các nội dung sau:"
    )
    _plan_body(draft, table=False)
    noise.closing(draft)


def plan_with_table(draft: Draft) -> None:
    """Kế hoạch, Chương trình, whose duties are the rows of a table."""
    draft.say(sentence(draft, "basis", noise.BASES) + f", {draft.issuer.called} ban hành kế hoạch như sau:")
    _plan_body(draft, table=True)
    noise.closing(draft)


def decision(draft: Draft) -> None:
    """Quyết định: its articles; the plan that it issues follows the signature."""
    draft.refs_judged = False
    for _number in range(2):
        draft.say(sentence(draft, "basis", noise.BASES) + ";")
    draft.say("QUYẾT ĐỊNH:", "centre")
    draft.numbering.open(0, ARTICLE)
    year = draft.issued_on.year
    draft.item(0, draft.no_task("article", f"Ban hành kèm theo Quyết định này Kế hoạch công tác năm {year}."))
    if draft.chance(0.5):
        in_sentence(draft, 0)
    else:
        draft.item(0, "Tổ chức thực hiện", "heading")
        for _number in range(3):
            in_sentence(draft, 1)
    draft.item(0, draft.no_task("article", "Quyết định này có hiệu lực kể từ ngày ký."))
    draft.item(
        0,
        draft.no_task(
            "article", f"{draft.issuer.offices[0]} và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./."
        ),
    )


def council(draft: Draft) -> None:
    """Nghị quyết of a people's council: articles that give work to the committee, its standing body, its sections."""
    draft.refs_judged = False
    draft.say(sentence(draft, "basis", noise.BASES) + ";")
    draft.say("QUYẾT NGHỊ:", "centre")
    draft.numbering.open(0, ARTICLE)
    draft.item(0, draft.no_task("article", "Đánh giá kết quả thực hiện"), "heading")
    noise.appraisal(draft)
    draft.item(0, draft.rng.choice(("Mục tiêu", "Chỉ tiêu chủ yếu")), "heading")
    noise.goals(draft, 1, 3)
    draft.item(0, "Nhiệm vụ, giải pháp", "heading")
    orders(draft, 1, draft.rng.randint(2, 4))
    draft.item(0, "Tổ chức thực hiện", "heading")
    for _number in range(2):
        in_sentence(draft, 1)
    noise.closing(draft)


def resolution(draft: Draft) -> None:
    """Nghị quyết."""
    rng = draft.rng
    draft.say(sentence(draft, "basis", noise.BASES) + ".")
    section(draft, "Tình hình")
    noise.appraisal(draft)
    section(draft, rng.choice(("Mục tiêu", "Chỉ tiêu")))
    noise.goals(draft, 1, rng.randint(2, 4))
    section(draft, "Nhiệm vụ, giải pháp")
    plans(draft, 1, rng.randint(2, 4))
    section(draft, "Tổ chức thực hiện")
    draft.numbering.open(1, rng.choice(ITEMS))
    orders(draft, 1, rng.randint(2, 4))
    noise.closing(draft)


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Draft], None], float]] = {
    "conclusion": (("Thông báo", "Thông báo", "Kết luận"), conclusion, 3),
    "appraisal with tasks": (("Thông báo",), appraised_orders, 1),
    "instruction": (("Chỉ thị", "Công điện"), instruction, 2),
    "letter": (("Công văn",), letter, 2),
    "plan": (("Kế hoạch", "Kế hoạch", "Chương trình"), plan, 3),
    "plan with table": (("Kế hoạch", "Chương trình"), plan_with_table, 3),
    "decision with plan": (("Quyết định",), decision, 1),
    "resolution": (("Nghị quyết",), resolution, 1),
    "resolution of a council": (("Nghị quyết",), council, 0.7),
}
