; The setup of Sổ CCHC. Compiled by pack.py, which defines VERSION, VERSION4, PROGRAM (the folder to install), OUT, ICON,
; SIDE, SIZE_KB, OLDEST_WINDOWS and COMPRESS. Nothing is downloaded; data never lies in the program's folder.
;
; Silent: /S [/ALLUSERS | /CURRENTUSER] [/LANG=vi|en] [/NODESKTOP] [/D=folder, last and without quotes]
; Exit codes: 0 done, 2 stopped, 3 the program is running, 4 a newer version is installed, 5 administrator needed,
; 6 Windows too old, 7 the folder cannot be used. What happened is added to %TEMP%\SoCCHC-setup.log.

Unicode true
Target amd64-unicode
!if ${COMPRESS} == lzma
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!else
  SetCompressor ${COMPRESS}
!endif
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
CRCCheck force
AllowSkipFiles off

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include nsDialogs.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define PRODUCT "Sổ CCHC"
!define TASKBAR_NAME "SoCCHC.SoCCHC" ; as in start.py
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SoCCHC"
!define LINK "${PRODUCT}.lnk"

Name "${PRODUCT}"
OutFile "${OUT}"
BrandingText "${PRODUCT} ${VERSION}"
VIProductVersion ${VERSION4}
VIAddVersionKey /LANG=0 ProductName "${PRODUCT}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileDescription "${PRODUCT} - bộ cài đặt"
VIAddVersionKey /LANG=0 LegalCopyright ""

Var Scope     ; "user" or "all"
Var Installed ; version that is there already, or nothing
Var ForAll    ; the radio button

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_FINISHPAGE_TITLE "$(DONE_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(DONE_TEXT)"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
Page custom ScopePage ScopeChosen
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_STAYS)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

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
!insertmacro Words TIP "Sổ theo dõi nhiệm vụ cải cách hành chính" "The office's book of administrative-reform tasks"

; --- what the setup and the uninstaller share

!macro Shared un
Function ${un}Log ; the line is on the stack
  Exch $R9
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  Push $7
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  ClearErrors
  FileOpen $7 "$TEMP\SoCCHC-setup.log" a
  ${IfNot} ${Errors}
    FileSeek $7 0 END
    FileWriteUTF16LE /BOM $7 "$2-$1-$0 $4:$5:$6 ${VERSION} $R9$\r$\n"
    FileClose $7
  ${EndIf}
  ClearErrors
  Pop $7
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
  Pop $R9
FunctionEnd

Function ${un}IsAdmin ; gives "yes" or "no" on the stack
  UserInfo::GetAccountType
  Exch $0
  ${If} $0 == "Admin"
    StrCpy $0 "yes"
  ${Else}
    StrCpy $0 "no"
  ${EndIf}
  Exch $0
FunctionEnd

; A library in use cannot be opened for writing. So whoever runs the program, from whatever account, is noticed.
Function ${un}WaitUntilClosed
  again:
  ${If} ${FileExists} "$INSTDIR\program\runtime\python313.dll"
    ClearErrors
    FileOpen $0 "$INSTDIR\program\runtime\python313.dll" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      Push "stopped: the program is running"
      Call ${un}Log
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

!macro Log text
  Push `${text}`
!ifdef __UNINSTALL__
  Call un.Log
!else
  Call Log
!endif
!macroend
!define Log "!insertmacro Log"

!macro Refuse code reason words
  ${Log} "refused: ${reason}"
  MessageBox MB_OK|MB_ICONSTOP "${words}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

; --- setup

Function .onInit
  Call ChooseLanguage
  ${Log} "setup starts"
  ${IfNot} ${AtLeastBuild} ${OLDEST_WINDOWS}
    ${Refuse} 6 "Windows too old" "$(OLD_WINDOWS)"
  ${EndIf}
  SetRegView 64
  Call ChooseScope
  Call TakeScope
  ${If} ${Silent}
    Call CheckAll
  ${EndIf}
FunctionEnd

