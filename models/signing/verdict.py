"""What verifying a PDF found, as plain values. How it is found is in `verify`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.base import clock
from models.signing.certificates import CertificateInfo

Trust = Literal["trusted", "unknown", "invalid", "expired"]
ChangedAfter = Literal["nothing", "allowed", "forbidden"]


@dataclass(frozen=True)
class Additions:
    """What was added to a file after a signature without changing its content."""

    signatures: int = 0
    time_stamps: int = 0
    proofs: bool = False  # certificates and revocation lists for long keeping (PAdES: the DSS)


@dataclass(frozen=True)
class SignatureFinding:
    """One signature, or one time stamp of the document.

    `intact`: what was signed is unchanged, and nothing but further signatures and proofs was added since (`added`).
    `covers`: it covers the whole file as it is now, line ends and proofs for long keeping after it apart.
    `signed_at` is what the signer's clock said; nobody vouches for it. `weak` names what of its mathematics is no
    longer safe (`SHA-1`, `RSA 1024`). `trust`, which says nothing of the content:
    `trusted` leads to a certificate that the person trusts, all valid at `signed_at`; `unknown` leads to none of them,
    or the certificate cannot be read; `expired` was not valid at `signed_at`; `invalid` is a signature that does not
    compute, or a certificate that is broken, revoked or not for signing.
    """

    field: str
    signer: str
    organisation: str | None
    issuer: str
    signed_at: datetime | None
    intact: bool
    covers: bool
    changed_after: ChangedAfter
    trust: Trust
    certificate: CertificateInfo | None = None
    weak: tuple[str, ...] = ()
    added: Additions = Additions()
    time_stamp: bool = False
    print_hidden: bool = False  # a later signature lies over what this signer saw, with a ground that is not clear

    def as_json(self) -> dict[str, Any]:
        """The shape of one entry of `report verify --json`."""
        return {
            "field": self.field,
            "signer": self.signer,
            "organisation": self.organisation,
            "issuer": self.issuer,
            "signed_at": clock.iso_vietnam(self.signed_at) if self.signed_at else None,
            "intact": self.intact,
            "covers": self.covers,
            "changed_after": self.changed_after,
            "trust": self.trust,
            "key_strength": "weak" if self.weak else "fine",
        }


@dataclass(frozen=True)
class Verdict:
    """All signatures of a file, oldest first, and the file's data when the signatures answer for all of it."""

    signatures: tuple[SignatureFinding, ...]
    data: dict[str, Any] | None
    packed: str | None = None  # the data as the file holds them, for who checks their spelling
    remarks: tuple[str, ...] = ()  # what the file would do in other programs (`active_pdf`)

    @property
    def intact_signatures(self) -> bool:
        """At least one signature, and every one intact."""
        return bool(self.signatures) and all(one.intact for one in self.signatures)

    @property
    def intact(self) -> bool:
        """Nobody changed the file since it was signed: all intact and the last covers it all. Trust is said apart."""
        return self.intact_signatures and self.signatures[-1].covers

    def as_json(self) -> dict[str, Any]:
        """The shape of `report verify --json`. Data that nobody answers for are given to nobody."""
        return {
            "intact": self.intact,
            "signatures": [one.as_json() for one in self.signatures],
            "data": self.data if self.intact else None,
        }
