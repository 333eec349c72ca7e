"""What was added to a file after a signature: further signatures and their proofs, or something else.

pyHanko compares the revisions. Its own rules call papers of Vietnamese offices changed, so these differ in four points:
a leader certifies and the clerk then adds visible signatures (Acrobat allows it), Aspose frees object numbers that
were never in use, and signers name their fields with dots and say in which order Tab goes through them. What a
comparison of objects cannot see is asked of `signed_part` and `overlays`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    QualifiedWhitelistRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation.status import SignatureCoverageLevel

from models.signing import cms_shape
from models.signing.embedded import value
from models.signing.overlays import hides_print
from models.signing.read_signature import ReadSignature
from models.signing.signed_part import SignedPart
from models.signing.verdict import ChangedAfter

_LOOKS = ("/DR", "/DA", "/Q", "/NeedAppearances")  # what programs draw the texts of form fields by


class _Normal(HistoricalResolver):
    """A revision in which signature fields have names without dots, which the library takes for a tree of fields."""

    def get_object(self, ref: generic.Reference, as_metadata_stream: bool = False) -> Any:  # noqa: ANN401
        seen = ref in self.cache
        held = super().get_object(ref, as_metadata_stream)
        if not seen and isinstance(held, generic.DictionaryObject):
            self._make_normal(ref, held)
        return held

    def _make_normal(self, _ref: generic.Reference, held: generic.DictionaryObject) -> None:
        name = held.get("/T")
        if isinstance(name, generic.TextStringObject) and "." in name and held.get("/FT") == "/Sig":
            held[generic.NameObject("/T")] = generic.TextStringObject(_without_dots(name))


class _Revision(_Normal):
    """A revision that has not freed the numbers which nothing ever used: who reads them finds nothing, as before.

    Nor does it say in which order Tab goes through the fields of a page, where `before` did not.
    """

    def __init__(self, reader: PdfFileReader, revision: int, before: HistoricalResolver) -> None:
        super().__init__(reader, revision)
        self._before = before

    def _make_normal(self, ref: generic.Reference, held: generic.DictionaryObject) -> None:
        super()._make_normal(ref, held)
        if held.get("/Type") == "/Page" and held.get("/Tabs") == "/S":
            old = self._before.get_object(generic.Reference(ref.idnum, ref.generation, self._before))
            if isinstance(old, generic.DictionaryObject) and "/Tabs" not in old:
                del held["/Tabs"]

    def explicit_refs_in_revision(self) -> set[generic.Reference]:
        found: set[generic.Reference] = super().explicit_refs_in_revision()  # type: ignore[no-untyped-call]
        return found - self._idle()

    def refs_freed_in_revision(self) -> set[generic.Reference]:
        found: set[generic.Reference] = super().refs_freed_in_revision()  # type: ignore[no-untyped-call]
        return found - self._idle()

    def _idle(self) -> set[generic.Reference]:
        xrefs = self.reader.xrefs
        used: set[int] = set()
        for revision in range(self.revision + 1):
            table = xrefs.get_xref_data(revision)
            for held in (table, *([table.hybrid.xref_data] if table.hybrid is not None else [])):
                used |= held.standard_xrefs.keys() | held.xrefs_in_objstm.keys()
        freed = xrefs.get_xref_data(self.revision).freed
        # A table names the generation that a number would have when it is used next.
        return {generic.Reference(n, following - 1, self.reader) for n, following in freed.items() if n not in used}


class _Policy(StandardDiffPolicy):
    before: ClassVar[type[_Normal]] = _Normal

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        # What a signer locked by name must be found by it.
        before = self.before(old.reader, old.revision) if field_mdp_spec is None else old
        return super().apply(before, _Revision(new.reader, new.revision, before), field_mdp_spec, doc_mdp)


def _without_dots(name: str) -> str:
    return name.replace(".", "\u00a6")


class _Unsigned(_Normal):
    """A revision whose catalogue has an empty form where it has none: the first signature brings the form along."""

    @property
    def root(self) -> generic.DictionaryObject:
        held: generic.DictionaryObject = super().root
        if "/AcroForm" in held:
            return held
        begun = generic.DictionaryObject(held)  # type: ignore[no-untyped-call]
        form = {generic.NameObject("/Fields"): generic.ArrayObject()}
        begun[generic.NameObject("/AcroForm")] = generic.DictionaryObject(form)  # type: ignore[no-untyped-call]
        return begun


class _FirstPolicy(_Policy):
    before = _Unsigned


class _FormLookKept(WhitelistRule):
    """Refuses another look for the fields of a form: it would show other texts than the signer saw."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        before, after = _form(old), _form(new)
        if any(value(field.get_object(), "/FT") != "/Sig" for field in value(before, "/Fields") or ()):
            _refuse_other_look(before, after)
        return ()


def _form(revision: HistoricalResolver) -> Any:  # noqa: ANN401 - pyHanko's objects have no types
    return value(revision.root, "/AcroForm") or generic.DictionaryObject()  # type: ignore[no-untyped-call]


def _refuse_other_look(before: Any, after: Any) -> None:  # noqa: ANN401
    drawn_anew = value(after, "/NeedAppearances") is not None and bool(value(after, "/NeedAppearances"))
    if drawn_anew and not value(before, "/NeedAppearances"):
        raise SuspiciousModification("the fields are to be drawn anew")
    if any(key in before and value(before, key) != value(after, key) for key in ("/DA", "/Q")):
        raise SuspiciousModification("the look of texts changed")
    for kind, held in (value(before, "/DR") or {}).items():
        kept, now = held.get_object(), value(value(after, "/DR") or {}, kind)
        if not isinstance(kept, dict):
            if kept != now:
                raise SuspiciousModification("the resources of the form changed")
        elif any(_held(now, name) != _held(kept, name) for name in kept):
            raise SuspiciousModification("the resources of the form changed")


