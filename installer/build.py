"""Builds the Windows program on Linux or Windows: `build.py [--key FILE] [--runtime ZIP --runtime-sha256 HEX]`.

What a build is made of lies in fetch, libraries, payload and pack; trial.py tries what was built.
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
import signed_setup
from environment import ROOT, enter
from system import RefusedError, carry_out, say

WORK = ROOT / "build"
PROGRAM = WORK / "program"
DIST = ROOT / "dist"


def build(runtime: Path | None = None, sha256: str | None = None, key: Path | None = None) -> int:
    """Everything in `dist`, from the source as it lies here; `key` signs the setup. Raises RefusedError."""
    began = time.monotonic()
    parts = gather(runtime, sha256)
    payload.build(parts, PROGRAM, WORK)
    made = pack.pack(PROGRAM, DIST, parts.version, parts.moment, key)
    for path in made:
        say(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    files = [path for path in PROGRAM.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"Sau khi cài: {size:.0f} MB, {len(files)} tệp. Xong sau {time.monotonic() - began:.0f} giây.")
    return 0


def gather(runtime: Path | None = None, sha256: str | None = None) -> payload.BuildParts:
    """Download and check what the program is made of. Raises RefusedError."""
    downloads = WORK / "downloads"
    files = fetch.runtime(downloads / "runtime", runtime, sha256)
    return payload.BuildParts(version(), files, fetch.wheels(downloads / "wheels"), payload.moment_of_source())


def version() -> str:
    """The version that pyproject.toml names. Raises RefusedError when the program says another one of itself."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        named: str = tomllib.load(file)["project"]["version"]
    shown = (ROOT / "models" / "base" / "version.py").read_text("utf-8")
    if f'"{named}"' not in shown:
        raise RefusedError(f"pyproject.toml ghi phiên bản {named} nhưng models/base/version.py ghi khác.")
    return named


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line. Wrong usage ends the program with 2."""
    parser = argparse.ArgumentParser(prog="build.py", description="Dựng bộ cài và bản chạy thẳng vào thư mục dist.")
    parser.add_argument("--runtime", type=Path, metavar="ZIP", help="bản Python nhúng của python.org đã có sẵn")
    parser.add_argument("--runtime-sha256", metavar="MÃ", help="mã SHA-256 phải khớp của tệp ZIP đó")
    parser.add_argument("--key", type=Path, metavar="TỆP", help="khóa phát hành để ký bộ cài; nằm ngoài mã nguồn")
    parser.add_argument("--new-key", type=Path, metavar="TỆP", help="tạo khóa phát hành mới, ghim phần công khai")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Carry out a command line. Exit codes as in the program: 0 done, 1 refused, 2 wrong usage."""
    options = parse(arguments)
    enter("develop")
    if options.new_key is not None:
        signed_setup.make_key(options.new_key)
        return 0
    return build(options.runtime, options.runtime_sha256, options.key)


if __name__ == "__main__":
    sys.exit(carry_out(lambda: main(sys.argv[1:])))
