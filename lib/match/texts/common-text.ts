/**
 * What is in many events of a Windows host, whatever it does: paths, names of PowerShell, labels. Found with it, a text
 * says little; nothing here changes what matches.
 */
export const COMMON_TEXT: string =
  'c:\\windows\\system32\\syswow64\\winsxs\\amd64_microsoft-windows\\microsoft.net\\framework64\\v4.0.30319' +
  'c:\\program files (x86)\\common files\\programdata\\microsoft\\windows nt\\currentversion\\run\\' +
  'c:\\users\\administrator\\appdata\\local\\temp\\roaming\\microsoft\\windows\\' +
  'hkey_local_machine hklm\\software\\microsoft\\windows\\currentversion\\software\\classes\\clsid\\' +
  'hklm\\system\\currentcontrolset\\control\\services\\ hklm\\software\\microsoft\\windows nt\\currentversion\\' +
  '.exe .dll kernel32.dll ntdll.dll+ kernelbase.dll+ powershell.exe microsoft.powershell system. .ps1 win32_' +
  'host application version name = script command sequence number user connected shell id = runspace pipeline' +
  'out-default out-string new-object import-module invoke- get- set- add- remove- find- -command -file bypass' +
  'parameterbinding commandinvocation value= name= function param parameter return string mandatory        ';
