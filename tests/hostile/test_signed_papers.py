"""Papers as offices sign them are found intact, and no forged one is; other programs judge the genuine ones too.

Keys, figures and names are new in each run; a failing one prints its seed, which `PAPER_SEED` takes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import forged_certified
import forged_papers
import forged_shadows
import forged_signatures
import genuine_messages  # noqa: F401 - brings its papers in
import genuine_papers
import paper_tools as tools
import pytest
from asn1crypto import cms
from genuine_papers import GENUINE
from hand_signing import sign
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from models.base import clock
from models.base.errors import AppError
from models.signing.verdict import Verdict
from models.signing.verify import verify_pdf

FORGED = forged_papers.FORGED | forged_signatures.FORGED | forged_shadows.FORGED | forged_certified.FORGED
STAMPED = bytes.fromhex("2a864886f70d0109100104")  # what a time stamp says that it carries
WEAK = {
    "sha1_digest": ("SHA-1",),
    "sha1_wrapped": ("SHA-1",),
    "sha1_certificate": ("SHA-1",),
    "short_key": ("RSA 1024",),
}
# openssl and NSS do not rewrite the signed attributes before they hash them, as RFC 5652 5.4 says.
TOO_ODD = {"ber_everywhere"}
# Papers whose first signer leads to nobody that the leader's root knows.
UNKNOWN = {"own_certificate_odd", "short_key", "sha1_certificate"}


@pytest.fixture(scope="module")
def who() -> tools.Cast:
    seed = int(os.environ.get("PAPER_SEED") or random.SystemRandom().randrange(10**6))
    print(f"PAPER_SEED={seed}")
    return tools.cast(seed)


@pytest.fixture(autouse=True)
def day_after() -> Iterator[None]:
    with clock.fixed(tools.MORNING + timedelta(days=1)):
        yield


def judged(pdf: bytes, who: tools.Cast) -> Verdict:
    return verify_pdf(pdf, [who.leader.root])


def test_enough_are_tried() -> None:
    assert len(GENUINE) >= 30
    assert "ber_everywhere" in GENUINE
    assert len(FORGED) >= 72


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_genuine_paper_is_intact(who: tools.Cast, name: str) -> None:
    verdict = judged(GENUINE[name](who), who)
    assert verdict.intact, verdict.signatures
    assert verdict.data == {"figure": who.figure}
    assert verdict.signatures[0].trust == ("unknown" if name in UNKNOWN else "trusted")
    assert verdict.signatures[0].weak == WEAK.get(name, ())
    assert [one.changed_after for one in verdict.signatures[:-1]] == ["allowed"] * (len(verdict.signatures) - 1)


@pytest.mark.parametrize("name", sorted(FORGED))
def test_forged_paper_is_never_intact(who: tools.Cast, name: str) -> None:
    try:
        verdict = judged(FORGED[name](who), who)
    except AppError as refusal:
        assert refusal.what and refusal.why and refusal.do
        return
    assert not verdict.intact, verdict.signatures
    assert verdict.data is None
    assert verdict.packed is None
    assert verdict.as_json()["data"] is None


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("leader_then_clerk", (1, 0, False)),
        ("certified_then_number_day_and_seal", (3, 0, False)),
        ("stamp_after", (0, 1, False)),
        ("proofs_after_certified", (0, 0, True)),
        ("proofs_and_stamp_after", (1, 1, True)),
        ("kept_twice", (1, 2, True)),
        ("line_end_after", (1, 0, False)),
    ],
)
def test_what_was_added_is_counted(who: tools.Cast, name: str, added: tuple[int, int, bool]) -> None:
    first = judged(GENUINE[name](who), who).signatures[0].added
    assert (first.signatures, first.time_stamps, first.proofs) == added


def test_no_changed_byte_of_a_paper_passes(who: tools.Cast) -> None:
    """Wherever it is signed; a CMS also holds what its signer left unsigned, as other programs do."""
    for name in ("certified_then_clerk", "word_then_leader", "freed_65535"):
        pdf = GENUINE[name](who)
        for _try in range(40):
            place = who.dice.randrange(len(pdf))
            if any(start <= place < end for start, end in holes(pdf)):
                continue
            changed = pdf[:place] + bytes([pdf[place] ^ 1 << who.dice.randrange(8)]) + pdf[place + 1 :]
            try:
                verdict = judged(changed, who)
            except AppError:
                continue
            assert not verdict.intact, (name, place)


@pytest.mark.parametrize("name", ["table_in_a_stream", "kept_twice", "ber_twice"])
def test_damaged_paper_is_refused_in_words(who: tools.Cast, name: str) -> None:
    pdf = GENUINE[name](who)
    for _try in range(40):
        broken = bytearray(pdf)
        for _change in range(who.dice.choice((1, 3, 9))):
            place = who.dice.randrange(len(broken))
            broken[place : place + who.dice.randrange(3)] = who.dice.randbytes(who.dice.randrange(3))
        try:
            judged(bytes(broken), who)
        except AppError as refusal:
            assert refusal.what and refusal.why and refusal.do


def test_stream_that_does_not_unpack_is_damage(who: tools.Cast) -> None:
    pdf = GENUINE["table_in_a_stream"](who)
    place = pdf.index(b"stream", pdf.index(b"/XRef")) + 20
    with pytest.raises(AppError) as refusal:
        judged(pdf[:place] + b"\xff" * 8 + pdf[place + 8 :], who)
    assert refusal.value.code == "pdf_damaged"


def test_one_chain_serves_all(who: tools.Cast) -> None:
    """The clerk's key comes without the authority between; the leader's signature brings it, or the DSS."""
    bare = tools.Signer(
        signers.SimpleSigner(who.clerk.signer.signing_cert, who.clerk.signer.signing_key, SimpleCertificateStore()),
        who.clerk.certificate,
        who.clerk.chain,
    )
    alone = sign(genuine_papers.base(who), bare)
    assert judged(alone, who).signatures[0].trust == "unknown"
    second = judged(sign(genuine_papers.one_signature(who), bare, name="Sig2"), who)
    assert [one.trust for one in second.signatures] == ["trusted", "trusted"]
    assert judged(genuine_papers.with_proofs(alone, who), who).signatures[0].trust == "trusted"


def test_signature_taken_out_is_still_told(who: tools.Cast) -> None:
    verdict = judged(FORGED["first_of_two_taken_out"](who), who)
    assert [(one.signer, one.intact) for one in verdict.signatures] == [("Le An", False), ("Van thu", True)]


def test_covered_print_is_told(who: tools.Cast) -> None:
    verdict = judged(FORGED["figure_alone_covered_by_signature"](who), who)
    assert [one.print_hidden for one in verdict.signatures] == [True, False]


# Other programs


def ran(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, capture_output=True, timeout=60, check=False)


@pytest.fixture
def judges() -> None:
    if any(shutil.which(name) is None for name in ("pdfsig", "openssl", "qpdf")):
        pytest.skip("needs pdfsig (poppler-utils), openssl and qpdf")


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_other_programs_agree_on_the_genuine(who: tools.Cast, judges: None, tmp_path: Path, name: str) -> None:
    """qpdf finds the structure sound; pdfsig or openssl finds each signature right. Neither weighs time stamps."""
    pdf = GENUINE[name](who)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    assert ran("qpdf", "--check", path).returncode == 0
    told = ran("pdfsig", "-nocert", path).stdout.decode()
    valid = ["Signature is Valid" in part for part in told.split("Signature #")[1:]]
    for right, (signed, contents) in zip(valid, signatures(pdf), strict=True):
        if name not in TOO_ODD and STAMPED not in contents[:100]:
            assert right or agreed(signed, contents, who, tmp_path), told


def signatures(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """The signed bytes and the CMS of each signature, in the order of the file."""
    found = []
    for edges in re.findall(rb"/ByteRange\s*\[\s*0 +(\d+) +(\d+) +(\d+)\s*\]", pdf):
        end, start, size = map(int, edges)
        found.append((pdf[:end] + pdf[start : start + size], bytes.fromhex(pdf[end + 1 : start - 1].decode())))
    return found


def holes(pdf: bytes) -> list[tuple[int, int]]:
    """Where the signatures stand in the file, which each of them leaves out."""
    return [(int(end), int(start)) for end, start in re.findall(rb"/ByteRange\s*\[\s*0 +(\d+) +(\d+) ", pdf)]


def agreed(signed: bytes, contents: bytes, who: tools.Cast, folder: Path) -> bool:
    """What openssl says of the CMS over these bytes, the certificate given where the CMS lacks it."""
    (folder / "signed").write_bytes(signed)
    (folder / "cms").write_bytes(contents)
    (folder / "own.pem").write_bytes(who.leader.certificate.public_bytes(tools.Encoding.PEM))
    words = ["openssl", "cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-out", os.devnull]
    words += ["-in", folder / "cms", "-content", folder / "signed", "-certfile", folder / "own.pem"]
    return ran(*words).returncode == 0


def test_rewritten_by_another_program(who: tools.Cast, judges: None, tmp_path: Path) -> None:
    """Linearised files and object streams, as other programs leave them before anybody signs."""
    (tmp_path / "plain.pdf").write_bytes(genuine_papers.base(who))
    for number, options in enumerate((["--linearize"], ["--object-streams=generate"], ["--linearize", "--qdf"])):
        made = tmp_path / f"{number}.pdf"
        assert ran("qpdf", *options, tmp_path / "plain.pdf", made).returncode == 0
        verdict = judged(genuine_papers.signed_twice_by_library(made.read_bytes(), who), who)
        assert verdict.intact
        assert verdict.data == {"figure": who.figure}


def test_open_lengths_are_what_the_paper_says(who: tools.Cast) -> None:
    """The BER papers really are BER, so that what they try is tried."""
    (_signed, contents) = signatures(GENUINE["ber_everywhere"](who))[0]
    assert contents[:2] == b"\x30\x80"
    assert contents.count(b"\x30\x80") > 20
    (_signed, contents) = signatures(GENUINE["named_by_key"](who))[0]
    assert cms.ContentInfo.load(contents)["content"]["signer_infos"][0]["sid"].name == "subject_key_identifier"
