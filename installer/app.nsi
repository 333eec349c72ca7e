; The setup of Sổ CCHC. Compiled by pack.py, which defines VERSION, VERSION4, PROGRAM (the folder to install), OUT, ICON,
; SIDE, SIZE_KB, OLDEST_WINDOWS, COMPRESS and PARTS (where the .nsh files lie). Nothing is downloaded; data never lies in the program's folder.
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

!include "${PARTS}/words.nsh"

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

!include "${PARTS}/scope.nsh"

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

!include "${PARTS}/shell.nsh"

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
  Call WriteTypes
  Call TakePinned
  ${Log} "installed"
SectionEnd

; The administrator's SoCCHC.ini comes along when it lies beside the setup (models/base/pinned.py reads it).
Function TakePinned
  ${If} ${FileExists} "$EXEDIR\SoCCHC.ini"
  ${AndIf} "$EXEDIR" != "$INSTDIR"
    ClearErrors
    CopyFiles /SILENT "$EXEDIR\SoCCHC.ini" "$INSTDIR\SoCCHC.ini"
    ${If} ${Errors}
      ${Log} "SoCCHC.ini could not be copied"
    ${Else}
      ${Log} "took SoCCHC.ini from $EXEDIR"
    ${EndIf}
  ${EndIf}
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
  Delete "$INSTDIR\SoCCHC.ini"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${LINK}"
  Delete "$DESKTOP\${LINK}"
  DeleteRegKey SHCTX "${KEY}"
  Call un.RemoveTypes
  SetShellVarContext current ; from here $LOCALAPPDATA is the person's, to be named
  ${Log} "removed; data stays in $LOCALAPPDATA\SoCCHC"
  MessageBox MB_OK|MB_ICONINFORMATION "$(REMOVED)" /SD IDOK
SectionEnd
