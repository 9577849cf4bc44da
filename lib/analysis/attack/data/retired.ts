/** Techniques that ATT&CK no longer has, and what replaced them. Written by bench/write-attack-table.ts; the format is in README.md. */
import type { AttackDomain } from '../types.ts';

export const RETIRED: Readonly<Record<AttackDomain, string>> = {
  enterprise: `
T1002 Data Compressed|T1560
T1004 Winlogon Helper DLL|T1547.004
T1009 Binary Padding|T1027.001
T1013 Port Monitors|T1547.010
T1015 Accessibility Features|T1546.008
T1017 Application Deployment Software|T1072
T1019 System Firmware|T1542.001
T1022 Data Encrypted|T1560
T1023 Shortcut Modification|T1547.009
T1024 Custom Cryptographic Protocol|T1573
T1026 Multiband Communication
T1028 Windows Remote Management|T1021.006
T1031 Modify Existing Service|T1543.003
T1032 Standard Cryptographic Protocol|T1573
T1034 Path Interception
T1035 Service Execution|T1569.002
T1038 DLL Search Order Hijacking|T1574.001
T1042 Change Default File Association|T1546.001
T1043 Commonly Used Port
T1044 File System Permissions Weakness|T1574.010
T1045 Software Packing|T1027.002
T1050 New Service|T1543.003
T1051 Shared Webroot
T1053.001 At (Linux)|T1053.002
T1053.004 Launchd
T1054 Indicator Blocking|T1685
T1058 Service Registry Permissions Weakness|T1574.011
T1060 Registry Run Keys / Startup Folder|T1547.001
T1061 Graphical User Interface
T1062 Hypervisor
T1063 Security Software Discovery|T1518.001
T1064 Scripting
T1065 Uncommonly Used Port|T1571
T1066 Indicator Removal from Tools|T1027.005
T1067 Bootkit|T1542.003
T1070.001 Clear Windows Event Logs|T1685.005
T1070.002 Clear Linux or Mac System Logs|T1685.006
T1073 DLL Side-Loading|T1574.001
T1075 Pass the Hash|T1550.002
T1076 Remote Desktop Protocol|T1021.001
T1077 Windows Admin Shares|T1021.002
T1079 Multilayer Encryption|T1573
T1081 Credentials in Files|T1552.001
T1084 Windows Management Instrumentation Event Subscription|T1546.003
T1085 Rundll32|T1218.011
T1086 PowerShell|T1059.001
T1088 Bypass User Account Control|T1548.002
T1089 Disabling Security Tools|T1685
T1093 Process Hollowing|T1055.012
T1094 Custom Command and Control Protocol|T1095
T1096 NTFS File Attributes|T1564.004
T1097 Pass the Ticket|T1550.003
T1099 Timestomp|T1070.006
T1100 Web Shell|T1505.003
T1101 Security Support Provider|T1547.005
T1103 AppInit DLLs|T1546.010
T1107 File Deletion|T1070.004
T1108 Redundant Access
T1109 Component Firmware|T1542.002
T1116 Code Signing|T1553.002
T1117 Regsvr32|T1218.010
T1118 InstallUtil|T1218.004
T1121 Regsvcs/Regasm|T1218.009
T1122 Component Object Model Hijacking|T1546.015
T1126 Network Share Connection Removal|T1070.005
T1128 Netsh Helper DLL|T1546.007
T1130 Install Root Certificate|T1553.004
T1131 Authentication Package|T1547.002
T1138 Application Shimming|T1546.011
T1139 Bash History|T1552.003
T1141 Input Prompt|T1056.002
T1142 Keychain|T1555.001
T1143 Hidden Window|T1564.003
T1144 Gatekeeper Bypass|T1553.001
T1145 Private Keys|T1552.004
T1146 Clear Command History|T1070.003
T1147 Hidden Users|T1564.002
T1148 HISTCONTROL|T1690
T1149 LC_MAIN Hijacking
T1150 Plist Modification|T1647
T1151 Space after Filename|T1036.006
T1152 Launchctl|T1569.001
T1153 Source
T1154 Trap|T1546.005
T1155 AppleScript|T1059.002
T1156 Malicious Shell Modification|T1546.004
T1157 Dylib Hijacking|T1574.004
T1158 Hidden Files and Directories|T1564.001
T1159 Launch Agent|T1543.001
T1160 Launch Daemon|T1543.004
T1161 LC_LOAD_DYLIB Addition|T1546.006
T1162 Login Item|T1647
T1163 Rc.common|T1037.004
T1164 Re-opened Applications|T1547.007
T1165 Startup Items|T1037.005
T1166 Setuid and Setgid|T1548.001
T1167 Securityd Memory|T1555.002
T1168 Local Job Scheduling|T1053
T1169 Sudo|T1548.003
T1170 Mshta|T1218.005
T1171 LLMNR/NBT-NS Poisoning and Relay|T1557.001
T1172 Domain Fronting|T1090.004
T1173 Dynamic Data Exchange|T1559.002
T1174 Password Filter DLL|T1556.002
T1175 Component Object Model and Distributed COM
T1177 LSASS Driver|T1547.008
T1178 SID-History Injection|T1134.005
T1179 Hooking|T1056.004
T1180 Screensaver|T1546.002
T1181 Extra Window Memory Injection|T1055.011
T1182 AppCert DLLs|T1546.009
T1183 Image File Execution Options Injection|T1546.012
T1184 SSH Hijacking|T1563.001
T1186 Process Doppelgänging|T1055.013
T1188 Multi-hop Proxy|T1090.003
T1191 CMSTP|T1218.003
T1192 Spearphishing Link|T1566.002
T1193 Spearphishing Attachment|T1566.001
T1194 Spearphishing via Service|T1566.003
T1196 Control Panel Items|T1218.002
T1198 SIP and Trust Provider Hijacking|T1553.003
T1206 Sudo Caching|T1548.003
T1208 Kerberoasting|T1558.003
T1209 Time Providers|T1547.003
T1214 Credentials in Registry|T1552.002
T1215 Kernel Modules and Extensions|T1547.006
T1223 Compiled HTML File|T1218.001
T1483 Domain Generation Algorithms|T1568.002
T1487 Disk Structure Wipe|T1561.002
T1488 Disk Content Wipe|T1561.001
T1492 Stored Data Manipulation|T1565.001
T1493 Transmitted Data Manipulation|T1565.002
T1494 Runtime Data Manipulation|T1565.003
T1500 Compile After Delivery|T1027.004
T1501 Systemd Service|T1543.002
T1502 Parent PID Spoofing|T1134.004
T1503 Credentials from Web Browsers|T1555.003
T1504 PowerShell Profile|T1546.013
T1506 Web Session Cookie|T1550.004
T1514 Elevated Execution with Prompt|T1548.004
T1519 Emond|T1546.014
T1522 Cloud Instance Metadata API|T1552.005
T1527 Application Access Token|T1550.001
T1536 Revert Cloud Instance|T1578.004
T1547.011 Plist Modification|T1647
T1562 Impair Defenses|T1685
T1562.001 Disable or Modify Tools|T1685
T1562.002 Disable Windows Event Logging|T1685.001
T1562.003 Impair Command History Logging|T1690
T1562.004 Disable or Modify System Firewall|T1686
T1562.006 Indicator Blocking|T1685
T1562.007 Disable or Modify Cloud Firewall|T1686.001
T1562.008 Disable or Modify Cloud Logs|T1685.002
T1562.009 Safe Mode Boot|T1688
T1562.010 Downgrade Attack|T1689
T1562.011 Spoof Security Alerting|T1685.003
T1562.012 Disable or Modify Linux Audit System|T1685.004
T1562.013 Disable or Modify Network Device Firewall|T1686.002
T1574.002 DLL Side-Loading|T1574.001
T1656 Impersonation|T1684.001
T1672 Email Spoofing|T1684.002
`,
  mobile: `
T1399 Modify Trusted Execution Environment
T1400 Modify System Partition|T1625.001
T1401 Device Administrator Permissions|T1626.001
T1402 Broadcast Receivers|T1624.001
T1403 Modify Cached Executable Code
T1405 Exploit TEE Vulnerability
T1408 Disguise Root/Jailbreak Indicators|T1630.003
T1410 Network Traffic Capture or Redirection|T1638
T1411 Input Prompt|T1417.002
T1412 Capture SMS Messages|T1636.004
T1413 Access Sensitive Data in Device Logs
T1415 URL Scheme Hijacking
T1416 URI Hijacking|T1635.001
T1419 Device Type Discovery
T1425 Insecure Third-Party Libraries|T1474
T1427 Attack PC via USB Connection
T1431 App Delivered via Web Download
T1432 Access Contact List|T1636.003
T1433 Access Call Log|T1636.002
T1434 App Delivered via Email Attachment
T1435 Access Calendar Entries|T1636.001
T1436 Commonly Used Port
T1438 Exfiltration Over Other Network Medium|T1644
T1439 Eavesdrop on Insecure Network Communication|T1638
T1440 Detect App Analysis Environment
T1441 Stolen Developer Credentials or Signing Keys
T1442 Fake Developer Accounts
T1443 Remotely Install Application
T1444 Masquerade as Legitimate Application
T1445 Abuse of iOS Enterprise App Signing Key
T1446 Device Lockout|T1629.002
T1447 Delete Device Data|T1630.002
T1448 Carrier Billing Fraud|T1643
T1449 Exploit SS7 to Redirect Phone Calls/SMS
T1450 Exploit SS7 to Track Device Location|T1430.002
T1452 Manipulate App Store Rankings or Ratings|T1643
T1454 Malicious SMS Message
T1455 Exploit Baseband Vulnerability
T1457 Malicious Media Content|T1456
T1459 Device Unlock Code Guessing or Brute Force|T1461
T1460 Biometric Spoofing|T1461
T1462 Malicious Software Development Tools|T1474
T1463 Manipulate Device Communication|T1638
T1465 Rogue Wi-Fi Access Points|T1638
T1466 Downgrade to Insecure Protocols|T1638
T1467 Rogue Cellular Base Station|T1638
T1468 Remotely Track Device Without Authorization|T1430.001
T1469 Remotely Wipe Data Without Authorization
T1470 Obtain Device Cloud Backups
T1472 Generate Fraudulent Advertising Revenue|T1643
T1473 Malicious or Vulnerable Built-in Device Functionality|T1474
T1475 Deliver Malicious App via Authorized App Store
T1476 Deliver Malicious App via Other Means
T1477 Exploit via Radio Interfaces
T1478 Install Insecure or Malicious Configuration|T1632.001
T1507 Network Information Discovery|T1421
T1508 Suppress Application Icon|T1628.001
T1510 Clipboard Modification|T1641.001
T1520 Domain Generation Algorithms|T1637.001
T1523 Evade Analysis Environment|T1633.001
T1540 Code Injection|T1631.001
T1576 Uninstall Malicious Application|T1630.001
T1579 Keychain|T1634.001
T1581 Geofencing|T1627.001
T1605 Command-Line Interface|T1623.001
T1618 User Evasion|T1628.002
`,
  ics: `
T0803 Block Command Message|T1691.001
T0804 Block Reporting Message|T1691.002
T0805 Block Serial COM|T1695.001
T0812 Default Credentials|T1694.001
T0839 Module Firmware|T1693.002
T0855 Unauthorized Command Message|T1692.001
T0856 Spoof Reporting Message|T1692.002
T0857 System Firmware|T1693.001
T0891 Hardcoded Credentials|T1694.002
`,
};