; Many offices run an English Windows with Vietnamese formats: those people read Vietnamese.
Function ChooseLanguage
  System::Call "kernel32::GetUserDefaultLCID() i .r0"
  IntOp $0 $0 & 0x3FF
  ${If} $0 = 0x2A
    StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/LANG=" $0
  ${If} $0 == "vi"
    StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  ${ElseIf} $0 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
  ClearErrors
FunctionEnd

; As asked, else where it is installed already, else for this user alone.
Function ChooseScope
  StrCpy $Scope "user"
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  ReadRegStr $1 HKLM "${KEY}" "DisplayVersion"
  ${If} $0 == ""
  ${AndIf} $1 != ""
    StrCpy $Scope "all"
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/ALLUSERS" $0
  ${IfNot} ${Errors}
    StrCpy $Scope "all"
  ${EndIf}
  ClearErrors
  ${GetOptions} $1 "/CURRENTUSER" $0
  ${IfNot} ${Errors}
    StrCpy $Scope "user"
  ${EndIf}
  ClearErrors
FunctionEnd

; Folder and registry of the scope. A folder given with /D stays.
Function TakeScope
  ${If} $Scope == "all"
    SetShellVarContext all
    StrCpy $1 "$PROGRAMFILES64\SoCCHC"
  ${Else}
    SetShellVarContext current
    StrCpy $1 "$LOCALAPPDATA\Programs\SoCCHC"
  ${EndIf}
  ReadRegStr $Installed SHCTX "${KEY}" "DisplayVersion"
  ReadRegStr $0 SHCTX "${KEY}" "InstallLocation"
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $1
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CheckAll
  ${If} $Scope == "all"
    Call IsAdmin
    Pop $0
    ${If} $0 != "yes"
      ${Refuse} 5 "no administrator" "$(NEED_ADMIN)"
    ${EndIf}
  ${EndIf}
  ${If} $Installed != ""
    ${VersionCompare} "$Installed" "${VERSION}" $0
    ${If} $0 = 1
      ${Refuse} 4 "version $Installed is newer" "$(NEWER_THERE)"
    ${EndIf}
  ${EndIf}
  Call FolderIsBad
  Pop $0
  ${If} $0 == "yes"
    ${Refuse} 7 "folder $INSTDIR is not ours" "$(BAD_FOLDER)"
  ${EndIf}
FunctionEnd

; An office's data, or a folder `program` that some other setup made. A damaged program of ours is still ours.
Function FolderIsBad
  StrCpy $0 "no"
  ${If} ${FileExists} "$INSTDIR\so-cchc.db"
    StrCpy $0 "yes"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\program\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\program\bom.cdx.json"
  ${AndIfNot} ${FileExists} "$INSTDIR\program\app\start.py"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    StrCpy $0 "yes"
  ${EndIf}
  Push $0
FunctionEnd

Function ScopePage
  !insertmacro MUI_HEADER_TEXT "$(SCOPE_TITLE)" "$(SCOPE_WHY)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 10u 20u 90% 14u "$(SCOPE_USER)"
  Pop $1
  ${NSD_CreateRadioButton} 10u 40u 90% 14u "$(SCOPE_ALL)"
  Pop $ForAll
  ${If} $Scope == "all"
    ${NSD_Check} $ForAll
  ${Else}
    ${NSD_Check} $1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function ScopeChosen
  ${NSD_GetState} $ForAll $0
  StrCpy $1 $Scope
  ${If} $0 = ${BST_CHECKED}
    StrCpy $Scope "all"
    Call IsAdmin
    Pop $0
    ${If} $0 != "yes"
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/ALLUSERS"
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "$(NEED_ADMIN)"
        Abort
      ${EndIf}
      Quit
    ${EndIf}
  ${Else}
    StrCpy $Scope "user"
  ${EndIf}
  ${If} $1 != $Scope
    StrCpy $INSTDIR ""
    Call TakeScope
  ${EndIf}
FunctionEnd

Function FolderChosen
  Call FolderIsBad
  Pop $0
  ${If} $0 == "yes"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(BAD_FOLDER)"
    Abort
  ${EndIf}
  Call CheckAll
FunctionEnd

; Explorer opens it as the person who sits there, even when an administrator installed.
Function OpenProgram
  Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\${LINK}"'
