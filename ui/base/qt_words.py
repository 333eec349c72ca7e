"""Vietnamese for what Qt itself says: standard buttons, edit menus, file dialogs. PySide6 ships no such catalogue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

_WORDS = {
    "OK": "Đồng ý",
    "Return": "Enter",  # as it stands on the key; menus show it
    "Open": "Mở",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Cancel": "Thôi",
    "Close": "Đóng",
    "Discard": "Bỏ thay đổi",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Trả về mặc định",
    "Help": "Trợ giúp",
    "Yes": "Có",
    "Yes to All": "Có, tất cả",
    "No": "Không",
    "No to All": "Không, tất cả",
    "Abort": "Dừng",
    "Retry": "Làm lại",
    "Ignore": "Bỏ qua",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    "Undo": "Hoàn tác",
    "Redo": "Làm lại",
    "Cut": "Cắt",
    "Copy": "Chép",
    "Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Clear": "Xóa hết",
    "Copy Link Location": "Chép liên kết",
    "Step up": "Tăng",
    "Step down": "Giảm",
    "Finish": "Hoàn tất",
    "Next": "Tiếp",
    "Back": "Quay lại",
    "Go Back": "Quay lại",
    "Forward": "Đi tới",
    "Done": "Xong",
    "Continue": "Tiếp tục",
    "Quit": "Thoát",
    "Exit": "Thoát",
    "Print": "In",
    "Print...": "In…",
    "Look in:": "Tìm trong:",
    "File name:": "Tên tệp:",
    "File &name:": "Tê&n tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "Choose": "Chọn",
    "Open File": "Mở tệp",
    "Save As": "Lưu thành",
    "Save File": "Lưu tệp",
    "Find Directory": "Tìm thư mục",
    "Find Directory...": "Tìm thư mục…",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "Directories": "Thư mục",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "Parent Directory": "Thư mục trên",
    "Go to the parent directory": "Lên thư mục trên",
    "Go back": "Quay lại",
    "Go forward": "Đi tới",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Change to list view mode": "Xem dạng danh sách",
    "Change to detail view mode": "Xem dạng chi tiết",
    "Sidebar": "Khung bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "Files": "Tệp",
    "Name": "Tên",
    "Size": "Kích thước",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "Computer": "Máy tính",
    "My Computer": "Máy tính",
    "Drive": "Ổ đĩa",
    "File Folder": "Thư mục",
    "Folder": "Thư mục",
    "File": "Tệp",
    "Rename": "Đổi tên",
    "Show hidden files": "Hiện tệp ẩn",
    "Recent Places": "Nơi vừa mở",
    "Recent": "Gần đây",
    "Remove": "Bỏ ra",
    "Warning": "Cảnh báo",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nThay tệp cũ bằng tệp mới?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp.\nHãy kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục.\nHãy kiểm tra lại tên thư mục."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” chỉ cho đọc.\nVẫn xóa?",
    "Are you sure you want to delete '%1'?": "Xóa “%1”?",
    "Could not delete directory.": "Không xóa được thư mục.",
    "Invalid filename": "Tên tệp không hợp lệ",
    "Restore": "Khôi phục",
    "Move": "Di chuyển",
    "Minimize": "Thu nhỏ",
    "Maximize": "Phóng to",
    "Stay on Top": "Luôn ở trên",
    "Open the menu": "Mở bảng chọn",
    "Previous Month": "Tháng trước",
    "Next Month": "Tháng sau",
    "Press": "Bấm",
    "Toggle": "Bật hoặc tắt",
    "Activate": "Dùng",
    "ShowMenu": "Hiện bảng chọn",
    "SetFocus": "Đặt con trỏ",
    "Increase": "Tăng",
    "Decrease": "Giảm",
}


class QtWords(QTranslator):
    """Answers Qt's English with the office's Vietnamese; what is not in the list stays as Qt has it."""

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """The words for one of Qt's own texts, whichever class of Qt asks; accelerator marks do not matter."""
        found = _WORDS.get(source)
        return found if found is not None else _WORDS.get(source.replace("&", ""))

    def isEmpty(self) -> bool:
        """Never: Qt does not ask an empty translator."""
        return False


def install(app: QCoreApplication) -> QtWords:
    """Put the words in front of Qt's own for as long as `app` lives."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
