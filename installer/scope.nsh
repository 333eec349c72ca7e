; For whom to install: one person, or everyone on the computer. Included by app.nsi.

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

; The folder of /D=. NSIS forgets one that cannot be (no such drive, a file in its way), and the program would go elsewhere.
Function TakeGiven
  StrCpy $Given $INSTDIR
  System::Call "kernel32::GetCommandLineW() w .r0"
  ClearErrors
  ${GetOptions} $0 " /D=" $1
  ${IfNot} ${Errors}
  ${AndIf} $Given == ""
    StrCpy $INSTDIR $1
    ${Refuse} 7 "folder $1 cannot be" "$(CANNOT_WRITE)"
  ${EndIf}
  ClearErrors
FunctionEnd

; Folders and versions of the scope.
Function TakeScope
  StrCpy $OwnFolder ""
  ${If} $Scope == "all"
    SetShellVarContext all
    StrCpy $DefaultFolder "$PROGRAMFILES64\SoCCHC"
    ReadRegStr $OwnFolder HKCU "${KEY}" "InstallLocation"
  ${Else}
    SetShellVarContext current
    StrCpy $DefaultFolder "$LOCALAPPDATA\Programs\SoCCHC"
  ${EndIf}
  ReadRegStr $Installed SHCTX "${KEY}" "DisplayVersion"
  ReadRegStr $OldFolder SHCTX "${KEY}" "InstallLocation"
  ${If} $Given != ""
    StrCpy $INSTDIR $Given
  ${ElseIf} $OldFolder != ""
    StrCpy $INSTDIR $OldFolder
  ${Else}
    StrCpy $INSTDIR $DefaultFolder
  ${EndIf}
  ${If} $Given == "" ; an earlier setup may have put everyone's program where others write: it moves
    Push $INSTDIR
    Call FolderIsOpen
    Pop $0
    ${If} $0 == "yes"
      StrCpy $INSTDIR $DefaultFolder
    ${EndIf}
  ${EndIf}
  ; What the newest copy wrote an older one may not read, whoever's copy it is.
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  ReadRegStr $Newest HKLM "${KEY}" "DisplayVersion"
  ${VersionCompare} "$0" "$Newest" $1
  ${If} $0 != ""
    ${If} $Newest == ""
    ${OrIf} $1 = 1
      StrCpy $Newest $0
    ${EndIf}
  ${EndIf}
  ClearErrors
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
    Call IsAdmin
    Pop $0
    ${If} $0 != "yes"
      Call BeginAsAdministrator
      Abort
    ${EndIf}
    StrCpy $Scope "all"
  ${Else}
    StrCpy $Scope "user"
  ${EndIf}
  ${If} $1 != $Scope
    Call TakeScope
  ${EndIf}
FunctionEnd

; The setup once more, with rights, and with what it was asked for; this one waits unseen and then ends. It runs from a copy,
; for an administrator does not see the drives that the person has mapped. The copy lies in a folder of its own in the person's
; profile that nobody else may write, whatever %TEMP% is, and is held open so that it stays what it is while it runs.
Function BeginAsAdministrator
  SetShellVarContext current
  StrCpy $R9 "$LOCALAPPDATA\SoCCHC-setup"
  ${If} $Scope == "all"
    SetShellVarContext all
  ${EndIf}
  RMDir /r "$R9"
  ; Of the owner, SYSTEM and administrators alone, and nothing from above.
  System::Call `advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", i 1, *p .r3, p 0) i .r4`
  System::Call '*(i 24, i 0, p r3, i 0, i 0) p .r5' ; SECURITY_ATTRIBUTES
  System::Call 'kernel32::CreateDirectoryW(w R9, p r5) i .r4'
  System::Free $5
  System::Call 'kernel32::LocalFree(p r3)'
  ${If} $4 = 0
    ${Log} "no folder of its own for the copy that gets rights: $R9"
    MessageBox MB_OK|MB_ICONSTOP "$(NEED_ADMIN)"
    Return
  ${EndIf}
  CopyFiles /SILENT "$EXEPATH" "$R9\$EXEFILE"
  ${If} ${FileExists} "$EXEDIR\SoCCHC.ini"
    CopyFiles /SILENT "$EXEDIR\SoCCHC.ini" "$R9\SoCCHC.ini"
  ${EndIf}
  StrCpy $2 "/ALLUSERS /LANG=$(LANG_SWITCH)"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/NODESKTOP" $0
  ${IfNot} ${Errors}
    StrCpy $2 "$2 /NODESKTOP"
  ${EndIf}
  ${If} $Given != ""
    StrCpy $2 "$2 /D=$Given"
  ${EndIf}
  System::Call 'kernel32::CreateFileW(w "$R9\$EXEFILE", i 0x80000000, i 1, p 0, i 3, i 0, p 0) p .r6'
  ClearErrors
  HideWindow
  ExecShellWait "runas" "$R9\$EXEFILE" "$2"
  StrCpy $4 "asked"
  ${If} ${Errors}
    StrCpy $4 "refused"
  ${EndIf}
  System::Call 'kernel32::CloseHandle(p r6)'
  RMDir /r "$R9"
  ${If} $4 == "asked"
    Quit
  ${EndIf}
  ShowWindow $HWNDPARENT ${SW_SHOW}
  MessageBox MB_OK|MB_ICONSTOP "$(NEED_ADMIN)"
FunctionEnd