FunctionEnd

!macro MakeLink folder
  CreateShortcut "${folder}\${LINK}" "$INSTDIR\program\runtime\pythonw.exe" \
    '-X utf8 "$INSTDIR\program\app\start.py"' "$INSTDIR\program\SoCCHC.ico" 0 SW_SHOWNORMAL "" "$(TIP)"
  Push "${folder}\${LINK}"
  Call NameLink
!macroend

; The shortcut's AppUserModelID: then a pinned icon and the running window are one button of the taskbar.
Function NameLink
  Exch $5
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("$5",${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
        System::Call '*(&w128 "${TASKBAR_NAME}")p.r6'
        System::Call '*(&i2 ${VT_LPWSTR},&i6 0,p r6,p 0)p.r4'
        ${IPropertyStore::SetValue} $2 '($3,$4)'
        ${IPropertyStore::Commit} $2 ""
        System::Free $4
        System::Free $6
        System::Free $3
        ${IPersistFile::Save} $1 '("$5",1)'
        ${IUnknown::Release} $2 ""
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
  Pop $5
FunctionEnd

; The new program is laid down whole beside the old one, then the two change places: a power cut leaves one that works.
Section "-program"
  Call CheckAll
  Call WaitUntilClosed
  ${Log} "installs into $INSTDIR for $Scope, over version '$Installed'"
  RMDir /r "$INSTDIR\program.new"
  RMDir /r "$INSTDIR\program.old"
  ClearErrors
  SetOutPath "$INSTDIR\program.new"
  File /r "${PROGRAM}/*.*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\program.new"
    ${Refuse} 7 "cannot write into $INSTDIR" "$(CANNOT_WRITE)"
  ${EndIf}
  Call WaitUntilClosed
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    Rename "$INSTDIR\program" "$INSTDIR\program.old"
  ${EndIf}
  Rename "$INSTDIR\program.new" "$INSTDIR\program"
  ${If} ${Errors}
    ${IfNot} ${FileExists} "$INSTDIR\program\*.*"
      Rename "$INSTDIR\program.old" "$INSTDIR\program"
    ${EndIf}
    RMDir /r "$INSTDIR\program.new"
    ${Refuse} 7 "cannot replace the program in $INSTDIR" "$(CANNOT_WRITE)"
  ${EndIf}
  RMDir /r "$INSTDIR\program.old"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call WriteLinks
  Call WriteEntry
  ${Log} "installed"
SectionEnd

; A desktop icon that the person threw away does not come back with an upgrade.
Function WriteLinks
  !insertmacro MakeLink "$SMPROGRAMS"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/NODESKTOP" $0
  ${If} ${Errors}
    ${If} $Installed == ""
    ${OrIf} ${FileExists} "$DESKTOP\${LINK}"
      !insertmacro MakeLink "$DESKTOP"
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

Function WriteEntry
  WriteRegStr SHCTX "${KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\program\SoCCHC.ico"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
FunctionEnd

; --- uninstaller

Function un.onInit
  SetRegView 64
  ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Scope "user"
    SetShellVarContext current
  ${Else}
    StrCpy $Scope "all"
    SetShellVarContext all
    Call un.IsAdmin
    Pop $0
    ${If} $0 != "yes"
      ${If} ${Silent}
        ${Refuse} 5 "no administrator" "$(NEED_ADMIN)"
      ${EndIf}
      ExecShell "runas" "$INSTDIR\uninstall.exe"
      Quit
    ${EndIf}
  ${EndIf}
  Call un.WaitUntilClosed
FunctionEnd

Section "un.program"
  ${Log} "removes $INSTDIR for $Scope"
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\program.new"
  RMDir /r "$INSTDIR\program.old"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${LINK}"
  Delete "$DESKTOP\${LINK}"
  DeleteRegKey SHCTX "${KEY}"
  SetShellVarContext current ; from here $LOCALAPPDATA is the person's, to be named
  ${Log} "removed; data stays in $LOCALAPPDATA\SoCCHC"
  MessageBox MB_OK|MB_ICONINFORMATION "$(REMOVED)" /SD IDOK
SectionEnd
