"""One signature field as pyHanko's `EmbeddedPdfSignature`, over a CMS that was first made readable for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, extract_contents

from models.signing.ber import definite
from models.signing.embedded import value
from models.signing.guarded_pdf import BROKEN

_MOST_CERTIFICATES = 200  # of the whole file; each is tried as an issuer of others


class ReadSignature(EmbeddedPdfSignature):
    """A filled signature field. Raises what `BROKEN` lists for one that cannot be read.

    Open BER lengths are closed, and certificates that nothing here can read are left out: they prove nothing, and
    must not hide those that can be read. `pkcs7_content` is what the file holds.
    """

    def __init__(self, reader: Any, field: Any, name: str) -> None:  # noqa: ANN401 - pyHanko's objects have no types
        held = field.get_object()
        value_reference = held.raw_get("/V")
        contents = extract_contents(value_reference.get_object())
        plain, self.taken = definite(contents)
        super().__init__(reader, _Field(value_reference, plain), name)  # type: ignore[arg-type]
        self.sig_field = held
        self.plain_content = plain
        self.pkcs7_content = contents
        self.certificates = list(_readable(self.signed_data))

    @property
    def docmdp_level(self) -> MDPPerm | None:
        """What a certification allows; where it does not say, to fill in and sign (ISO 32000-1, table 254)."""
        for held in value(self.sig_object, "/Reference") or ():
            reference = held.get_object()
            parameters = value(reference, "/TransformParams")
            if value(reference, "/TransformMethod") == "/DocMDP" and (parameters is None or "/P" not in parameters):
                return MDPPerm.FILL_FORMS
        allowed: MDPPerm | None = super().docmdp_level
        return allowed

    def complete(self, pool: Sequence[x509.Certificate]) -> None:
        """Put the signer's certificate in from `pool` if the signature lacks it, and leave the unreadable ones out."""
        named = self.signer_info["sid"]
        chosen = list(self.certificates)
        if not any(_is_named(one, named) for one in chosen):
            chosen += [one for one in pool if _is_named(one, named)][:1]
        held = self.signed_data["certificates"]
        count = len(held) if isinstance(held, cms.CertificateSet) else 0
        if not count == len(chosen) == len(self.certificates):
            choices = [cms.CertificateChoices("certificate", one) for one in chosen]
            self.signed_data["certificates"] = cms.CertificateSet(choices)


class _Field:
    """The field as pyHanko asks it: its value with the readable contents, under the reference of the real one."""

    def __init__(self, held: Any, contents: bytes) -> None:  # noqa: ANN401
        original = held.get_object()
        self._value = generic.DictionaryObject(original)  # type: ignore[no-untyped-call]
        self._value[generic.NameObject("/Contents")] = generic.ByteStringObject(contents)
        self._value.container_ref = original.container_ref
        # A signature that stands in its field itself came with the field.
        self.reference = held.reference if isinstance(held, generic.IndirectObject) else original.container_ref

    def raw_get(self, _key: str) -> _Field:
        return self

    def get_object(self) -> generic.DictionaryObject:
        return self._value


def certificates_of(signatures: Iterable[ReadSignature], reader: Any) -> list[x509.Certificate]:  # noqa: ANN401
    """Every readable certificate in the file: those of all signatures, and of the DSS (ETSI EN 319 142-1, 5.4.2).

    What one signer's program put in serves the others too: a seal often comes without its chain.
    """
    found = {one.dump(): one for signature in signatures for one in signature.certificates}
    for stream in _proof_certificates(reader):
        try:
            certificate = x509.Certificate.load(stream.get_object().data)
            if _can_be_read(certificate):
                found[certificate.dump()] = certificate
        except BROKEN:
            continue
    return list(found.values())[:_MOST_CERTIFICATES]


def _proof_certificates(reader: Any) -> list[Any]:  # noqa: ANN401
    try:
        return list(value(value(reader.root, "/DSS") or {}, "/Certs") or ())[:_MOST_CERTIFICATES]
    except BROKEN:
        return []


def _readable(signed_data: cms.SignedData) -> Iterable[x509.Certificate]:
    held = signed_data["certificates"]
    for choice in held if isinstance(held, cms.CertificateSet) else ():
        try:
            certificate = choice.chosen.untag()
            if choice.name == "certificate" and _can_be_read(certificate):
                yield certificate
        except BROKEN:
            continue


def _can_be_read(certificate: x509.Certificate) -> bool:
    try:
        names = (certificate.subject.hashable, certificate.issuer.hashable, certificate.issuer_serial)
        dates = (certificate.not_valid_before, certificate.not_valid_after)
        key = (certificate.public_key.algorithm, certificate.key_identifier, certificate.self_signed)
    except BROKEN:
        return False
    return all(part is not None for part in (*names, *dates, key))


def _is_named(certificate: x509.Certificate, named: Any) -> bool:  # noqa: ANN401
    if named.name == "issuer_and_serial_number":
        wanted = named.chosen
        return bool(
            certificate.issuer == wanted["issuer"] and certificate.serial_number == wanted["serial_number"].native
        )
    return bool(certificate.key_identifier == named.native)
