; The setup of Sổ CCHC. Compiled by pack.py, which defines VERSION, VERSION4, PROGRAM (the folder to install), OUT, ICON,
; SIDE, SIZE_KB, ROOM_MB, OLDEST_WINDOWS, COMPRESS and PARTS (where the .nsh files lie). Nothing is downloaded; data never lies in the program's folder.
;
; This file is the course of things. The parts: both.nsh what setup and uninstaller share, scope.nsh for whom, folder.nsh the
; folder and what is laid into it, shell.nsh how Windows knows the program, uninstall.nsh, words.nsh what is said.
; Paths below are written with "\": makensis on Windows knows no other sign, on Linux it takes both.
;
; Silent: /S [/ALLUSERS | /CURRENTUSER] [/LANG=vi|en] [/NODESKTOP] [/INI] [/D=folder, last and without quotes]
; Exit codes: 0 done, 2 the setup file is damaged or %TEMP% is full, 3 the program is running, 4 a newer version is installed,
; 5 administrator needed, 6 Windows too old, 7 the folder cannot be used: of another program, not writable, disk full,
; held, or, for everyone, one that others write into.
; After each but 0 what was installed before still works. What happened is added to %TEMP%\SoCCHC-setup.log.
; The uninstaller has the same codes; as it goes on in a copy of itself, only who calls it with _?=folder sees them.

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
!define /math ROOM_KB ${ROOM_MB} * 1024
!define LINK "${PRODUCT}.lnk"
!define CLASSES "Software\Classes"
!define BACKUP "SoCCHC.Backup"     ; .cchc, which is ours
!define DOCUMENT "SoCCHC.Document" ; .pdf and .docx: only offered under "Open with"

Name "${PRODUCT}"
OutFile "${OUT}"
BrandingText "${PRODUCT} ${VERSION}"
VIProductVersion ${VERSION4}
VIAddVersionKey /LANG=0 ProductName "${PRODUCT}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileDescription "${PRODUCT} - bộ cài đặt"
VIAddVersionKey /LANG=0 LegalCopyright ""

Var Scope         ; "user" or "all"; of the uninstaller also "none", when nobody has it registered
Var Installed     ; version that this scope has already, or nothing
Var Newest        ; the newest version that either scope has, or nothing
Var Given         ; folder of /D=, or nothing
Var DefaultFolder ; where this scope has the program unless it was asked otherwise
Var OldFolder     ; where this scope has it now, or nothing
Var OwnFolder     ; installing for everyone: where the person who installs has a copy of their own, or nothing
Var ForAll        ; the radio button

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
!define MUI_PAGE_CUSTOMFUNCTION_PRE FolderPage
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_STAYS)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

!include "${PARTS}\words.nsh"

!include "${PARTS}\both.nsh"
!include "${PARTS}\scope.nsh"
!include "${PARTS}\folder.nsh"
!include "${PARTS}\shell.nsh"
!include "${PARTS}\uninstall.nsh"

Function .onInit
  Call ChooseLanguage
  ${Log} "setup starts"
  ${IfNot} ${AtLeastBuild} ${OLDEST_WINDOWS}
    ${Refuse} 6 "Windows too old" "$(OLD_WINDOWS)"
  ${EndIf}
  SetRegView 64
  Call TakeGiven
  Call ChooseScope
  Call TakeScope
  ${If} ${Silent}
    Call CheckAll
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
  ${If} $Newest != ""
    ${VersionCompare} "$Newest" "${VERSION}" $0
    ${If} $0 = 1
      ${Refuse} 4 "version $Newest is newer" "$(NEWER_THERE)"
    ${EndIf}
  ${EndIf}
  Call FolderIsBad
  Pop $0
  ${If} $0 == "yes"
    ${Refuse} 7 "folder $INSTDIR is not ours" "$(BAD_FOLDER)"
  ${EndIf}
  Push $INSTDIR
  Call FolderIsOpen
  Pop $0
  ${If} $0 == "yes"
    ${Refuse} 7 "others write into $INSTDIR" "$(OPEN_FOLDER)"
  ${EndIf}
FunctionEnd

; An upgrade goes where the program is, without asking.
Function FolderPage
  ${If} $INSTDIR == $OldFolder
  ${AndIf} ${FileExists} "$INSTDIR\program\*.*"
    Call CheckAll
    Abort
  ${EndIf}
FunctionEnd

Function FolderChosen
  Call FolderIsBad
  Pop $0
  ${If} $0 == "yes"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(BAD_FOLDER)"
    Abort
  ${EndIf}
  Push $INSTDIR
  Call FolderIsOpen
  Pop $0
  ${If} $0 == "yes"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN_FOLDER)"
    Abort
  ${EndIf}
  Call CheckAll
FunctionEnd

; Explorer opens it as the person who sits there, even when an administrator installed.
Function OpenProgram
  Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\${LINK}"'
FunctionEnd

; The new program is laid down whole beside the old one, then the two change places: a power cut leaves one that works.
Section "-program"
  Call CheckAll
  Call WaitForAll
  ${Log} "installs into $INSTDIR for $Scope, over version '$Installed' in '$OldFolder'"
  Call BringBack
  Call MakeRoom
  SetOutPath "$INSTDIR\program.new"
  File "${PROGRAM}\bom.cdx.json" ; first: by it the folder is known as ours after a power cut
  File /r "${PROGRAM}\*.*"
  SetOutPath "$INSTDIR"
  Call WaitForAll
  Call ChangePlaces
  ClearErrors
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    ${Log} "uninstall.exe could not be written"
  ${EndIf}
  Call WriteLinks
  Call WriteEntry
  Call WriteTypes
  Call TakeBeside
  Call RemoveOldCopies
  ${Log} "installed"
SectionEnd

; A file that cannot be written ends the section at once; what was laid down until then goes, what was there before stays.
Function .onInstFailed
  Call DropNew
  SetErrorLevel 7
  ${Log} "stopped: a file could not be written into $INSTDIR"
  MessageBox MB_OK|MB_ICONSTOP "$(CANNOT_WRITE)" /SD IDOK
FunctionEnd
