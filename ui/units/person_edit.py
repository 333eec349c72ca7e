"""One person: name, title, the lines of authority above it, whether they sign, the picture of their signature."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from models.base.text import clean
from models.base.words import _
from models.work.signing_lines import signing_lines
from ui.base import theme
from ui.kit import drafts
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.fields import button, choice_field, choose, line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.signature_picture import SignaturePicture

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.store.evidence import Evidence
    from models.work.people import PersonRow
    from ui.base.jobs import Jobs

# Prefixes of NĐ 30/2020/NĐ-CP, Phụ lục I: on behalf of the whole, for the head, by order, by proxy, acting.
_PREFIXES = ("TM. ", "KT. ", "TL. ", "TUQ. ", "Q. ")


class PersonDialog(EditDialog):
    """Thêm người, sửa người."""

    operation = "person.save"
    page = "units"

    def __init__(
        self, owner: QWidget, jobs: Jobs, evidence: Evidence, person: PersonRow | None, signs_for: str = "own"
    ) -> None:
        """`signs_for` is the issuer whose documents somebody new is to sign."""
        title = _("Thêm người") if person is None else _("Sửa thông tin người")
        super().__init__(owner, jobs, title, _("Thêm") if person is None else _("Lưu"))
        self._person, self._evidence = person, evidence
        self.kept_id = ""  # of the person, once they are saved
        self.name = line_field(
            _("Họ và tên"), _("không ghi học hàm, học vị"), longest=200, text=person.name if person else ""
        )
        printed = _("như in dưới thẩm quyền, ví dụ: PHÓ TRƯỞNG PHÒNG")
        self.post = line_field(_("Chức vụ"), printed, longest=200, text=person.title if person else "")
        self.authority = words_box(_("Thẩm quyền ký"), _("để trống nếu ký với tư cách người đứng đầu"), 2)
        self.authority.setPlainText(person.authority if person else "")
        self.signs = QCheckBox(_("Được ký báo cáo"))
        self.signs.setChecked(person.signs if person else True)
        whose = ((_("Cơ quan của sổ"), "own"), (_("Cơ quan cấp trên"), "parent"))
        self.whose = choice_field(_("Ký văn bản của"), whose)
        choose(self.whose, person.signs_for if person else signs_for)
        self.picture = SignaturePicture(jobs)
        if person is not None and person.image is not None:
            self._show_kept(person.image)
        self.preview = plain_label(role="strong", wrap=True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        # Room for an authority of three lines from the beginning: what is typed above must not push it out of sight.
        self.preview.setMinimumHeight(6 * self.preview.fontMetrics().lineSpacing())
        self._rows()
        for field in (self.name, self.post):
            field.textChanged.connect(lambda _text: self._show())
        self.authority.textChanged.connect(self._show)
        self.whose.activated.connect(lambda _row: self._show())
        self._before = self._typed()
        self._show()
        self._ask_issuers()
        self.name.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A name; a signer also needs a title, which is printed above it."""
        if not clean(self.name.text()):
            return _("Hãy nhập họ và tên."), self.name
        if self.signs.isChecked() and not clean(self.post.text()):
            return _("Người được ký cần có chức vụ, vì chức vụ được in trên chữ ký."), self.post
        if self.picture.opening():
            return _("Ảnh chữ ký đang được mở; hãy chờ một chút rồi lưu."), self.picture
        return None

    def change(self) -> Change:
        """Keep the picture, then the person."""
        person_id = self._person.id if self._person else None
        name, post, authority = self.name.text(), self.post.text(), self.authority.toPlainText()
        signs, content, evidence = self.signs.isChecked(), self.picture.content(), self._evidence
        whose = str(self.whose.currentData())

        def change(session: Session) -> None:
            from models.work import attachments, people

            image = attachments.keep(session, evidence, _("Ảnh chữ ký"), content).address if content else None
            about = {"name": name, "title": post, "authority": authority}
            kept = people.save(session, person_id, **about, signs=signs, image=image, signs_for=whose)
            self.kept_id = kept.id

        return change

    def done_words(self) -> str:
        """What was done."""
        return _("Đã lưu {name}.").format(name=clean(self.name.text()))

    def about_what(self) -> str:
        """Whom or what it corrects."""
        return self._person.id if self._person else ""

    def kept_place(self) -> drafts.Place:
        """The list of people."""
        return (self.page, {"people": "1"})

    def dirty(self) -> bool:
        """Anything that differs from what was shown."""
        return self._typed() != self._before

    def _typed(self) -> tuple[object, ...]:
        texts = (self.name.text(), self.post.text(), self.authority.toPlainText())
        return (*texts, self.signs.isChecked(), self.whose.currentData(), self.picture.content())

    def _ask_issuers(self) -> None:
        """Whose documents there are to sign; the choice is there only where the office has a body above it."""

        def query(session: Session) -> list[tuple[str, str]]:
            from models.work import issuers

            return [(one.key, one.name) for one in issuers.choices(session)]

        self.jobs.read(query, self, self._show_issuers)

    def _show_issuers(self, found: list[tuple[str, str]]) -> None:
        for key, name in found:
            self.whose.setItemText(self.whose.findData(key), name)
        self.form.setRowVisible(self.whose, len(found) > 1 or self.whose.currentData() != found[0][0])

    def _show_kept(self, address: str) -> None:
        # Read on the database thread: an evidence file may lie on a slow disk.
        self.jobs.prepare(lambda: self._evidence.get(address), self, self._kept_arrived)

    def _kept_arrived(self, content: bytes) -> None:
        if self.picture.content() is None:
            self.picture.show_content(content)
            self._before = (*self._before[:-1], content)

    def _show(self) -> None:
        shown = "\n".join(signing_lines(self.authority.toPlainText(), self.post.text()))
        self.preview.setText("\n\n".join(part for part in (shown, clean(self.name.text())) if part))

    def _put_prefix(self, prefix: str) -> None:
        self.authority.insertPlainText(prefix)
        self.authority.setFocus()

    def _rows(self) -> None:
        self.form.addRow(plain_label(_("Họ và tên"), buddy=self.name), self.name)
        self.form.addRow(plain_label(_("Chức vụ"), buddy=self.post), self.post)
        prefixes = QHBoxLayout()
        prefixes.setSpacing(theme.em(0.3))
        for prefix in _PREFIXES:
            put = button(prefix.strip(), partial(self._put_prefix, prefix))
            put.setToolTip(_prefix_meaning(prefix))
            prefixes.addWidget(put)
        prefixes.addStretch(1)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.authority)
        column.addLayout(prefixes)
        self.form.addRow(plain_label(_("Thẩm quyền ký"), buddy=self.authority), box)
        self.form.addRow(plain_label(""), self.signs)
        self.form.addRow(plain_label(_("Ký văn bản của"), buddy=self.whose), self.whose)
        self.form.addRow(plain_label(_("Ảnh chữ ký")), self.picture)
        self.form.addRow(plain_label(_("In trên báo cáo")), self.preview)


def _prefix_meaning(prefix: str) -> str:
    return {
        "TM. ": _("Thay mặt tập thể, ví dụ TM. ỦY BAN NHÂN DÂN"),
        "KT. ": _("Ký thay cấp trưởng, ví dụ KT. TRƯỞNG PHÒNG"),
        "TL. ": _("Thừa lệnh, ví dụ TL. CHỦ TỊCH"),
        "TUQ. ": _("Thừa ủy quyền, ví dụ TUQ. CHỦ TỊCH"),
        "Q. ": _("Quyền, ví dụ Q. TRƯỞNG PHÒNG"),
    }[prefix]
