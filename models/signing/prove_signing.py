"""Whether a file that was just signed is its source with one signature more, and nothing else. Reads strangers' files.

Who signs first has no earlier signature whose verdict would say so: page contents could be appended with the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base.errors import AppError
from models.base.words import _
from models.signing.prepare import closed
from models.signing.signature_hole import unproven
from models.signing.verdict import Verdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader


def prove_pdf(source: bytes, signed: bytes) -> Verdict:
    """The verdict on `signed`, which is `source` and what was appended to it.

    Raises AppError: `signature_image_covers` for a picture that hides print, `pdf_closed` where an earlier signature
    does not stand what was added, `signing_unproven` for anything else that is not one further signature.
    """
    from models.signing.guarded_pdf import BROKEN, open_pdf
    from models.signing.verify import verify_pdf

    verdict = verify_pdf(signed)
    earlier = verdict.signatures[:-1]
    if any(one.print_hidden for one in earlier):
        raise _covers(_("Ảnh che mất chữ mà người ký trước đã thấy: nền của ảnh không trong suốt."))
    if earlier and not verdict.intact:
        # Locks of earlier signatures have many forms; whether they still hold is what every reader will ask.
        raise closed()
    try:
        hidden = _refuse_more(source, signed, open_pdf(source), open_pdf(signed))
    except BROKEN as broken:
        raise _more() from broken
    if hidden:
        raise _covers(_("Ảnh che mất chữ trên trang: nền của ảnh không trong suốt."))
    return verdict


def _refuse_more(source: bytes, signed: bytes, before: PdfFileReader, after: PdfFileReader) -> bool:
    """Raises AppError where more than a signature was added, and what `BROKEN` lists; whether it hides print."""
    from pyhanko.sign.fields import enumerate_sig_fields

    from models.signing.later_changes import is_one_signature
    from models.signing.overlays import hides_print
    from models.signing.signed_part import SignedPart

    old, new = (
        {str(name) for name, _v, _f in enumerate_sig_fields(one, filled_status=True)} for one in (before, after)
    )
    end, revision = len(source), before.xrefs.total_revisions - 1
    if not (old < new and len(new) == len(old) + 1 and after.xrefs.total_revisions == revision + 2):
        raise _more()
    if not is_one_signature(after, revision, new - old) or not SignedPart(after, signed, revision, end).stands_alone():
        raise _more()
    return hides_print(after, revision, signed, end)


def _more() -> AppError:
    return unproven(_("Phần thêm vào tệp không chỉ có chữ ký: nội dung đã xem sẽ khác đi sau khi ký."))


def _covers(why: str) -> AppError:
    return AppError(
        "signature_image_covers",
        _("Không ký được với ảnh này."),
        why,
        _("Hãy dùng ảnh PNG nền trong suốt, dưới 5 MB."),
    )
