/** ATT&CK ICS. Written by bench/write-attack-table.ts; the format is in README.md. */
import type { DomainText } from '../types.ts';

export const ICS: DomainText = {
  tactics: `
TA0108 initial-access Initial Access
TA0104 execution Execution
TA0110 persistence Persistence
TA0111 privilege-escalation Privilege Escalation
TA0103 evasion Evasion
TA0102 discovery Discovery
TA0109 lateral-movement Lateral Movement
TA0100 collection Collection
TA0101 command-and-control Command and Control
TA0107 inhibit-response-function Inhibit Response Function
TA0106 impair-process-control Impair Process Control
TA0105 impact Impact
`,
  techniques: `
T0800 inhibit-response-function Activate Firmware Update Mode
T0801 collection Monitor Process State
T0802 collection Automated Collection
T0806 impair-process-control Brute Force I/O
T0807 execution Command-Line Interface
T0809 inhibit-response-function Data Destruction
T0811 collection Data from Information Repositories
T0813 impact Denial of Control
T0814 inhibit-response-function Denial of Service
T0815 impact Denial of View
T0816 inhibit-response-function Device Restart/Shutdown
T0817 initial-access Drive-by Compromise
T0819 initial-access Exploit Public-Facing Application
T0820 evasion Exploitation for Evasion
T0821 execution Modify Controller Tasking
T0822 initial-access External Remote Services
T0823 execution Graphical User Interface
T0826 impact Loss of Availability
T0827 impact Loss of Control
T0828 impact Loss of Productivity and Revenue
T0829 impact Loss of View
T0830 collection Adversary-in-the-Middle
T0831 impact Manipulation of Control
T0832 impact Manipulation of View
T0834 execution Native API
T0835 inhibit-response-function Manipulate I/O Image
T0836 impair-process-control Modify Parameter
T0837 impact Loss of Protection
T0838 inhibit-response-function Modify Alarm Settings
T0840 discovery Network Connection Enumeration
T0842 discovery Network Sniffing
T0843 lateral-movement Program Download|001 Download All|002 Online Edit|003 Program Append
T0845 collection Program Upload
T0846 discovery Remote System Discovery|001 Port Scan|002 Broadcast Discovery|003 Multicast Discovery
T0847 initial-access Replication Through Removable Media
T0848 initial-access Rogue Master
T0849 evasion Masquerading
T0851 evasion,inhibit-response-function Rootkit
T0852 collection Screen Capture
T0853 execution Scripting
T0858 execution,evasion Change Operating Mode
T0859 persistence,lateral-movement Valid Accounts
T0860 initial-access Wireless Compromise
T0861 collection Point & Tag Identification
T0862 initial-access Supply Chain Compromise
T0863 execution User Execution
T0864 initial-access Transient Cyber Asset
T0865 initial-access Spearphishing Attachment
T0866 initial-access,lateral-movement Exploitation of Remote Services
T0867 lateral-movement Lateral Tool Transfer
T0868 collection Detect Operating Mode
T0869 command-and-control Standard Application Layer Protocol
T0871 execution Execution through API
T0872 evasion Indicator Removal on Host
T0873 persistence Project File Infection|001 Siemens Project File Format
T0874 execution,privilege-escalation Hooking
T0877 collection I/O Image
T0878 inhibit-response-function Alarm Suppression
T0879 impact Damage to Property
T0880 impact Loss of Safety
T0881 inhibit-response-function Service Stop
T0882 impact Theft of Operational Information
T0883 initial-access Internet Accessible Device
T0884 command-and-control Connection Proxy
T0885 command-and-control Commonly Used Port
T0886 initial-access,lateral-movement Remote Services
T0887 discovery,collection Wireless Sniffing
T0888 discovery Remote System Information Discovery
T0889 persistence Modify Program
T0890 privilege-escalation Exploitation for Privilege Escalation
T0892 inhibit-response-function Change Credential
T0893 collection Data from Local System
T0894 evasion System Binary Proxy Execution
T0895 execution Autorun Image
T1691 inhibit-response-function Block Operational Technology Message|001 Command Message|002 Reporting Message
T1692 evasion,impair-process-control Unauthorized Message|001 Command Message|002 Reporting Message
T1693 persistence,inhibit-response-function,impair-process-control Modify Firmware|001 System Firmware|002 Module Firmware
T1694 persistence,lateral-movement Insecure Credentials|001 Default Credentials|002 Hardcoded Credentials
T1695 inhibit-response-function Block Communications|001 Serial COM|002 Ethernet|003 Wi-Fi
`,
};
