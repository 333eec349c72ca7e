"""The process that prepares what is to be signed may have been taken over by the file: it gets no signature for it.

Each attack stands in for that process: it prepares the file as ours does, and then gives back something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import hostile_files as files
import pytest
from asn1crypto import cms
from offices import refused

from models.base import sandbox
from models.base.errors import AppError
from models.signing import sandboxed_signing as signing
from models.signing.sign import sign_pdf
from models.signing.signing_key import SigningKey, open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import verify_pdf

WORKER = """
import io, json, os, re, sys
sys.path[:0] = [{program!r}, {tests!r}]
from models.base import sandbox_worker
from models.signing import signing_worker
import hostile_files as files

def prepared(request, source=None):
    return signing_worker.work([b"prepare", request[1], source or request[2], *request[3:]])[0]

def with_range(made, zero, first, second, rest):
    new = b"[%d %d %d %d]" % (zero, first, second, rest)
    return re.sub(rb"(/ByteRange )(\\[[0-9 ]*\\] *)", lambda m: m[1] + new.ljust(len(m[2])), made)

def edges(made):
    return [int(edge) for edge in re.findall(rb"/ByteRange \\[([0-9 ]*)\\]", made)[-1].split()]

def updated(pdf, change):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

def other_content(writer):
    from pyhanko.pdf_utils import generic
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[generic.NameObject("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.update_container(page)

def other_page(writer):
    from pyhanko.pdf_utils import generic
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    kids = writer.root["/Pages"]
    page = {{"/Type": generic.NameObject("/Page"), "/Parent": writer.root.raw_get("/Pages"), "/MediaBox": box}}
    page = generic.DictionaryObject({{generic.NameObject(key): value for key, value in page.items()}})
    kids["/Kids"].append(writer.add_object(page))
    kids[generic.NameObject("/Count")] = generic.NumberObject(2)
    writer.update_container(kids)

def opening_action(writer):
    from pyhanko.pdf_utils import generic
    action = {{"/S": generic.NameObject("/JavaScript"), "/JS": generic.TextStringObject("app.alert(1)")}}
    action = generic.DictionaryObject({{generic.NameObject(key): value for key, value in action.items()}})
    writer.root[generic.NameObject("/OpenAction")] = action
    writer.update_root()

def another_field(writer):
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field
    append_signature_field(writer, SigFieldSpec("More", on_page=0, box=(9, 9, 99, 99)))

def attack(request, made):
{body}

def work(request):
    if request[0] != b{job!r}:
        return signing_worker.work(request)
    return attack(request, prepared(request) if request[0] == b"prepare" else request[3])

sys.exit(sandbox_worker.serve(work))
"""
ATTACKS = {
    "another file": "return [prepared(request, files.pdf('something else'))]",
    "the bytes of another file": "return [made.replace(b'%PDF-1.', b'%PDF-2.', 1)]",
    "cut off": "return [made[:-1]]",
    "only the source": "return [request[2]]",
    "nothing": "return [b'']",
    "two files": "return [made, made]",
    "bytes after the range": "return [made + b'\\n% later']",
    "a range that ends early": "a, b, c, d = edges(made)\nreturn [with_range(made, a, b, c, d - 1)]",
    "a range that begins late": "a, b, c, d = edges(made)\nreturn [with_range(made, 1, b - 1, c, d)]",
    "a wider hole": "a, b, c, d = edges(made)\nreturn [with_range(made, a, b - 9, c, d)]",
    "a hole over the content": "a, b, c, d = edges(made)\nreturn [with_range(made, a, 20, c, d)]",
    "ranges that overlap": "a, b, c, d = edges(made)\nreturn [with_range(made, a, c, b, d + c - b)]",
    "a hole that is filled": "a, b, c, d = edges(made)\nreturn [made[:b + 1] + b'30' + made[b + 3:]]",
    "a smaller hole": "a, b, c, d = edges(made)\nreturn [made[:b + 1] + b'> ' + made[b + 3:]]",
    "a range twice": "return [made.replace(b'/Type /Sig\\n', b'/Type /Sig\\n/ByteRange [0 1 2 3]\\n', 1)]",
    "another time": "return [re.sub(rb'(/M .D.072)2', rb'\\g<1>1', made)]",
    "no time": "return [re.sub(rb'/M .D', rb'/X (D', made)]",
}
IN_ONE_UPDATE = """from models.signing import verify
verify.verify_pdf = lambda *_given: type("Good", (), {{"intact_signatures": True}})
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter as Writer
begin = Writer.from_reader
def changed(reader):
    writer = begin(reader)
    {change}(writer)
    return writer
Writer.from_reader = changed
return [prepared(request)]"""
MORE_THAN_A_SIGNATURE = {
    "another content before": "return [prepared(request, updated(request[2], other_content))]",
    "another content": IN_ONE_UPDATE.format(change="other_content"),
    "another page": IN_ONE_UPDATE.format(change="other_page"),
    "an action": IN_ONE_UPDATE.format(change="opening_action"),
    "a field more": IN_ONE_UPDATE.format(change="another_field"),
}
WHITE = """from models.signing import appearance, signature_places
from reportlab.pdfgen.canvas import Canvas
out = io.BytesIO()
canvas = Canvas(out, pagesize=(595, 841), initialFontName="Courier")
canvas.setFillGray(1)
canvas.rect(0, 0, 595, 841, stroke=0, fill=1)
canvas.showPage()
canvas.save()
appearance.draw_box = lambda *_given: out.getvalue()
signature_places.by_name = lambda *_given: signature_places.SignatureBox(0, 0.0, 0.0, 595.0, 841.0)
return [prepared(request)]"""


@dataclass
class Watched:
    """A key that keeps what it signed."""

    key: SigningKey
    signed: list[bytes]


@pytest.fixture(scope="module")
def held() -> SigningKey:
    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    return open_p12(p12, "mật khẩu khóa")


@pytest.fixture
def watched(held: SigningKey) -> Watched:
    signed: list[bytes] = []

    def sign(data: bytes) -> bytes:
        signed.append(data)
        return held.sign(data)

    return Watched(replace(held, sign=sign), signed)


def taken_over(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str, job: str = "prepare") -> None:
    """From now on the job is done by a process that has this body for `attack(request, made)`."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    text = WORKER.format(program=str(sandbox.PROGRAM), tests=str(Path(__file__).parent), body=lines, job=job)
    (folder / "taken_over.py").write_text(text, "utf-8")
    monkeypatch.setattr(sandbox, "PROGRAM", folder)
    monkeypatch.setattr(signing, "WORKER", "taken_over")


@pytest.mark.parametrize("attack", ATTACKS)
def test_prepared_file_of_attacker_never_signed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, watched: Watched, attack: str
) -> None:
    taken_over(monkeypatch, tmp_path, ATTACKS[attack])
    with refused("file_broke_reader" if attack == "two files" else "signing_unproven"):
        signing.sign_sandboxed(files.pdf("x"), watched.key, role="lanh-dao")
    assert watched.signed == []


@pytest.mark.parametrize("questions", [1, 2, 50])
def test_question_of_attacker_never_answered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, watched: Watched, questions: int
) -> None:
    ask = "sandbox_worker.send(out, [b'asked', b'sign this'])"
    taken_over(
        monkeypatch, tmp_path, f"with open(1, 'wb') as out:\n    for _ in range({questions}): {ask}\nos._exit(0)"
    )
    with refused("file_broke_reader"):
        signing.sign_sandboxed(files.pdf("x"), watched.key, role="lanh-dao")
    assert watched.signed == []


