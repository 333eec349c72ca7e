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

; The administrator's SoCCHC.ini comes along when it lies beside the setup (models/base/policy.py reads it).
Function TakePinned ; the folder where it may lie is on the stack
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
  ${IfNot} ${FileExists} "$INSTDIR\SoCCHC.ini"
    Push $0
    Call TakePinned
  ${EndIf}
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
