"""How documents are cited: with a number by it, without one by kind, issuer and day of the meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.reading import read
from models.reading.proposal import DirectiveHead
from models.work import citations, directive_view, directives
from models.work.citations import Cited
from models.work.tasks import Task

NOTICE = Path(__file__).parents[2].parent / "shared" / "data" / "directive_lao_cai_2024.txt"
CHAIR = "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày 12/3/2024"
DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Cited("Công văn", "5", "UBND", DAY, "UBND huyện"), "Công văn số 5/UBND ngày 5/3/2024"),
        (Cited("", "5", "UBND", None), "Văn bản số 5/UBND"),
        (Cited("Công văn", "5", "", None), "Công văn số 5"),
        (Cited("Công văn", "", "UBND", None), "Công văn ký hiệu UBND"),
        (Cited("Công văn", "", "UBND", DAY), "Công văn ngày 5/3/2024"),
        (Cited("Kế hoạch", "", "KH-UBND", None, "UBND tỉnh"), "Kế hoạch của UBND tỉnh"),
        (Cited("Kế hoạch", "", "", DAY, "UBND tỉnh", "Cải cách"), "Kế hoạch của UBND tỉnh ngày 5/3/2024"),
        (Cited("", "", "", None), "Văn bản"),
        (
            Cited("Thông báo", "", "TB-VPUBND", DAY, "Văn phòng UBND tỉnh", CHAIR),
            "Thông báo kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày 12/3/2024",
        ),
        (
            Cited(
                *("Thông báo", "", "", None, "", "Ý kiến kết luận của ông Vũ A, Phó Chủ tịch UBND huyện"),
                "Báo cáo trước ngày 1/3/2024. Ngày 5/3/2024, UBND huyện họp giao ban.",
            ),
            "Thông báo kết luận của Phó Chủ tịch UBND huyện tại cuộc họp ngày 5/3/2024",
        ),
        (
            Cited("Thông báo", "", "", DAY, "", "Kết luận thanh tra tại xã Bản Phố"),
            "Thông báo ngày 5/3/2024",
        ),
    ],
)
def test_document_is_cited(paper: Cited, words: str) -> None:
    assert citations.cite(paper) == words


def test_citation_is_short_in_a_table() -> None:
    assert citations.short(REAL) == "Thông báo kết luận ngày 5/3/2024"
    whole = "Thông báo số 55/TB-VPUBND ngày 5/3/2024"
    assert citations.short(whole) == whole
    assert citations.short("Kế hoạch của UBND tỉnh ngày 5/3/2024") == "Kế hoạch của UBND tỉnh ngày 5/3/2024"


def add_notice(office: OpenOffice) -> str:
    content = NOTICE.read_bytes()
    found = read.read_text(content.decode())
    with office.store.write("directive.add") as write:
        row = directives.add(write.session, office.evidence, found, NOTICE.name, content)
        directives.accept(write.session, row.id, found.tasks[:1])
        return row.id


REAL = " ".join(
    (
        "Thông báo kết luận của Phó Chủ tịch Thường trực UBND tỉnh",
        "tại Hội nghị công tác cải cách hành chính ngày 5/3/2024",
    )
)


def test_real_notice_is_cited_by_meeting_until_it_has_its_number(office: OpenOffice) -> None:
    paper = add_notice(office)
    with office.store.read() as session:
        assert directives.labels(session) == {paper: REAL}
        (row,) = directive_view.rows(session)
        assert row.label == REAL
        (task,) = session.scalars(select(Task))
        assert task.source_text == REAL
        assert directives.without_number(session, [task.id]) == {paper: REAL}
        assert directives.without_number(session, [], [paper]) == {paper: REAL}
        assert directives.without_number(session, ["other"]) == {}
        head = directives.head(directives.get(session, paper))
    with office.store.write("directive.head") as write:
        values = {name: getattr(head, name) for name in head.__dataclass_fields__}
        directives.change_head(write.session, paper, DirectiveHead(**values | {"number": "55", "issued_on": DAY}))
    with office.store.read() as session:
        (task,) = session.scalars(select(Task))
        assert task.source_text == "Thông báo số 55/TB-VPUBND ngày 5/3/2024"
        assert directives.without_number(session, [task.id]) == {}
