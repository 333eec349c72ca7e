; The folder of the program: whether it may be used, and how the new program takes the place of the old. Included by app.nsi.

; An office's data, or what some other setup made.
Function FolderIsBad ; gives "yes" or "no"
  ${If} ${FileExists} "$INSTDIR\so-cchc.db"
    Push "yes"
    Return
  ${EndIf}
  Push $INSTDIR
  Call HoldsProgram
  Pop $0
  ${If} $0 == "yes"
  ${OrIf} $INSTDIR == $DefaultFolder
  ${OrIf} $INSTDIR == $OldFolder
  ${OrIf} $INSTDIR == $OwnFolder
    Push "no"
    Return
  ${EndIf}
  StrCpy $R0 "no"
  ; Empty folders are nobody's. An uninstaller with nothing beside it has removed all but itself, as ours does with _?=.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ${Locate} "$INSTDIR" "/L=F" FileFound
  ${EndIf}
  ${Locate} "$INSTDIR\program" "/L=F" FileFound
  ${Locate} "$INSTDIR\program.new" "/L=F" FileFound
  ${Locate} "$INSTDIR\program.old" "/L=F" FileFound
  ClearErrors
  Push $R0
FunctionEnd

Function FileFound
  ${If} $R9 == "$INSTDIR\uninstall.exe"
    Push "go on"
  ${Else}
    StrCpy $R0 "yes"
    Push "StopLocate"
  ${EndIf}
FunctionEnd

; Every copy that this setup is going to replace must be closed.
Function WaitForAll
  Push $INSTDIR
  Call WaitUntilClosed
  Push $OldFolder
  Call WaitUntilClosed
  Push $OwnFolder
  Call WaitUntilClosed
FunctionEnd

; After a power cut between the two renames there is only program.old. It gets its name back before anything else is tried.
Function BringBack
  RMDir "$INSTDIR\program"
  ${IfNot} ${FileExists} "$INSTDIR\program"
  ${AndIf} ${FileExists} "$INSTDIR\program.old\app\start.py"
    Push "$INSTDIR\program.old"
    Push "$INSTDIR\program"
    Call Move
    ${If} ${Errors}
      Call CannotReplace
    ${EndIf}
    ${Log} "brought back the program of an installation that was cut off"
  ${EndIf}
FunctionEnd

; Another name of the same folder (a short one, a mapped drive) shows the folder that was just made.
!macro KnowAgain folder
  ${If} ${folder} != ""
  ${AndIf} ${FileExists} "${folder}\program.new"
    StrCpy ${folder} $INSTDIR
  ${EndIf}
!macroend

; Clears what an earlier installation left, and refuses a folder that cannot be written or is too small.
Function MakeRoom
  Push "$INSTDIR\program.new"
  Call Erase
  Push "$INSTDIR\program.old"
  Call Erase
  ${If} $OldFolder != ""
    Push "$OldFolder\program.new"
    Call Erase
  ${EndIf}
  ${If} $OwnFolder != ""
    Push "$OwnFolder\program.new"
    Call Erase
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR\program.new"
  ${If} ${Errors}
    Call DropNew
    ${Refuse} 7 "cannot write into $INSTDIR" "$(CANNOT_WRITE)"
  ${EndIf}
  !insertmacro KnowAgain $OldFolder
  !insertmacro KnowAgain $OwnFolder
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r0, p 0, p 0) i .r1'
  ${If} $1 <> 0
    System::Int64Op $0 / 1024
    Pop $0
    ${If} $0 L< ${ROOM_KB}
      Call DropNew
      ${Refuse} 7 "only $0 KB are free for $INSTDIR" "$(NO_ROOM)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; What was laid down of a new program that will not be.
Function DropNew
  SetOutPath "$TEMP" ; a folder in which a program stands cannot be deleted
  Push "$INSTDIR\program.new"
  Call Erase
  RMDir "$INSTDIR"
  ClearErrors
FunctionEnd

Function CannotReplace
  Call DropNew
  ${Refuse} 7 "the program in $INSTDIR is held" "$(CANNOT_REPLACE)"
FunctionEnd

Function ChangePlaces
  ${If} ${FileExists} "$INSTDIR\program"
    Push "$INSTDIR\program"
    Push "$INSTDIR\program.old"
    Call Move
    ${If} ${Errors}
      Call CannotReplace
    ${EndIf}
  ${EndIf}
  Push "$INSTDIR\program.new"
  Push "$INSTDIR\program"
  Call Move
  ${If} ${Errors}
    ${If} ${FileExists} "$INSTDIR\program.old"
      Push "$INSTDIR\program.old"
      Push "$INSTDIR\program"
      Call Move
    ${EndIf}
    Call CannotReplace
  ${EndIf}
  Push "$INSTDIR\program.old"
  Call Erase
FunctionEnd