def _held(resources: Any, name: str) -> Any:  # noqa: ANN401
    return resources.raw_get(name) if isinstance(resources, dict) and name in resources else None  # type: ignore[attr-defined]


def _rules(*catalogue_keys: str) -> list[QualifiedWhitelistRule]:
    """What may change beside the form; `catalogue_keys` of the catalogue, or the library's own without any."""
    may_change = frozenset(catalogue_keys) or None
    kinds = [
        XrefStreamRule(),
        ObjectStreamRule(),
        DSSCompareRule(),
        DocInfoRule(),
        MetadataUpdateRule(),  # type: ignore[no-untyped-call]
        _FormLookKept(),
    ]
    allowed = [rule.as_qualified(ModificationLevel.LTA_UPDATES) for rule in kinds]
    return [CatalogModificationRule(may_change), *allowed]  # type: ignore[no-untyped-call]


_SIGNATURE_FIELDS = FormUpdatingRule(
    field_rules=[
        SigFieldCreationRule(allow_new_visible_after_certify=True),  # type: ignore[no-untyped-call]
        SigFieldModificationRule(),
        GenericFieldModificationRule(),
    ],
    # Whether the form says that it has signatures is no part of what is seen; some tools say it late.
    ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
)
_SIGNATURES_ALLOWED = _Policy(global_rules=_rules(), form_rule=_SIGNATURE_FIELDS)
_FIRST_SIGNATURE_ALLOWED = _FirstPolicy(global_rules=_rules(), form_rule=_SIGNATURE_FIELDS)
_ONLY_PROOFS_ALLOWED = _Policy(
    global_rules=_rules("/DSS", "/Extensions", "/Metadata"), form_rule=None, ignore_orphaned_objects=False
)


class Later(NamedTuple):
    """What became of a file after a signature: whether that still answers for all of it, and what was added."""

    whole: bool
    changed: ChangedAfter
    print_hidden: bool = False


_FORBIDDEN = Later(whole=False, changed="forbidden")


def judge_later(signature: ReadSignature, data: bytes, filled: set[str], *, last: bool) -> Later:
    """Whether the signature answers for the whole present file, and what was added after it.

    `filled` are the names of all signed fields. The last signature answers for the whole file also when nothing but
    proofs for long keeping came after it (PAdES B-LT: the DSS), which change nothing that is seen. Raises what
    `BROKEN` lists for a file that cannot be followed.
    """
    covered = list(signature.byte_range)
    if not cms_shape.hole_is_exact(data, covered, signature.pkcs7_content):
        return _FORBIDDEN
    if not cms_shape.has_no_loose_bytes(signature.plain_content, signature.pkcs7_content[signature.taken :]):
        return _FORBIDDEN
    end = cms_shape.covered_end(covered)
    if end <= len(data) and cms_shape.only_line_ends(data[end:]):
        return Later(whole=True, changed="nothing")
    if signature.evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_REVISION:
        return _FORBIDDEN
    if not _is_allowed(signature, filled) or not SignedPart.of(signature, data, end).stands_alone():
        return _FORBIDDEN
    if last and _are_proofs(signature):
        return Later(whole=True, changed="allowed")
    signer = str(signature.signer_cert.subject.native.get("common_name", ""))
    if hides_print(signature.reader, signature.signed_revision, data, end, signer):
        return _FORBIDDEN._replace(print_hidden=True)
    return Later(whole=False, changed="allowed")


def is_one_signature(reader: PdfFileReader, revision: int, field: set[str]) -> bool:
    """Whether what came after `revision`, which nobody need have signed, is the new signature of `field` alone.

    Raises what `BROKEN` lists for a file that cannot be followed.
    """
    changes = _FIRST_SIGNATURE_ALLOWED.review_file(reader, revision)
    return (
        isinstance(changes, DiffResult)
        and ModificationLevel.NONE < changes.modification_level <= ModificationLevel.FORM_FILLING
        and changes.changed_form_fields <= field | set(map(_without_dots, field))
    )


def _is_allowed(signature: ReadSignature, filled: set[str]) -> bool:
    changes = _compare(_SIGNATURES_ALLOWED, signature)
    if not isinstance(changes, DiffResult):
        return False
    level, allowed = changes.modification_level, signature.docmdp_level
    return (
        # Bytes were added, so a comparison that finds no change has found bytes without a meaning.
        ModificationLevel.NONE < level <= ModificationLevel.FORM_FILLING
        and (allowed is None or level.value <= allowed.value)
        # Filling other fields of a form changes what the signer saw, so it is no mere further signature.
        and changes.changed_form_fields <= filled | set(map(_without_dots, filled))
    )


def _are_proofs(signature: ReadSignature) -> bool:
    reader: PdfFileReader = signature.reader
    before = reader.get_historical_resolver(signature.signed_revision).root
    if value(reader.root, "/DSS") is None or value(reader.root, "/DSS") == value(before, "/DSS"):
        return False
    return isinstance(_compare(_ONLY_PROOFS_ALLOWED, signature), DiffResult)


def _compare(policy: _Policy, signature: ReadSignature) -> DiffResult | SuspiciousModification:
    found: DiffResult | SuspiciousModification = policy.review_file(
        signature.reader,
        signature.signed_revision,
        field_mdp_spec=signature.fieldmdp,
        doc_mdp=signature.docmdp_level,
    )
    return found
