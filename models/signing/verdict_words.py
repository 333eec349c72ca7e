"""The words that window and command share for what a signature says of the file."""

from __future__ import annotations

from models.base.words import _
from models.signing.verdict import Additions, SignatureFinding, Verdict


def summary(verdict: Verdict) -> tuple[str, str]:
    """One sentence on the file as a whole, and the role of the colour to say it in."""
    if not verdict.signatures:
        return _("Tệp chưa có chữ ký số nào."), "warn"
    if any(one.print_hidden for one in verdict.signatures):
        return _(
            "Một chữ ký thêm sau CHE MẤT chữ mà người ký trước đã thấy. Không dùng số liệu trong tệp này."
        ), "danger"
    if not verdict.intact_signatures:
        return _("Tệp ĐÃ BỊ SỬA sau khi ký. Không dùng số liệu trong tệp này."), "danger"
    if not verdict.intact:
        return _(
            "Chữ ký không bao trùm cả tệp: có phần được thêm sau khi ký. Không dùng số liệu trong tệp này."
        ), "danger"
    doubted = [f"{one.signer} ({short_trust(one)})" for one in verdict.signatures if one.trust != "trusted"]
    weak = sorted({name for one in verdict.signatures for name in one.weak})
    if doubted:
        words = _("Tệp còn nguyên vẹn, nhưng còn chữ ký chưa xác nhận được là tin cậy: {names}.")
        return words.format(names="; ".join(dict.fromkeys(doubted))), "warn"
    if weak:
        words = _("Tệp còn nguyên vẹn, chữ ký của chứng thư tin cậy, nhưng dùng thuật toán yếu: {names}.")
        return words.format(names=", ".join(weak)), "warn"
    return _("Tệp còn nguyên vẹn và mọi chữ ký đều của chứng thư tin cậy."), "good"


def short_trust(finding: SignatureFinding) -> str:
    """What is known of the certificate, in a few words."""
    return {
        "trusted": _("chứng thư tin cậy"),
        "unknown": _("chưa rõ nguồn chứng thư"),
        "invalid": _("chứng thư không hợp lệ"),
        "expired": _("chứng thư hết hạn khi ký"),
    }[finding.trust]


def signer(finding: SignatureFinding) -> str:
    """Who signed, and for whom; a time stamp says that it is one."""
    who = ", ".join(filter(None, (finding.signer, finding.organisation)))
    return _("Dấu thời gian: {name}").format(name=who) if finding.time_stamp else who


def scope(finding: SignatureFinding) -> str:
    """How much of the file a signature covers, and what was added after it without changing the content.

    That an earlier signature does not cover the later ones is how signing in turn works, and no fault.
    """
    named = added(finding.added) if finding.intact else ""
    past = _("Cả tệp lúc ký") if named else _("Không phải cả tệp hiện tại")
    return "; ".join(filter(None, (_("Cả tệp hiện tại") if finding.covers else past, named)))


def added(what: Additions) -> str:
    """`sau đó thêm 2 chữ ký, không đổi nội dung`; "" where nothing was added."""
    parts = []
    if what.signatures:
        parts.append(_("{n} chữ ký").format(n=what.signatures))
    if what.time_stamps:
        parts.append(_("{n} dấu thời gian").format(n=what.time_stamps))
    if what.proofs:
        parts.append(_("dữ liệu kiểm chứng lâu dài"))
    return _("sau đó thêm {what}, không đổi nội dung").format(what=", ".join(parts)) if parts else ""


def strength(finding: SignatureFinding) -> str:
    """What of the mathematics is weak, "" where nothing is. That is a fault of the tool, not of the certificate."""
    if not finding.weak:
        return ""
    return _("Yếu: {names} (chữ ký vẫn khớp, nhưng nên ký lại bằng thuật toán mới)").format(
        names=", ".join(finding.weak)
    )
