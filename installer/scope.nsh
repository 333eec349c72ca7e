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
