"""The boxes around a paper's body: letterhead, number, date, title, recipients, signature; and their truth."""

from __future__ import annotations

from datetime import date
from random import Random

from .offices import PEOPLE, Issuer
from .paper import Layout, Letterhead, Tail

MARKS = {
    "Thông báo": "TB",
    "Kế hoạch": "KH",
    "Chỉ thị": "CT",
    "Công điện": "CĐ",
    "Quyết định": "QĐ",
    "Nghị quyết": "NQ",
    "Chương trình": "CTr",
    "Kết luận": "KL",
}
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
PARTY = ["ĐẢNG CỘNG SẢN VIỆT NAM"]


def letterhead(
    rng: Random, issuer: Issuer, issued: date, kind: str, subject: str, layout: Layout
) -> tuple[Letterhead, dict[str, object]]:
    """The top of the first page, and what a reader of it would write down."""
    number, symbol, printed = _number(rng, issuer, kind, layout)
    day = f"{issued.day:02}"
    month = f"{issued.month:02}" if issued.month < 3 or rng.random() < 0.5 else str(issued.month)
    dated = f"{issuer.place}, ngày {day} tháng {month} năm {issued.year}"
    written = kind == "Công văn"
    kind_line = (
        None if written else (" ".join(kind.upper()).replace("   ", "  ") if layout.spaced_title else kind.upper())
    )
    if not written and rng.random() < 0.2:
        subject = subject.upper()
    lines = _subject_lines(rng, subject)
    head = Letterhead(
        list(issuer.lines), PARTY if issuer.party else NATION, printed, dated, kind_line,
        [] if written else lines, f"V/v {subject}" if written else None,
    )  # fmt: skip
    if rng.random() < 0.08:
        head.mark = rng.choice(("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"))
    truth: dict[str, object] = {
        "kind": kind,
        "number": number,
        "symbol": symbol,
        "issued_on": issued.isoformat(),
        "place": issuer.place,
        "issuer": issuer.name,
        "parent_issuer": issuer.parent,
        "subject": subject,
    }
    return head, truth


def _number(rng: Random, issuer: Issuer, kind: str, layout: Layout) -> tuple[str | None, str, str]:
    """The number (None while the registry has still to give it), the symbol, and both as they are printed."""
    number = str(rng.randint(10, 2999)) if rng.random() < 0.8 else f"{rng.randint(1, 9):02}"
    section = rng.choice(("TH", "NC", "KT", "VX"))
    blank = rng.random() < 0.04 and not issuer.party
    if issuer.party:
        symbol = f"{MARKS[kind]}/{issuer.mark}"
        return number, symbol, f"Số {number}-{symbol}"
    symbol = f"{issuer.mark}-{section}" if kind == "Công văn" else f"{MARKS[kind]}-{issuer.mark}"
    printed = f"Số: {'      ' if blank else number}/{symbol.replace('-', layout.hyphen)}"
    return None if blank else number, symbol, printed


def _subject_lines(rng: Random, subject: str) -> list[str]:
    """On one line, or broken over two."""
    words = subject.split()
    if len(words) < 9 or rng.random() < 0.5:
        return [subject]
    half = len(words) // 2
    return [" ".join(words[:half]), " ".join(words[half:])]


def tail(rng: Random, issuer: Issuer, kind: str) -> tuple[Tail, dict[str, object]]:
    """Recipients and signature, and what a reader would write down of them."""
    signer = rng.choice(PEOPLE)
    recipients = ["Như trên"] if kind in {"Công văn", "Công điện"} else []
    recipients += rng.sample(
        [
            "Thường trực Tỉnh ủy (b/c)",
            "Các cơ quan liên quan",
            "Các phòng chuyên môn",
            "Cổng thông tin điện tử",
            "Ban Dân vận",
        ],
        2,
    )
    recipients.append("Lưu: VT" if not issuer.party else "Lưu Văn phòng")
    titles = list(issuer.titles)
    if issuer.titles[-1] in {"CHỦ TỊCH", "GIÁM ĐỐC"} and rng.random() < 0.08:
        titles = [f"TL. {issuer.titles[-1]}", "CHÁNH VĂN PHÒNG"]
    if rng.random() < 0.1 and not issuer.party:
        titles[0] = titles[0].replace("TM. ", "T/M ").replace("KT. ", "K/T ")
    return Tail(recipients, titles, signer), {"signer": signer, "signer_title": " / ".join(titles)}
