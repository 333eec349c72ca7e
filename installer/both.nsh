; What the setup and the uninstaller share. Included by app.nsi.

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

; Many offices run an English Windows with Vietnamese formats: those people read Vietnamese.
Function ${un}ChooseLanguage
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

; A library in use cannot be opened for writing. So whoever runs the program, from whatever account, is noticed.
Function ${un}WaitUntilClosed ; the folder is on the stack; nothing is no folder
  Exch $R0
  again:
  ${If} $R0 != ""
  ${AndIf} ${FileExists} "$R0\program\runtime\python313.dll"
    ClearErrors
    FileOpen $0 "$R0\program\runtime\python313.dll" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      ${Log} "stopped: the program in $R0 is running"
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
  Pop $R0
FunctionEnd

Function ${un}HoldsProgram ; the folder is on the stack; gives "yes" or "no". A damaged program of ours is still ours.
  Exch $R0
  ${If} ${FileExists} "$R0\program\bom.cdx.json"
  ${OrIf} ${FileExists} "$R0\program\app\start.py"
  ${OrIf} ${FileExists} "$R0\program.new\bom.cdx.json"
  ${OrIf} ${FileExists} "$R0\program.old\bom.cdx.json"
  ${OrIf} ${FileExists} "$R0\program.old\app\start.py"
    StrCpy $R0 "yes"
  ${Else}
    StrCpy $R0 "no"
  ${EndIf}
  Exch $R0
FunctionEnd

; Renames a folder. While an antivirus or a console holds something in it Windows refuses: it is tried for 20 seconds, then
; the person is asked. The error flag says that it stayed.
Function ${un}Move ; from where and to where are on the stack
  Exch $R1
  Exch
  Exch $R0
  Push $R2
  again:
  StrCpy $R2 40
  ${Do}
    ClearErrors
    Rename "$R0" "$R1"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    IntOp $R2 $R2 - 1
    ${If} $R2 = 0
      ${Log} "$R0 is held"
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(HELD)" /SD IDCANCEL IDRETRY again
      SetErrors
      ${ExitDo}
    ${EndIf}
    Sleep 500
  ${Loop}
  Pop $R2
  Pop $R0
  Pop $R1
FunctionEnd

; Deletes a folder, trying for ten seconds. The error flag says that something of it is left.
Function ${un}Erase ; the folder is on the stack
  Exch $R0
  Push $R2
  StrCpy $R2 20
  ${Do}
    RMDir /r "$R0"
    ClearErrors
    ${IfNot} ${FileExists} "$R0"
      ${ExitDo}
    ${EndIf}
    IntOp $R2 $R2 - 1
    ${If} $R2 = 0
      ${Log} "something of $R0 is left"
      SetErrors
      ${ExitDo}
    ${EndIf}
    Sleep 500
  ${Loop}
  Pop $R2
  Pop $R0
FunctionEnd

; Takes a copy of the program away: renamed first, so that one which is held stays whole. The error flag says that something
; is left; then uninstall.exe is left, too.
Function ${un}RemoveCopy ; its folder is on the stack
  Exch $R0
  Push "$R0\program.new"
  Call ${un}Erase
  Push "$R0\program.old"
  Call ${un}Erase
  ${If} ${FileExists} "$R0\program"
  ${AndIfNot} ${FileExists} "$R0\program.old"
    Push "$R0\program"
    Push "$R0\program.old"
    Call ${un}Move
    Push "$R0\program.old"
    Call ${un}Erase
  ${EndIf}
  ${If} ${FileExists} "$R0\program"
  ${OrIf} ${FileExists} "$R0\program.new"
  ${OrIf} ${FileExists} "$R0\program.old"
    SetErrors
  ${Else}
    Delete "$R0\uninstall.exe"
    Delete "$R0\SoCCHC.ini"
    RMDir "$R0"
    ClearErrors
  ${EndIf}
  Pop $R0
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."
