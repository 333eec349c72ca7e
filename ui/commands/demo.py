"""`demo`: the main job from end to end on invented data, for whoever wants to see that it works."""

from __future__ import annotations

import secrets
from pathlib import Path

from models.base import own_variables
from models.base.paths import Home, write_file
from models.base.words import _
from models.demo import build, contents
from models.demo.build import Demonstration
from models.reports import making
from ui.commands import opened
from ui.commands.request import Answer, Request


def make(request: Request) -> Answer:
    """Build the office, make and sign its report with a throw-away key, verify it, print the paths."""
    out = request.options.out.absolute()
    home = request.home if request.home_given else _fresh_home(out)
    given = own_variables.given(opened.OFFICE_VARIABLE) or None
    passphrase = given or secrets.token_urlsafe(9)
    demonstration = build.build(home, passphrase)
    try:
        paths = _report(demonstration, out)
    finally:
        demonstration.office.close()
    verdict = _verify(paths)
    write_file(out / demonstration.directive_name, demonstration.directive)
    data: dict[str, object] = {"home": str(home.folder), "directive": str(out / demonstration.directive_name), **paths}
    data |= {"period": demonstration.period_key, "verified": verdict}
    lines = [
        _("Cơ quan mẫu (dữ liệu minh họa): {path}").format(path=data["home"]),
        _("Văn bản mẫu đã đọc: {path}").format(path=data["directive"]),
        _("Báo cáo: {path}").format(path=data["report"]),
        _("Báo cáo đã ký bằng khóa thử: {path}").format(path=data["signed"]),
        _("Chứng thư gốc của khóa thử: {path}").format(path=data["trust"]),
        _("Kiểm tra chữ ký: {result}").format(result=_("hợp lệ") if verdict else _("KHÔNG hợp lệ")),
    ]
    if given is None:
        data["passphrase"] = passphrase
        lines.append(_("Mật khẩu tạm của cơ quan mẫu: {passphrase}").format(passphrase=passphrase))
    return Answer(data, lines, 0 if verdict else 1)


def _report(demonstration: Demonstration, out: Path) -> dict[str, str]:
    from models.reports.reader import embedded_data
    from models.signing.signed_file import sign_file, target_name
    from models.signing.signing_key import open_p12
    from models.signing.test_key import make_test_p12

    office = demonstration.office
    made, report = making.make_file(office, "thang", demonstration.period_key, out)
    secret = secrets.token_urlsafe(12)
    key_file, authority = make_test_p12(
        made.data.signer.name, f"{contents.SPEC.name} {contents.SPEC.parent}", secret, title=contents.LEADER[1]
    )
    trust = out / "khoa-thu-ca.pem"
    write_file(trust, authority)
    signed = target_name(report)
    sign_file(report, signed, open_p12(key_file, secret), role="lanh-dao")
    with office.store.write("report.sign") as write:
        making.remember_signed(
            write.session, office.evidence, signed.name, signed.read_bytes(), embedded_data(made.content)
        )
    return {"report": str(report), "signed": str(signed), "trust": str(trust)}


def _verify(paths: dict[str, str]) -> bool:
    from models.signing.verify import verify_pdf

    verdict = verify_pdf(Path(paths["signed"]).read_bytes(), [Path(paths["trust"]).read_bytes()]).as_json()
    return bool(verdict["signatures"]) and all(
        each["intact"] and each["covers"] and each["trust"] == "trusted" for each in verdict["signatures"]
    )


def _fresh_home(out: Path) -> Home:
    """A folder of its own beside the results, so that the person's real office is never touched."""
    number = 1
    while True:
        folder = out / ("co-quan-mau" if number == 1 else f"co-quan-mau-{number}")
        if not folder.exists():
            return Home(folder)
        number += 1
