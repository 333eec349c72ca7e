"""The command line: reads the arguments, runs one command, prints its result or its refusal. No Qt."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from models.base import own_variables
from models.base.errors import AppError, CancelledError
from models.base.paths import Home, default_home
from models.base.text import shown
from models.base.words import _
from ui.commands import usage_words
from ui.commands.request import FAULT, REFUSED, USAGE, Answer, Request, say

_wants_json = False


class _Parser(argparse.ArgumentParser):
    """Wrong usage is said in Vietnamese, with the right usage, and ends with code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments."""
        say(_("Cách gọi lệnh chưa đúng: {message}").format(message=message))
        say(self.format_usage().strip())
        if _wants_json:
            what = _("Cách gọi lệnh chưa đúng.")
            refusal = AppError("usage", what, message, _("Hãy xem cách dùng bằng --help."))
            _print([json.dumps({"error": refusal.as_dict()}, ensure_ascii=False, indent=1)])
        sys.exit(USAGE)


def parse(arguments: Sequence[str]) -> Request:
    """What the arguments ask for. Ends the program with code 2 for wrong usage."""
    global _wants_json  # noqa: PLW0603 - argparse gives its error method nothing else to know it by
    _wants_json = "--json" in arguments
    _speak_utf8()
    usage_words.teach(argparse)
    parser = _Parser(
        prog="so-cchc", description=_("Sổ CCHC: theo dõi nhiệm vụ cải cách hành chính."), allow_abbrev=False
    )
    parser.add_argument("--home", metavar="DIR", type=Path, help=_("thư mục dữ liệu (mặc định: của người dùng)"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
    parser.add_argument("--open", metavar="FILE", type=Path, help=_("mở cửa sổ với tệp này (văn bản, báo cáo đã ký)"))
    parser.add_argument("--even-damaged", action="store_true", help=_("mở cả sổ bị hỏng, chỉ để đọc"))
    words = _(
        "ai mở sổ (tên người dùng): khỏi thử mật khẩu với từng người; mặc định: biến CCHC_ACCOUNT, người mở lần trước"
    )
    parser.add_argument("--account", metavar="NAME", dest="who", default="", help=words)
    parser.set_defaults(command=None)
    if arguments:
        from ui.commands.arguments import declare

        declare(parser.add_subparsers(metavar=_("LỆNH"), parser_class=_Parser))
    try:
        arguments = [_whole_letters(typed) for typed in arguments]
    except UnicodeError:
        parser.error(_("có ký tự sai bảng mã; hãy gõ lại bằng Unicode (UTF-8)"))
    options = parser.parse_args(arguments)
    home = Home(_place(options.home)) if options.home else default_home()
    file = _place(options.open) if options.open else None
    return Request(
        options.command,
        home,
        options.home is not None,
        options.json,
        file,
        options,
        options.even_damaged,
        options.who or own_variables.given("CCHC_ACCOUNT") or "",
    )


def _whole_letters(typed: str) -> str:
    """`typed` in whole letters: a terminal without UTF-8 hands over UTF-8 as half ones. Raises UnicodeError."""
    return typed if typed.isascii() else os.fsencode(typed).decode()


def _place(typed: Path) -> Path:
    try:
        return typed.expanduser().absolute()
    except RuntimeError:  # `~name` of nobody on this machine is a name like any other
        return typed.absolute()


def run(request: Request) -> int:
    """Run the command and print what came of it. No traceback ever reaches the person."""
    try:
        _refuse_file(request.home)
        answer: Answer = request.command(request)
    except AppError as refusal:
        return _refuse(request, refusal)
    except (CancelledError, KeyboardInterrupt):
        say(_("Đã dừng theo yêu cầu."))
        return REFUSED
    except Exception as fault:  # noqa: BLE001 - a fault of ours: logged whole, told in one sentence
        return _own_fault(request, fault)
    # A name from a file may hold orders to the terminal; the JSON is for programs, and JSON writes them as letters.
    lines = map(shown, answer.lines)
    printed = _print([json.dumps(answer.data, ensure_ascii=False, indent=1)] if request.as_json else lines)
    return answer.code if printed else REFUSED


def _refuse_file(home: Home) -> None:
    if home.folder.is_file():
        raise AppError(
            "home_is_file",
            _("Không dùng được {path} làm thư mục dữ liệu.").format(path=home.folder),
            _("Ở đó đang là một tệp, không phải thư mục."),
            _("Hãy chỉ thư mục khác sau --home."),
        )


def _print(lines: Iterable[str]) -> bool:
    """Print to stdout; False when the result could not be written where it was sent, which is said."""
    if sys.stdout is None:  # closed by whoever started the program: nobody wants the result
        return True
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as failure:
        # Whatever could not be written is dropped; Python must not complain of it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(failure, BrokenPipeError):  # whoever read the result (`| head`) has seen enough
            say(_("Việc đã làm xong nhưng không ghi được kết quả ra nơi nhận: đĩa đầy hoặc bị ngắt."))
            return False
    return True


def has_screen() -> bool:
    """Whether a window can be opened here; without one Qt would abort the whole program. Says so if not."""
    if not sys.platform.startswith("linux") or os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}:
        return True
    say(_("Máy này không có màn hình nên không mở được cửa sổ."))
    say(_("Hãy chạy trên máy có màn hình, hoặc dùng các lệnh; xem danh sách bằng --help, chạy thử bằng lệnh demo."))
    return False


def _refuse(request: Request, refusal: AppError) -> int:
    for sentence in (refusal.what, refusal.why, refusal.do):
        if sentence:
            say(sentence)
    if request.as_json:
        _print([json.dumps({"error": refusal.as_dict()}, ensure_ascii=False, indent=1)])
    return REFUSED


def _own_fault(request: Request, fault: Exception) -> int:
    from models.store.faults import sorted_fault

    known = sorted_fault(fault)
    if known is not None:
        return _refuse(request, known)
    where = _keep_fault(request.home, fault)
    refusal = AppError(
        "fault",
        _("Chương trình gặp lỗi ngoài dự kiến nên lệnh chưa hoàn thành."),
        _("Đây là lỗi của chương trình, không phải của anh/chị; dữ liệu đã lưu vẫn còn nguyên."),
        _("Hãy gửi tệp {where} cho người hỗ trợ.").format(where=where) if where else "",
    )
    _refuse(request, refusal)
    return FAULT


def _keep_fault(home: Home, fault: Exception) -> Path | None:
    import logging

    from ui.support import log

    handler = log.start(home.logs)
    if handler is None:
        return None
    logging.getLogger(__name__).error("%s", log.describe(fault))
    log.stop(handler)
    return home.logs


def _speak_utf8() -> None:
    # A Windows console may have a code page without Vietnamese letters; printing must not fail there.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
