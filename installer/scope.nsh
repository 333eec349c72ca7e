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

; The setup once more, with rights, and with what it was asked for; this one waits unseen and then ends. It runs from a copy
; beside this one's own files, which go with it: an administrator does not see the drives that the person has mapped.
Function BeginAsAdministrator
  InitPluginsDir
  CreateDirectory "$PLUGINSDIR\setup"
  CopyFiles /SILENT "$EXEPATH" "$PLUGINSDIR\setup\$EXEFILE"
  ${If} ${FileExists} "$EXEDIR\SoCCHC.ini"
    CopyFiles /SILENT "$EXEDIR\SoCCHC.ini" "$PLUGINSDIR\setup\SoCCHC.ini"
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
  ClearErrors
  HideWindow
  ExecShellWait "runas" "$PLUGINSDIR\setup\$EXEFILE" "$2"
  ${IfNot} ${Errors}
    Quit
  ${EndIf}
  ShowWindow $HWNDPARENT ${SW_SHOW}
  MessageBox MB_OK|MB_ICONSTOP "$(NEED_ADMIN)"
FunctionEnd
