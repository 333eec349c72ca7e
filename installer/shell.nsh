; How Windows knows the program: shortcuts, the list of installed programs, file types. Included by app.nsi.

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

; What Explorer opens with the program. What a person has chosen for a type is Explorer's own note, and stays.
!macro WriteType name words
  WriteRegStr SHCTX "${CLASSES}\${name}" "" "${words}"
  WriteRegStr SHCTX "${CLASSES}\${name}" "AppUserModelID" "${TASKBAR_NAME}"
  WriteRegStr SHCTX "${CLASSES}\${name}\DefaultIcon" "" "$INSTDIR\program\SoCCHC.ico"
  WriteRegStr SHCTX "${CLASSES}\${name}\Application" "ApplicationName" "${PRODUCT}"
  WriteRegStr SHCTX "${CLASSES}\${name}\Application" "ApplicationIcon" "$INSTDIR\program\SoCCHC.ico"
  WriteRegStr SHCTX "${CLASSES}\${name}\Application" "AppUserModelID" "${TASKBAR_NAME}"
  WriteRegStr SHCTX "${CLASSES}\${name}\shell\open" "FriendlyAppName" "${PRODUCT}"
  WriteRegStr SHCTX "${CLASSES}\${name}\shell\open\command" "" \
    '"$INSTDIR\program\runtime\pythonw.exe" -X utf8 "$INSTDIR\program\app\start.py" --open "%1"'
!macroend

!define TypesChanged `System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"` ; SHCNE_ASSOCCHANGED

Function WriteTypes
  !insertmacro WriteType "${BACKUP}" "$(BACKUP_NAME)"
  !insertmacro WriteType "${DOCUMENT}" "$(DOCUMENT_NAME)"
  WriteRegStr SHCTX "${CLASSES}\.cchc" "" "${BACKUP}"
  WriteRegStr SHCTX "${CLASSES}\.pdf\OpenWithProgids" "${DOCUMENT}" ""
  WriteRegStr SHCTX "${CLASSES}\.docx\OpenWithProgids" "${DOCUMENT}" ""
  ${TypesChanged}
FunctionEnd

; Nothing of it is left: shortcuts, entry, types, of the scope that SetShellVarContext has named.
!macro RemoveTraces un
Function ${un}RemoveTraces
  Delete "$SMPROGRAMS\${LINK}"
  Delete "$DESKTOP\${LINK}"
  DeleteRegKey SHCTX "${KEY}"
  DeleteRegKey SHCTX "${CLASSES}\${BACKUP}"
  DeleteRegKey SHCTX "${CLASSES}\${DOCUMENT}"
  ReadRegStr $0 SHCTX "${CLASSES}\.cchc" ""
  ${If} $0 == "${BACKUP}"
    DeleteRegKey SHCTX "${CLASSES}\.cchc"
  ${EndIf}
  DeleteRegValue SHCTX "${CLASSES}\.pdf\OpenWithProgids" "${DOCUMENT}"
  DeleteRegValue SHCTX "${CLASSES}\.docx\OpenWithProgids" "${DOCUMENT}"
  ; Others may have written there too: only what is empty goes.
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.pdf\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.pdf"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.docx\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.docx"
  ${TypesChanged}
FunctionEnd
!macroend
!insertmacro RemoveTraces ""
!insertmacro RemoveTraces "un."
