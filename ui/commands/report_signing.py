"""`report sign`: a signature on top of the newest signed copy of a report; the book keeps what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import clock, files
from models.base.errors import AppError, CancelledError
from models.base.text import show_date
from models.base.words import _
from models.signing import limits
from models.work import rights
from models.work.signed_copies import SignedBy, copy_words
from ui.commands import opened
from ui.commands.request import Answer, Request, say

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.reports.signing_order import SignSource
    from models.signing.signing_key import SigningKey


@dataclass(frozen=True)
class _Signed:
    content: bytes
    by: SignedBy


def sign(request: Request) -> Answer:
    """Sign a PDF with a PKCS#12 file, after saying whose certificate it is.

    A report of this office is signed on top of its newest signed copy, and kept. What is doubtful is asked about where
    somebody can be asked, else said; a second signature of the same role is made only when asked for (`--again`).
    """
    from models.signing.signed_file import refuse_taken, target_name, write_signed

    options = request.options
    image = files.read(options.image, limits.PICTURE) if options.image else None
    key = _opened_key(options.p12)
    target: Path = options.out or target_name(options.file)
    refuse_taken(target)
    with _book_of(request) as (office, source):
        _ask_doubts(request, source, key)
        signed = _sign(request, source, key, image)
        kept = office is not None and _keep(office, target.name, source, signed)
        write_signed(target, signed.content)
    about = key.certificate
    data = {"file": str(target), "signer": about.subject, "issuer": about.issuer, "serial": about.serial}
    data |= {"role": options.role, "signed_at": clock.iso_vietnam(signed.by.signed_at or clock.now())}
    lines = [_("Đã ký: {path}").format(path=target)]
    return Answer(data | {"on_top_of": [copy.id for copy in source.on_top], "kept": kept}, lines)


@contextmanager
def _book_of(request: Request) -> Iterator[tuple[OpenOffice | None, SignSource]]:
    """The book that knows the file, open, and what is to be signed. A file without our data needs no book."""
    from models.reports import signing_order
    from models.signing.sandboxed_signing import data_sandboxed

    path = request.options.file
    content = files.read(path, limits.PDF)
    named = signing_order.NamedFile.of(path, content)
    inside = data_sandboxed(content)
    if inside is None or not request.home.database.exists():
        yield None, signing_order.SignSource(path.name, content, file=named)
        return
    with opened.office(request) as office:
        with office.store.read() as session:
            rights.require(session, "report.sign")
            source = signing_order.of_file(session, office.evidence, path.name, content, inside)
        yield office, replace(source, file=named)


def _ask_doubts(request: Request, source: SignSource, key: SigningKey) -> None:
    """Raises CancelledError when the person thinks better of it."""
    from models.reports.signing_order import holder_doubt
    from models.signing.certificates import self_issued_doubt

    for copy in source.on_top:
        say(_("Đã ký trước đó: {copy}").format(copy=copy_words(copy)))
    for doubt in source.doubts:
        say(doubt.text)
    if source.doubts and not _agrees(request, _("Danh sách kiểm tra chưa đạt hết. Vẫn ký? (c/k) "), unasked=True):
        raise CancelledError
    about = key.certificate
    other = [holder_doubt(source, request.options.role, about.subject), self_issued_doubt(about)]
    if any(other):
        say("\n".join(filter(None, other)))
        if not _agrees(request, _("Vẫn ký bằng chứng thư này? (c/k) "), unasked=True):
            raise CancelledError


def _sign(request: Request, source: SignSource, key: SigningKey, image: bytes | None) -> _Signed:
    from models.reports import signing_order
    from models.signing.sandboxed_signing import sign_sandboxed

    options = request.options
    if source.file is not None:
        signing_order.refuse_changed(source.file)
    moment = clock.now().replace(microsecond=0)
    try:
        content = sign_sandboxed(source.content, key, role=options.role, image=image, again=options.again)
    except AppError as refusal:
        if refusal.code != "role_signed":
            raise
        question = _("{what} Vẫn ký thêm? (c/k) ").format(what=refusal.what)
        if not _agrees(request, question, unasked=False):
            do = _("Hãy kiểm tra lại vai trò (--role); nếu vẫn cần ký thêm, hãy thêm --again.")
            raise AppError(refusal.code, refusal.what, refusal.why, do) from None
        content = sign_sandboxed(source.content, key, role=options.role, image=image)
    return _Signed(content, SignedBy(options.role, key.certificate.subject, moment))


def _agrees(request: Request, question: str, *, unasked: bool) -> bool:
    """What the person at the terminal says; `unasked` where there is nobody."""
    if request.as_json or not opened.has_keyboard():
        return unasked
    say(question)
    try:
        return input().strip().lower() in {"c", "có", "co", "y", "yes"}
    except EOFError:
        return False


def _keep(office: OpenOffice, name: str, source: SignSource, signed: _Signed) -> bool:
    from models.reports import signing_order

    if source.inside is None:
        return False
    with office.store.write("report.sign") as write:
        session, shown = write.session, source.sha256()
        return signing_order.keep(session, office.evidence, source, name, signed.content, signed.by, shown)


def _opened_key(path: Path) -> SigningKey:
    from models.signing.signing_key import open_p12

    content = files.read(path, limits.KEY)
    key = open_p12(content, opened.secret(opened.KEY_VARIABLE, _("Mật khẩu của tệp chứng thư số: ")))
    about = key.certificate
    say(
        _("Chứng thư số của {subject}, do {issuer} cấp, hiệu lực {first} đến {last}.").format(
            subject=about.subject,
            issuer=about.issuer,
            first=show_date(clock.local(about.valid_from).date()),
            last=show_date(clock.local(about.valid_to).date()),
        )
    )
    return key
