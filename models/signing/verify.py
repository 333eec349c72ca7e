"""Verifies the signatures of a PDF, without any network. How one signature is judged is in `examine`."""

from __future__ import annotations

from collections.abc import Sequence

from models.signing.certificates import read_certificates
from models.signing.verdict import SignatureFinding, Verdict

__all__ = ["SignatureFinding", "Verdict", "verify_pdf"]


def verify_pdf(data: bytes, trust: Sequence[bytes] = ()) -> Verdict:
    """What the signatures in the PDF `data` are worth; `trust` are PEM or DER certificates that the person trusts.

    The embedded data are given only when the whole verdict is intact, and they can be read: a stranger may have put
    others in and signed over them. Raises AppError for a file that cannot be read and for a bad certificate in
    `trust`; a bad signature is a finding, not an error.
    """
    from models.base import active_pdf
    from models.signing.embedded import if_readable, spelling
    from models.signing.examine import examine
    from models.signing.guarded_pdf import open_pdf

    anchors = read_certificates(trust)
    reader = open_pdf(data, hybrid=True)
    findings = examine(reader, data, anchors)
    found = if_readable(reader) if Verdict(findings, None).intact else None
    packed = spelling(reader) if found is not None else None
    return Verdict(findings, found, packed, active_pdf.remarks(data, own_files=1))