@pytest.mark.parametrize("attack", MORE_THAN_A_SIGNATURE)
@pytest.mark.parametrize("signed_before", [False, True])
def test_more_than_a_signature_not_given_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: SigningKey, attack: str, signed_before: bool
) -> None:
    source = files.pdf("x")
    if signed_before:
        source = sign_pdf(source, held, role="co-quan")
    taken_over(monkeypatch, tmp_path, MORE_THAN_A_SIGNATURE[attack])
    with pytest.raises(AppError) as refusal:
        signing.sign_sandboxed(source, held, role="lanh-dao")
    assert refusal.value.code in {"signing_unproven", "pdf_closed", "signature_broken"}


def test_cover_drawn_by_attacker_not_given_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: SigningKey
) -> None:
    """The picture of the signature is another one, laid over the print."""
    taken_over(monkeypatch, tmp_path, WHITE)
    with refused("signature_image_covers"):
        signing.sign_sandboxed(files.pdf("Chi tieu 95 % " * 9), held, role="lanh-dao")


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ("return [b'{}']", "file_broke_reader"),
        ("return []", "file_broke_reader"),
        ("verdict = signing_worker.work([b'verify', request[1], request[2]])[0]\nreturn [verdict]", "signing_unproven"),
        (
            "verdict = signing_worker.work([b'verify', request[1], request[3]])[0]\n"
            "return [verdict.replace(b'\"intact\": true', b'\"intact\": false')]",
            "signing_unproven",
        ),
        (
            "verdict = signing_worker.work([b'verify', request[1], request[3]])[0]\n"
            'return [re.sub(rb\'"sha256": "..\', b\'"sha256": "xx\', verdict)]',
            "signing_unproven",
        ),
    ],
    ids=["nonsense", "nothing", "of the source", "not intact", "another certificate"],
)
def test_verdict_that_does_not_fit_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: SigningKey, lie: str, code: str
) -> None:
    taken_over(monkeypatch, tmp_path, lie, job="prove")
    with refused(code):
        signing.sign_sandboxed(files.pdf("x"), held, role="lanh-dao")


def test_key_signs_once_and_only_own_attributes(watched: Watched) -> None:
    import hashlib

    source = files.pdf("x")
    signed = signing.sign_sandboxed(source, watched.key, role="lanh-dao")
    assert signed.startswith(source)
    (asked,) = watched.signed
    found = {one["type"].native: one["values"] for one in cms.CMSAttributes.load(asked)}
    assert set(found) == {"content_type", "message_digest", "cms_algorithm_protection", "signing_certificate_v2"}
    _zero, end, start, rest = (
        int(edge) for edge in re.findall(rb"/ByteRange \[([0-9 ]*)\]", signed)[-1].decode().split()
    )
    assert start + rest == len(signed)
    assert found["message_digest"][0].native == hashlib.sha256(signed[:end] + signed[start:]).digest()
    assert found["content_type"][0].native == "data"
    named = found["signing_certificate_v2"][0]["certs"][0]["cert_hash"].native
    assert named == hashlib.sha256(watched.key.certificate_der).digest()
    assert verify_pdf(signed).intact
