/** ATT&CK Mobile. Written by bench/write-attack-table.ts; the format is in README.md. */
import type { DomainText } from '../types.ts';

export const MOBILE: DomainText = {
  tactics: `
TA0027 initial-access Initial Access
TA0041 execution Execution
TA0028 persistence Persistence
TA0029 privilege-escalation Privilege Escalation
TA0030 defense-evasion Defense Evasion
TA0031 credential-access Credential Access
TA0032 discovery Discovery
TA0033 lateral-movement Lateral Movement
TA0035 collection Collection
TA0037 command-and-control Command and Control
TA0036 exfiltration Exfiltration
TA0034 impact Impact
`,
  techniques: `
T1398 persistence Boot or Logon Initialization Scripts
T1404 privilege-escalation Exploitation for Privilege Escalation
T1406 defense-evasion Obfuscated Files or Information|001 Steganography|002 Software Packing
T1407 defense-evasion Download New Code at Runtime
T1409 collection Stored Application Data
T1414 credential-access,collection Clipboard Data
T1417 credential-access,collection Input Capture|001 Keylogging|002 GUI Input Capture
T1418 discovery Software Discovery|001 Security Software Discovery
T1420 discovery File and Directory Discovery
T1421 discovery System Network Connections Discovery
T1422 discovery System Network Configuration Discovery|001 Internet Connection Discovery|002 Wi-Fi Discovery
T1423 discovery Network Service Scanning
T1424 discovery Process Discovery
T1426 discovery System Information Discovery
T1428 lateral-movement Exploitation of Remote Services
T1429 collection Audio Capture
T1430 discovery,collection Location Tracking|001 Remote Device Management Services|002 Impersonate SS7 Nodes
T1437 command-and-control Application Layer Protocol|001 Web Protocols
T1451 initial-access SIM Card Swap
T1453 credential-access,collection Abuse Accessibility Features
T1456 initial-access Drive-By Compromise
T1458 initial-access,lateral-movement Replication Through Removable Media
T1461 initial-access Lockscreen Bypass
T1464 impact Network Denial of Service
T1471 impact Data Encrypted for Impact
T1474 initial-access Supply Chain Compromise|001 Compromise Software Dependencies and Development Tools|002 Compromise Hardware Supply Chain|003 Compromise Software Supply Chain
T1481 command-and-control Web Service|001 Dead Drop Resolver|002 Bidirectional Communication|003 One-Way Communication
T1509 command-and-control Non-Standard Port
T1512 collection Video Capture
T1513 collection Screen Capture
T1516 defense-evasion,impact Input Injection
T1517 credential-access,collection Access Notifications
T1521 command-and-control Encrypted Channel|001 Symmetric Cryptography|002 Asymmetric Cryptography|003 SSL Pinning
T1532 collection Archive Collected Data
T1533 collection Data from Local System
T1541 persistence,defense-evasion Foreground Persistence
T1544 command-and-control Ingress Tool Transfer
T1575 execution,defense-evasion Native API
T1577 persistence Compromise Application Executable
T1582 impact SMS Control
T1603 execution,persistence Scheduled Task/Job
T1604 defense-evasion Proxy Through Victim
T1616 collection,command-and-control,impact Call Control
T1617 defense-evasion Hooking
T1623 execution Command and Scripting Interpreter|001 Unix Shell
T1624 persistence Event Triggered Execution|001 Broadcast Receivers
T1625 persistence Hijack Execution Flow|001 System Runtime API Hijacking
T1626 privilege-escalation Abuse Elevation Control Mechanism|001 Device Administrator Permissions
T1627 defense-evasion Execution Guardrails|001 Geofencing
T1628 defense-evasion Hide Artifacts|001 Suppress Application Icon|002 User Evasion|003 Conceal Multimedia Files
T1629 defense-evasion Impair Defenses|001 Prevent Application Removal|002 Device Lockout|003 Disable or Modify Tools
T1630 defense-evasion Indicator Removal on Host|001 Uninstall Malicious Application|002 File Deletion|003 Disguise Root/Jailbreak Indicators
T1631 privilege-escalation,defense-evasion Process Injection|001 Ptrace System Calls
T1632 defense-evasion Subvert Trust Controls|001 Code Signing Policy Modification
T1633 defense-evasion Virtualization/Sandbox Evasion|001 System Checks
T1634 credential-access Credentials from Password Store|001 Keychain
T1635 credential-access Steal Application Access Token|001 URI Hijacking
T1636 collection Protected User Data|001 Calendar Entries|002 Call Log|003 Contact List|004 SMS Messages|005 Accounts
T1637 command-and-control Dynamic Resolution|001 Domain Generation Algorithms
T1638 collection Adversary-in-the-Middle
T1639 exfiltration Exfiltration Over Alternative Protocol|001 Exfiltration Over Unencrypted Non-C2 Protocol
T1640 impact Account Access Removal
T1641 impact Data Manipulation|001 Transmitted Data Manipulation
T1642 impact Endpoint Denial of Service
T1643 impact Generate Traffic from Victim
T1644 command-and-control Out of Band Data
T1645 persistence Compromise Client Software Binary
T1646 exfiltration Exfiltration Over C2 Channel
T1655 defense-evasion Masquerading|001 Match Legitimate Name or Location
T1658 execution Exploitation for Client Execution
T1660 initial-access Phishing
T1661 initial-access,defense-evasion Application Versioning
T1662 impact Data Destruction
T1663 command-and-control Remote Access Software
T1664 initial-access Exploitation for Initial Access
T1670 defense-evasion Virtualization Solution
T1676 persistence,collection Linked Devices
`,
};
