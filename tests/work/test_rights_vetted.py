"""Who may do what, word by word, and what a transaction may have changed, column by column, row come or gone."""

from __future__ import annotations

from typing import Any

import offices
import pytest

from models.access.opening import OpenOffice
from models.base import clock
from models.journal import bin as bin_
from models.journal import undo
from models.store.audit import Change
from models.work import office as card
from models.work import period_closing, report_register, rights

ALL = {"quan_tri", "chuyen_vien", "lanh_dao", "van_thu", "chi_xem"}
EDITORS = {"quan_tri", "chuyen_vien"}


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("task.add task.change task.remove progress.put unit.add person.save directive.accept bin.restore", EDITORS),
        ("period.days report.sections task.indicator task.attach task.extend task.state", EDITORS),
        ("period.close period.reopen", {"quan_tri", "lanh_dao"}),
        ("report.words report.make", {"quan_tri", "chuyen_vien", "van_thu"}),
        ("report.number", {"quan_tri", "van_thu"}),
        ("report.sign", {"quan_tri", "lanh_dao", "van_thu"}),
        ("office.change office.restore account.change something.new", {"quan_tri"}),
        ("account.passphrase backup.make book.remember", ALL),
        ("undo report.touch", ALL - {"chi_xem"}),
    ],
)
def test_each_word_is_for_these_roles_and_no_other(words: str, roles: set[str]) -> None:
    assert set(rights.ROLES) == ALL
    for word in words.split():
        assert {role for role in ALL if rights.may(role, word)} == roles, word
        assert rights.may(None, word)  # the program itself
        assert not rights.may("nobody", word)


def changed(table: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Change]:
    return [Change(table, "row", before, after, None)]


def allowed(operation: str, changes: list[Change]) -> set[str]:
    """Who may have made these changes under this word."""
    found = set()
    for role in ALL:
        try:
            rights.vet(role, operation, changes)
        except rights.AppError as refusal:
            assert refusal.code == "not_allowed"
        else:
            found.add(role)
    return found


@pytest.mark.parametrize(
    ("table", "before", "after", "roles"),
    [
        # A row that changed: by its columns.
        ("tasks", {"text": "a"}, {"text": "b"}, EDITORS),
        ("periods", {"to_on": "a"}, {"to_on": "b"}, EDITORS),
        ("periods", {"closed_at": None}, {"closed_at": "x"}, {"quan_tri", "lanh_dao"}),
        ("periods", {"closed_by": None}, {"closed_by": "x"}, {"quan_tri", "lanh_dao"}),
        ("periods", {"reopen_reason": None}, {"reopen_reason": "x"}, {"quan_tri", "lanh_dao"}),
        ("periods", {"closed_at": None, "to_on": "a"}, {"closed_at": "x", "to_on": "b"}, {"quan_tri"}),
        ("reports", {"number": ""}, {"number": "5"}, {"quan_tri", "van_thu"}),
        ("reports", {"issued_on": None}, {"issued_on": "5"}, {"quan_tri", "van_thu"}),
        ("reports", {"signed_file_id": None}, {"signed_file_id": "5"}, {"quan_tri", "lanh_dao", "van_thu"}),
        ("reports", {"sections": "{}"}, {"sections": "5"}, EDITORS),
        ("reports", {"signer_id": None}, {"signer_id": "5"}, {"quan_tri", "chuyen_vien", "van_thu"}),
        ("reports", {"updated_at": "a"}, {"updated_at": "b"}, ALL - {"chi_xem"}),
        ("office", {"place": "a"}, {"place": "b"}, {"quan_tri"}),
        ("accounts", {"role": "a"}, {"role": "b"}, {"quan_tri"}),
        ("accounts", {"passphrase_at": "a"}, {"passphrase_at": "b"}, ALL - {"chi_xem"}),
        # A row that came or went: by what stands in it, and by its table.
        ("tasks", None, {"text": "a"}, EDITORS),
        ("tasks", {"text": "a"}, None, EDITORS),
        ("accounts", None, {"name": "a"}, {"quan_tri"}),
        ("accounts", {"name": "a"}, None, {"quan_tri"}),
        ("attachments", None, {"name": "a"}, ALL - {"chi_xem"}),
        ("attachments", {"name": "a"}, None, ALL - {"chi_xem"}),
        ("periods", None, {"closed_at": None, "closed_by": "", "to_on": "a"}, ALL - {"chi_xem"}),
        ("periods", None, {"closed_at": "x"}, {"quan_tri", "lanh_dao"}),
        ("periods", {"closed_at": "x"}, None, {"quan_tri", "lanh_dao"}),
        ("periods", {"closed_at": None}, None, ALL - {"chi_xem"}),
        ("reports", None, {"number": "", "sections": "{}", "signed_file_id": None}, ALL - {"chi_xem"}),
        ("reports", None, {"number": "5"}, {"quan_tri", "van_thu"}),
        ("reports", {"number": "5"}, None, {"quan_tri", "van_thu"}),
        ("reports", {"sections": '{"V": []}'}, None, EDITORS),
    ],
)
def test_what_really_changed_is_what_one_needs_right_for(
    table: str, before: dict[str, Any] | None, after: dict[str, Any] | None, roles: set[str]
) -> None:
    """Under `undo`, the word that most may use."""
    assert allowed("undo", changed(table, before, after)) == roles


