; The uninstaller. Included by app.nsi.

Function un.onInit
  Call un.ChooseLanguage
  SetRegView 64
  Call un.FindScope
  ${If} $Scope == "none"
    Push $INSTDIR
    Call un.HoldsProgram
    Pop $0
    ${If} $0 != "yes"
      ${Refuse} 7 "folder $INSTDIR is not ours" "$(NOT_OURS)"
    ${EndIf}
  ${EndIf}
  Call un.NeedsAdministrator
  Pop $0
  ${If} $0 == "yes"
    ${If} ${Silent}
      ${Refuse} 5 "no administrator" "$(NEED_ADMIN_REMOVE)"
    ${EndIf}
    ClearErrors
    ExecShell "runas" "$INSTDIR\uninstall.exe" "/LANG=$(LANG_SWITCH)"
    ${If} ${Errors}
      ${Refuse} 5 "no administrator" "$(NEED_ADMIN_REMOVE)"
    ${EndIf}
    Quit
  ${EndIf}
  Push $INSTDIR
  Call un.WaitUntilClosed
FunctionEnd

; Whose this copy is. One that nobody has registered (its account is another one, or the entry points elsewhere) is removed as
; a mere folder: shortcuts and entries belong to other copies.
Function un.FindScope
  StrCpy $Scope "none"
  ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Scope "all"
    SetShellVarContext all
  ${EndIf}
  ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Scope "user"
    SetShellVarContext current
  ${EndIf}
FunctionEnd

Function un.NeedsAdministrator ; gives "yes" or "no"
  Call un.IsAdmin
  Pop $0
  ${If} $0 == "yes"
    Push "no"
    Return
  ${EndIf}
  StrCpy $1 "no"
  ClearErrors
  FileOpen $0 "$INSTDIR\uninstall.exe" a
  ${If} ${Errors}
    StrCpy $1 "yes"
  ${Else}
    FileClose $0
  ${EndIf}
  ${If} $Scope == "all"
    StrCpy $1 "yes"
  ${EndIf}
  Push $1
FunctionEnd

Section "un.program"
  ${Log} "removes $INSTDIR for $Scope"
  Push $INSTDIR
  Call un.WaitUntilClosed
  Push $INSTDIR
  Call un.RemoveCopy
  ${If} ${Errors}
    ${Refuse} 7 "something of $INSTDIR is held" "$(STILL_THERE)"
  ${EndIf}
  ${If} $Scope != "none"
    Call un.RemoveTraces
  ${EndIf}
  ; What Windows keeps of the AppContainer in which files from elsewhere are read (models/base/windows_child.py).
  System::Call 'userenv::DeleteAppContainerProfile(w "SoCCHC.Reader")'
  ${Log} "removed; data stays"
  ${If} $Scope == "user"
    MessageBox MB_OK|MB_ICONINFORMATION "$(REMOVED)" /SD IDOK
  ${Else}
    MessageBox MB_OK|MB_ICONINFORMATION "$(REMOVED_FOR_ALL)" /SD IDOK
  ${EndIf}
SectionEnd