; A SoCCHC.ini beside the setup becomes the policy of the program (models/base/policy.py reads it). A folder of downloads takes
; files from anybody, so its lines are shown and a person says yes; a silent setup takes it only with /INI.
; What is shown is the copy that is taken.
Function TakeBeside
  ${If} $EXEDIR == $INSTDIR
  ${OrIfNot} ${FileExists} "$EXEDIR\SoCCHC.ini"
    Return
  ${EndIf}
  InitPluginsDir
  ClearErrors
  CopyFiles /SILENT "$EXEDIR\SoCCHC.ini" "$PLUGINSDIR\SoCCHC.ini"
  ${If} ${Errors}
    ${Log} "SoCCHC.ini beside the setup could not be read"
    Return
  ${EndIf}
  ${If} ${Silent}
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/INI" $0
    ${If} ${Errors}
      ${Log} "left SoCCHC.ini beside the setup alone: /INI was not given"
      Return
    ${EndIf}
  ${Else}
    Call ReadPinned
    ${If} $R1 == ""
      ${Log} "left SoCCHC.ini beside the setup alone: too long to be shown"
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(INI_TOO_LONG)"
      Return
    ${EndIf}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(INI_ASKED)" IDYES wanted
    ${Log} "the person did not want SoCCHC.ini beside the setup"
    Return
    wanted:
  ${EndIf}
  Push $PLUGINSDIR
  Call TakePinned
FunctionEnd

; The words of the copied SoCCHC.ini in $R1, as UTF-8 or, with its mark, UTF-16; "" for more than can be read at a glance.
Function ReadPinned
  StrCpy $R1 ""
  System::Call 'kernel32::CreateFileW(w "$PLUGINSDIR\SoCCHC.ini", i 0x80000000, i 1, p 0, i 3, i 0, p 0) p .r1'
  System::Alloc 2048 ; zeros
  Pop $2
  System::Call 'kernel32::ReadFile(p r1, p r2, i 1400, *i .r3, p 0)'
  System::Call 'kernel32::CloseHandle(p r1)'
  ${If} $3 < 1400
    System::Call '*$2(&i1 .r4, &i1 .r5)'
    IntOp $4 $4 & 0xFF
    IntOp $5 $5 & 0xFF
    ${If} $4 = 0xFF
    ${AndIf} $5 = 0xFE
      System::Call '*$2(&i2, &w700 .R1)'
      System::Call 'kernel32::lstrlenW(p r2) i .r7'
      IntOp $7 $7 * 2
    ${Else}
      System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r2, i -1, w .R1, i 700)'
      System::Call 'kernel32::lstrlenA(p r2) i .r7'
    ${EndIf}
    ${If} $7 <> $3
      StrCpy $R1 "" ; what follows a zero would not be shown
    ${EndIf}
    ; Lines beyond the screen would be agreed to unseen.
    StrCpy $4 0
    StrCpy $5 0
    ${Do}
      StrCpy $6 $R1 1 $4
      ${If} $6 == "$\n"
      ${OrIf} $6 == "$\r"
        IntOp $5 $5 + 1
      ${EndIf}
      IntOp $4 $4 + 1
    ${LoopUntil} $6 == ""
    ${If} $5 > 40
    ${OrIf} $4 > 650
      StrCpy $R1 ""
    ${EndIf}
  ${EndIf}
  System::Free $2
FunctionEnd

Function TakePinned ; the folder where SoCCHC.ini may lie is on the stack
  Exch $R0
  ${If} $R0 != $INSTDIR
  ${AndIf} ${FileExists} "$R0\SoCCHC.ini"
    ClearErrors
    CopyFiles /SILENT "$R0\SoCCHC.ini" "$INSTDIR\SoCCHC.ini"
    ${If} ${Errors}
      ${Log} "SoCCHC.ini could not be copied from $R0"
    ${Else}
      ${Log} "took SoCCHC.ini from $R0"
    ${EndIf}
  ${EndIf}
  Pop $R0
FunctionEnd

; What everyone runs, and an administrator removes, must lie where only administrators write: below Program Files.
Function FolderIsOpen ; the folder is on the stack; gives "yes" or "no"
  Exch $R0
  Push $0
  Push $1
  Push $2
  System::Call 'kernel32::GetFullPathNameW(w R0, i ${NSIS_MAX_STRLEN}, w .r0, p 0)'
  StrCpy $R0 "no"
  ${If} $Scope == "all"
    StrCpy $R0 "yes"
    StrLen $1 "$PROGRAMFILES64\"
    StrCpy $2 $0 $1
    ${If} $2 == "$PROGRAMFILES64\"
      StrCpy $R0 "no"
    ${EndIf}
    StrLen $1 "$PROGRAMFILES32\"
    StrCpy $2 $0 $1
    ${If} $2 == "$PROGRAMFILES32\"
      StrCpy $R0 "no"
    ${EndIf}
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
  Exch $R0
FunctionEnd

; One copy is left: where this scope had it before, and, when everyone gets it, where the person had their own.
Function RemoveOldCopies
  ${If} $OldFolder != ""
  ${AndIf} $OldFolder != $INSTDIR
    Push $OldFolder
    Call RemoveOldCopy
  ${EndIf}
  ${If} $OwnFolder != ""
    ${If} $OwnFolder != $INSTDIR
      Push $OwnFolder
      Call RemoveOldCopy
    ${EndIf}
    SetShellVarContext current
    Call RemoveTraces
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Function RemoveOldCopy ; the folder is on the stack
  Exch $0
  Push $1
  ; What fixes the program for everyone comes from no folder that others write into.
  Push $0
  Call FolderIsOpen
  Pop $1
  ${If} $1 == "no"
  ${AndIfNot} ${FileExists} "$INSTDIR\SoCCHC.ini"
    Push $0
    Call TakePinned
  ${EndIf}
  Pop $1
  Push $0
  Call RemoveCopy
  ${If} ${Errors}
    ${Log} "the copy in $0 could not be removed"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(OLD_COPY_LEFT)" /SD IDOK
  ${Else}
    ${Log} "removed the copy in $0"
  ${EndIf}
  Pop $0
FunctionEnd
