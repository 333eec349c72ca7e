"""Builds the Windows program on Linux or Windows, and tries it: `build.py [build] [--runtime ZIP] | try [--short]`.

What a build is made of lies in fetch, libraries, payload and pack; the trial in trial.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from pathlib import Path

import fetch
import pack
import payload
from environment import ROOT, prepare
from system import RefusedError, say

WORK = ROOT / "build"
PROGRAM = WORK / "program"
DIST = ROOT / "dist"


def build(options: argparse.Namespace) -> int:
    """Everything in `dist`, from the source as it lies here."""
    began = time.monotonic()
    parts = gather(options.runtime, options.runtime_sha256)
    payload.build(parts, PROGRAM, WORK)
    made = pack.pack(PROGRAM, DIST, parts.version, parts.moment)
    for path in made:
        say(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    files = [path for path in PROGRAM.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"Sau khi cài: {size:.0f} MB, {len(files)} tệp. Xong sau {time.monotonic() - began:.0f} giây.")
    return 0


def gather(runtime: Path | None = None, sha256: str | None = None) -> payload.Parts:
    """Download and check what the program is made of. Raises RefusedError."""
    prepare("run")  # for its pip
    downloads = WORK / "downloads"
    files = fetch.runtime(downloads / "runtime", runtime, sha256)
    return payload.Parts(version(), files, fetch.wheels(downloads / "wheels"), payload.moment_of_source())


def version() -> str:
    """The version that pyproject.toml names. Raises RefusedError when the program says another one of itself."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        named: str = tomllib.load(file)["project"]["version"]
    shown = (ROOT / "models" / "base" / "version.py").read_text("utf-8")
    if f'"{named}"' not in shown:
        raise RefusedError(f"pyproject.toml ghi phiên bản {named} nhưng models/base/version.py ghi khác.")
    return named


def attempt(options: argparse.Namespace) -> int:
    """Install, use, upgrade and remove the program under wine."""
    import trial

    return trial.run(short=options.short, within=options.within)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line; without a command it is `build`."""
    parser = argparse.ArgumentParser(prog="build.py", description="Dựng và thử chương trình cho Windows.")
    commands = parser.add_subparsers(metavar="LỆNH")
    making = commands.add_parser("build", help="dựng bộ cài và bản chạy thẳng vào thư mục dist (mặc định)")
    making.add_argument("--runtime", type=Path, metavar="ZIP", help="bản Python nhúng của python.org đã có sẵn")
    making.add_argument("--runtime-sha256", metavar="MÃ", help="mã SHA-256 phải khớp của tệp ZIP đó")
    making.set_defaults(command=build)
    trying = commands.add_parser("try", help="cài, dùng, nâng cấp và gỡ chương trình dưới wine")
    trying.add_argument("--short", action="store_true", help="chỉ dựng, cài, kiểm tra và làm một báo cáo")
    trying.add_argument("--within", type=int, metavar="GIÂY", help="quá chừng ấy giây thì bỏ qua các bước còn lại")
    trying.set_defaults(command=attempt)
    return parser.parse_args(arguments or ["build"])


def main(arguments: list[str]) -> int:
    """Carry out a command line. Exit codes as in the program: 0 done, 1 refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parse(arguments)
    try:
        code: int = options.command(options)
    except RefusedError as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        say("Đã dừng. Chạy lại lệnh này là làm tiếp.")
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
