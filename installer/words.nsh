; What the setup and the uninstaller say, Vietnamese and English. Included by app.nsi.

!macro Words name vietnamese english
  LangString ${name} ${LANG_VIETNAMESE} `${vietnamese}`
  LangString ${name} ${LANG_ENGLISH} `${english}`
!macroend
!insertmacro Words DONE_TITLE "Đã cài xong ${PRODUCT} ${VERSION}" "${PRODUCT} ${VERSION} is installed"
!insertmacro Words DONE_TEXT "Mở bằng biểu tượng ${PRODUCT} ở màn hình nền hoặc trong Start.$\r$\n$\r$\nDữ liệu nằm riêng trong %LOCALAPPDATA%\SoCCHC; cài lại hay gỡ chương trình không làm mất dữ liệu." "Open it by the icon ${PRODUCT} on the desktop or in Start.$\r$\n$\r$\nThe data lies apart in %LOCALAPPDATA%\SoCCHC; installing again or removing the program does not lose it."
!insertmacro Words OPEN_NOW "Mở ${PRODUCT}" "Open ${PRODUCT}"
!insertmacro Words SCOPE_TITLE "Cài cho ai" "Install for whom"
!insertmacro Words SCOPE_WHY "Cài cho riêng mình không cần quyền quản trị." "Installing only for yourself needs no administrator."
!insertmacro Words SCOPE_USER "Chỉ cho tôi (nên chọn)" "Only for me (recommended)"
!insertmacro Words SCOPE_ALL "Cho mọi người dùng máy này (cần quyền quản trị)" "For everyone on this computer (needs an administrator)"
!insertmacro Words OLD_WINDOWS "${PRODUCT} cần Windows 10 phiên bản 1809 trở lên. Máy này dùng bản Windows cũ hơn nên chưa cài được. Hãy cập nhật Windows rồi chạy lại bộ cài." "${PRODUCT} needs Windows 10 version 1809 or newer. This computer has an older Windows, so nothing was installed. Update Windows, then run this setup again."
!insertmacro Words NEWER_THERE "Trên máy đã có ${PRODUCT} phiên bản $Installed, mới hơn bộ cài này (${VERSION}). Bản cũ có thể không đọc được sổ do bản mới ghi nên bộ cài dừng lại; chưa có gì thay đổi." "${PRODUCT} $Installed is installed already and is newer than this setup (${VERSION}). An older version may not read what the newer one wrote, so the setup stopped; nothing was changed."
!insertmacro Words RUNNING "${PRODUCT} đang mở. Hãy lưu việc đang làm, đóng chương trình rồi bấm Thử lại." "${PRODUCT} is open. Save your work, close the program, then choose Retry."
!insertmacro Words NEED_ADMIN "Cài cho mọi người dùng cần quyền quản trị. Hãy chạy bộ cài bằng tài khoản quản trị, hoặc chọn chỉ cài cho mình." "Installing for everyone needs an administrator. Run this setup as an administrator, or install only for yourself."
!insertmacro Words BAD_FOLDER "Không cài được vào thư mục $INSTDIR: thư mục này đang chứa dữ liệu hoặc tệp của chương trình khác. Hãy chọn một thư mục khác." "Cannot install into $INSTDIR: the folder holds data or files of another program. Choose another folder."
!insertmacro Words CANNOT_WRITE "Không ghi được vào $INSTDIR. Hãy kiểm tra chỗ trống, quyền ghi và phần mềm diệt vi-rút rồi chạy lại. Bản đã cài trước đó (nếu có) vẫn còn nguyên." "Cannot write into $INSTDIR. Check free space, permissions and the antivirus, then try again. A version installed before is untouched."
!insertmacro Words DATA_STAYS "Chương trình sẽ được gỡ khỏi máy. Dữ liệu của cơ quan KHÔNG bị xoá, vẫn nằm trong thư mục %LOCALAPPDATA%\SoCCHC của từng người dùng." "The program will be removed. The office's data is NOT deleted; it stays in each user's folder %LOCALAPPDATA%\SoCCHC."
!insertmacro Words REMOVED "Đã gỡ ${PRODUCT}. Dữ liệu của cơ quan vẫn còn nguyên trong thư mục $LOCALAPPDATA\SoCCHC." "${PRODUCT} was removed. The office's data is untouched in the folder $LOCALAPPDATA\SoCCHC."
!insertmacro Words BACKUP_NAME "Bản sao lưu ${PRODUCT}" "Backup of ${PRODUCT}"
!insertmacro Words DOCUMENT_NAME "Văn bản, báo cáo (${PRODUCT})" "Directive or report (${PRODUCT})"
!insertmacro Words TIP "Sổ theo dõi nhiệm vụ cải cách hành chính" "The office's book of administrative-reform tasks"
