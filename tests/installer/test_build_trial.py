"""The trial of the Windows program: that it says why it does not run here, and how it reads what programs say."""

from __future__ import annotations

import sys
from pathlib import Path

import lab
import pytest
import trial
import trial_disk
import trial_kit
from lab import Finished, Lab
from system import RefusedError


def test_without_lab_it_skipped_with_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "TOOL", tmp_path / "wine-lab")
    monkeypatch.setattr(trial, "RESULTS", tmp_path / "measured")
    assert trial.run(short=True) == 0
    said = capsys.readouterr().err
    assert "Bỏ qua" in said
    assert str(tmp_path / "wine-lab") in said or not sys.platform.startswith("linux")
    assert not (tmp_path / "measured").exists()


def test_the_command_line() -> None:
    assert vars(trial.parse([])) == {"short": False, "within": None}
    assert vars(trial.parse(["--short", "--within", "40"])) == {"short": True, "within": 40}
    with pytest.raises(SystemExit) as ended:
        trial.main(["--shorter"])
    assert ended.value.code == 2


def test_json_found_among_noise_of_wine() -> None:
    said = Finished(0, 'X connection to :99 broken\n{\n "ok": true\n}\nX connection to :99 broken')
    assert said.json() == {"ok": True}


def test_what_is_no_json_is_shown() -> None:
    with pytest.raises(RefusedError, match="mã 3"):
        Finished(3, "Traceback").json()


def test_windows_paths_go_to_prefix_and_back(tmp_path: Path) -> None:
    there = Lab(tmp_path).local("C:\\users\\Nguyễn Văn Đức\\Sổ")
    assert there == tmp_path / "drive_c" / "users" / "Nguyễn Văn Đức" / "Sổ"
    assert lab.windows_path(tmp_path / "a b").startswith("Z:\\")


def test_every_step_says_what_it_proves() -> None:
    assert set(trial.SHORT) - set(trial.WHOLE) == {trial_disk.builds_quickly}
    assert all(step.__doc__ for step in (*trial.SHORT, *trial.WHOLE))


def test_a_wrong_step_ends_the_trial() -> None:
    with pytest.raises(RefusedError, match="KHÔNG ĐẠT: phải thế này"):
        trial_kit.expect(None, "phải thế này", "thấy thế kia")


def test_machine_whose_wine_does_not_run_is_no_fault_of_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_wine(_trial: object) -> None:
        """Chuẩn bị"""
        raise lab.UnavailableError("wine không chạy được ở đây")

    monkeypatch.setattr(trial, "unavailable_because", lambda: None)
    monkeypatch.setattr(trial, "RESULTS", tmp_path / "measured")
    monkeypatch.setattr(trial, "SHORT", (no_wine,))
    monkeypatch.setattr(Lab, "stop", lambda _self: None)
    assert trial.run(short=True) == 0
    assert "Bỏ qua bài thử: wine không chạy được" in capsys.readouterr().err


def test_slow_machine_ends_short_form_and_says_how_far_it_came(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[int] = []
    clock = [0.0]
    monkeypatch.setattr(trial.time, "monotonic", lambda: clock[0])

    def step(_trial: object) -> None:
        """Một bước"""
        done.append(1)
        clock[0] += 50.0

    monkeypatch.setattr(trial, "unavailable_because", lambda: None)
    monkeypatch.setattr(trial, "RESULTS", tmp_path / "measured")
    monkeypatch.setattr(trial, "SHORT", (step, step))
    monkeypatch.setattr(Lab, "stop", lambda _self: None)
    assert trial.run(short=True, within=40) == 0
    assert done == [1]
    assert "1/2 bước" in capsys.readouterr().err


def test_without_a_limit_every_step_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clock = [0.0]
    monkeypatch.setattr(trial.time, "monotonic", lambda: clock[0])

    def step(_trial: object) -> None:
        """Một bước"""
        clock[0] += 50_000.0

    monkeypatch.setattr(trial, "unavailable_because", lambda: None)
    monkeypatch.setattr(trial, "RESULTS", tmp_path / "measured")
    monkeypatch.setattr(trial, "WHOLE", (step, step))
    monkeypatch.setattr(Lab, "stop", lambda _self: None)
    assert trial.run(short=False) == 0
    assert clock == [100_000.0]


def test_step_that_fails_ends_with_its_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def wrong(_trial: object) -> None:
        """Một bước"""
        trial_kit.expect(None, "phải thế này")

    monkeypatch.setattr(trial, "unavailable_because", lambda: None)
    monkeypatch.setattr(trial, "RESULTS", tmp_path / "measured")
    monkeypatch.setattr(trial, "SHORT", (wrong,))
    monkeypatch.setattr(Lab, "stop", lambda _self: None)
    with pytest.raises(RefusedError, match="phải thế này"):
        trial.run(short=True)
