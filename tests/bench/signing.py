"""How long signing a 50-page report takes against pyHanko's own bare signing of the same file with the same key.

Proving what came of it, which happens in a process of its own before it is saved, is told apart.

Run: .venv/bin/python tests/bench/signing.py   Prints the ratio; exit 1 when it is over the limit.
"""

# ruff: noqa: E402
from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "signing")]

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import TextStampStyle
from signing_sample import LEADER, OFFICE, PASSPHRASE, make_report

from models.base import clock
from models.signing import pades
from models.signing.prepare import Wanted, prepare_pdf
from models.signing.prove_signing import prove_pdf
from models.signing.sign import sealed
from models.signing.signing_key import SigningKey, open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import verify_pdf

LIMIT = 1.5
ROUNDS = 15
PAGES = 50


def bare(pdf: bytes, signer: signers.SimpleSigner) -> bytes:
    """pyHanko as its documentation shows it, with its own text on the last page."""
    meta = signers.PdfSignatureMetadata(
        field_name="Sig", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    spec = fields.SigFieldSpec("Sig", on_page=-1, box=(335, 390, 505, 444))
    style = TextStampStyle(stamp_text="Signed by: %(signer)s\nTime: %(ts)s")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec).sign_pdf(writer).getvalue()


def ours(pdf: bytes, key: SigningKey) -> bytes:
    """As `sign_pdf` does before it has the signed file proven."""
    wanted = Wanted(key.certificate_der, pades.room(key), "lanh-dao", clock.now())
    return sealed(pdf, prepare_pdf(pdf, wanted), key, wanted)


def median(work: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    p12, ca = make_test_p12(LEADER, OFFICE, PASSPHRASE)
    key: SigningKey = open_p12(p12, PASSPHRASE)
    signer = signers.SimpleSigner.load_pkcs12_data(p12, [], PASSPHRASE.encode())
    places = [{"role": "lanh-dao", "page": PAGES - 1, "box": [335, 390, 505, 444]}]
    rows = [f"{number}. Rà soát, đơn giản hóa thủ tục hành chính; số hóa hồ sơ, giấy tờ" for number in range(45)]
    own = make_report({"format": "so-cchc/1", "signature_places": places, "tasks": rows * 40}, pages=PAGES)
    foreign = make_report(pages=PAGES)
    worst = 0.0
    for name, pdf in (("a report of ours", own), ("a PDF of another program", foreign)):
        signed = ours(pdf, key)
        assert verify_pdf(signed, [ca]).intact
        assert verify_pdf(bare(pdf, signer)).signatures[0].trust == "unknown"
        plain, full = (
            median(lambda pdf=pdf: bare(pdf, signer)),
            median(lambda pdf=pdf: ours(pdf, key)),
        )
        check = median(lambda signed=signed: verify_pdf(signed, [ca]))
        proof = median(lambda pdf=pdf, signed=signed: prove_pdf(pdf, signed))
        worst = max(worst, full / plain)
        print(
            f"signing {name}, {PAGES} pages, {len(pdf) // 1024} KB:\n  ours {full * 1000:.1f} ms, "
            f"pyHanko {plain * 1000:.1f} ms, ratio {full / plain:.2f} (limit {LIMIT}); "
            f"verifying {check * 1000:.1f} ms, proving {proof * 1000:.1f} ms"
        )
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