def test_word_itself_asked_too_and_each_of_several_rows() -> None:
    harmless = changed("attachments", None, {"name": "a"})
    assert allowed("period.close", harmless) == {"quan_tri", "lanh_dao"}
    both = [*changed("tasks", None, {"text": "a"}), *changed("reports", {"number": ""}, {"number": "5"})]
    assert allowed("undo", both) == {"quan_tri"}
    assert allowed("undo", []) == ALL - {"chi_xem"}
    rights.vet(None, "something.new", both)


def test_new_making_takes_signed_file_away_and_nothing_else_may() -> None:
    taken = changed("reports", {"signed_file_id": "a"}, {"signed_file_id": None})
    given = changed("reports", {"signed_file_id": None}, {"signed_file_id": "a"})
    assert allowed("report.make", taken) == {"quan_tri", "chuyen_vien", "van_thu"}
    assert allowed("report.make", given) == {"quan_tri", "van_thu"}
    assert allowed("undo", taken) == {"quan_tri", "lanh_dao", "van_thu"}


def test_refusal_names_roles_that_may() -> None:
    with offices.refused("not_allowed"):
        rights.refuse("chuyen_vien", "period.close")
    with pytest.raises(rights.AppError) as refused:
        rights.refuse("chuyen_vien", "period.close")
    assert refused.value.why == "Vai trò “Chuyên viên” không làm được; việc này dành cho: quản trị, lãnh đạo."
    names = [rights.role_name(role) for role in ("quan_tri", "chuyen_vien", "lanh_dao", "van_thu", "chi_xem", "other")]
    assert names == ["Quản trị", "Chuyên viên", "Lãnh đạo", "Văn thư", "Chỉ xem", "other"]


ASKING: dict[str, Any] = {
    "undo": lambda office, s: undo.undo(s, "operation"),
    "bin.restore": lambda office, s: bin_.restore(s, 1),
    "office.change": lambda office, s: card.change(
        s, place="A", symbol="B", report_to="", copies_to="", due_soon_days=3
    ),
    "period.close": lambda office, s: period_closing.close(s, "2024-03"),
    "period.reopen": lambda office, s: period_closing.reopen(s, "2024-03", "sai"),
    "report.sections": lambda office, s: report_register.edit_section(s, "thang", "2024-03", "V", ["x"]),
    "report.words": lambda office, s: report_register.fill_head(
        s, "thang", "2024-03", number="", issued_on=None, signer_id=None
    ),
    "report.make": lambda office, s: report_register.keep_made(
        *(s, office.evidence, "thang", "2024-03"), name="a", content=b"a", data_sha256="a", made_at=clock.now()
    ),
    "report.sign": lambda office, s: report_register.keep_signed(
        s, office.evidence, "thang", "2024-03", name="a", content=b"a"
    ),
}


@pytest.mark.parametrize("word", ASKING)
def test_what_is_sensitive_asks_by_itself_before_anything_is_done(office: OpenOffice, word: str) -> None:
    """Not only when it is committed: whoever may not is told so at once, whatever the operation is called."""
    office.store.role = "chi_xem"
    with office.store.write("account.passphrase") as write:
        with offices.refused("not_allowed"):
            ASKING[word](office, write.session)
        assert not write.session.new and not write.session.dirty


def test_number_asked_for_apart_from_words(office: OpenOffice) -> None:
    office.store.role = "chuyen_vien"
    with office.store.write("report.words") as write:
        report_register.fill_head(write.session, "thang", "2024-03", number="", issued_on=None, signer_id=None)
        with offices.refused("not_allowed"):
            report_register.fill_head(write.session, "thang", "2024-03", number="5", issued_on=None, signer_id=None)
