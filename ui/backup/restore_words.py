"""What a backup holds and what putting it back would cost, in words: for the window and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base import clock
from models.base.text import first_few, show_number
from models.base.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from models.access.restore import Terms
    from models.access.returning import Returning
    from models.store.backups.backup_list import KeptBackup
    from models.store.backups.restoring import RestorePreview

_HEAD = 8  # letters of the chain's head that people compare


def head(full: str) -> str:
    """The short code of a chain's head, as reports print it."""
    return full[:_HEAD].upper()


def moment(at: datetime | None) -> str:
    """Day and time of this country, or a dash."""
    return f"{clock.local(at):%d/%m/%Y %H:%M}" if at is not None else "–"


def doubt(one: KeptBackup) -> str:
    """That a backup's date cannot be believed, and what that means for it."""
    words = _(
        "Bản sao lưu {name} mang ngày giờ chưa tới ({made}): đồng hồ máy khi ấy hoặc bây giờ chạy sai. Thứ tự các bản "
        "được tính theo số sự kiện nhật ký, không theo đồng hồ."
    )
    return words.format(name=one.path.name, made=moment(one.made_at))


def lines(found: RestorePreview) -> list[str]:
    """What is in it, then what would be lost."""
    held = found.manifest.contents
    words = _("Bản sao lưu mở được và khớp: {tasks} nhiệm vụ, {entries} số liệu kỳ, {events} sự kiện nhật ký.")
    numbers = {name: show_number(getattr(held, name)) for name in ("tasks", "entries", "events")}
    told = [words.format(**numbers), *lost(found)]
    if found.missing:
        words = _("Thiếu {n} tệp minh chứng, không mở được cả ở cạnh bản sao lưu lẫn trong sổ: {names}.")
        told.append(words.format(n=show_number(found.missing), names=first_few(found.names)))
    if found.spoilt:
        words = _(
            "{n} tệp minh chứng cạnh bản sao lưu bị mất hoặc hỏng, không được dùng; đã có bản nguyên vẹn ở nơi khác."
        )
        told.append(words.format(n=show_number(found.spoilt)))
    return told


def terms(seen: Terms) -> list[str]:
    """Another office's name, whose right is asked for, and who and what would return."""
    told = []
    if seen.other_office:
        words = _("Đây là bản sao lưu của cơ quan khác: {name}. Khôi phục thì sổ của cơ quan đó thay chỗ sổ đang có.")
        told.append(words.format(name=seen.other_office))
    if seen.needs_present:
        told.append(
            _(
                "Sổ đang có vẫn đọc được: cần mật khẩu của một quản trị, hoặc mã khôi phục đang dùng, của chính sổ đó; "
                "nhập rồi mới biết ai sẽ trở lại."
            )
        )
    elif seen.found.lost.kind == "unreadable":
        told.append(_("Vì vậy không biết được ai đã bị ngừng, mật khẩu và mã nào đã được thay từ khi có bản này."))
    if seen.earlier_key:
        told.append(
            _("Bản này có từ trước khi đổi khóa của sổ: ai còn giữ khóa cũ sẽ lại đọc được. Nên đổi khóa lần nữa.")
        )
    if seen.returning:
        told.append(_("Bản này đưa trở lại: {what}.").format(what="; ".join(map(returning, seen.returning))))
    return told


def returning(one: Returning) -> str:
    """Who or what of then would count again."""
    from models.work.rights import role_name

    words = {
        "account": _("{name} ({was}), nay đã ngừng sử dụng"),
        "role": _("{name} là {was}, nay là {now}"),
        "passphrase": _("mật khẩu cũ của {name}, nay đã thay"),
        "recovery": _("mã khôi phục cũ, nay đã thay"),
    }[one.kind]
    return words.format(name=one.name, was=role_name(one.was).lower(), now=role_name(one.now).lower())


def proof(one: KeptBackup) -> str:
    """Whether a backup was opened and compared, or what was missing already when it was made."""
    if one.proven_at is None:
        return _("chưa kiểm chứng")
    if one.missing:
        return _("thiếu {n} minh chứng").format(n=show_number(one.missing))
    return _("đã kiểm chứng")


def without(names: Sequence[str]) -> str:
    """What is said of evidence that opens nowhere: a sentence, or nothing when all of it opens."""
    if not names:
        return ""
    words = _("Thiếu {n} tệp minh chứng, không mở được ở bản nào: {names}.")
    return words.format(n=show_number(len(names)), names=first_few(names))


def lost(found: RestorePreview) -> list[str]:
    """What the present book has and the backup has not."""
    cost = found.lost
    numbers = {name: show_number(getattr(cost, name)) for name in ("events", "tasks", "entries")}
    span = {"first": moment(cost.first), "last": moment(cost.last)}
    if cost.kind == "none":
        return [_("Ở đây chưa có sổ nào.") if found.missing else _("Ở đây chưa có sổ nào: không mất gì.")]
    if cost.kind == "unreadable":
        told = [_("Không đọc được sổ đang có bằng mật khẩu này: sổ bị hỏng, hoặc là sổ của cơ quan khác.")]
        if cost.events:
            told.append(_("Theo ghi chú lần đóng sổ gần nhất, sổ đang có nhiều hơn {events} sự kiện nhật ký."))
        return [line.format(**numbers) for line in told]
    if cost.kind == "later" and not cost.events:
        newer = _("Sổ đang có không có gì mới hơn bản này.")
        return [newer if found.missing else _("Sổ đang có không có gì mới hơn bản này: không mất gì.")]
    if cost.kind == "later":
        words = _(
            "Sổ đang có nhiều hơn bản này {events} thay đổi, từ {first} đến {last}, "
            "ở {tasks} nhiệm vụ và {entries} số liệu kỳ. Khôi phục thì những thay đổi đó không còn trong sổ."
        )
        return [words.format(**numbers, **span)]
    words = _(
        "Bản này không nằm trong quá khứ của sổ đang có. Sổ đang có {events} sự kiện riêng, thay đổi cuối {last}; "
        "khôi phục thì tất cả không còn trong sổ."
    )
    return [words.format(**numbers, **span)]
