/**
 * What the events of the other channels are, Sysmon's first of all, in our words after their documentation.
 */
import type { EventTitles } from '../titles.ts';

export const OTHER_TITLES: EventTitles = {
  '': {
    'Microsoft-Windows-Kernel-File': {
      12: 'ETW Create (file opened)',
      27: 'ETW RenamePath',
    },
  },
  'DNS Server': {
    'Microsoft-Windows-DNS-Server-Service': {
      150: 'The DNS server could not load or initialize the plug-in DLL',
      770: 'Plug-in DLL loaded',
      771: 'Plug-in DLL load failed',
      6004: 'Zone transfer request failed',
    },
  },
  'Linux-Sysmon/Operational': {
    'Linux-Sysmon': {
      1: 'Process creation',
      3: 'Network connection',
      11: 'FileCreate',
    },
  },
  'MSExchange Management': {
    'MSExchange CmdletLogs': {
      6: 'Cmdlet failed',
      8: 'Cmdlet failed/stopped',
    },
  },
  'Microsoft-IIS-Configuration/Operational': {
    'Microsoft-Windows-IIS-Configuration': {
      29: 'Changes to configuration have been committed',
    },
  },
  'Microsoft-ServiceBus-Client/Admin': {
    'Microsoft-ServiceBus-Client': {
      40300: 'Hybrid connection manager / relay listener',
      40301: 'Hybrid connection manager / relay listener',
      40302: 'Hybrid connection manager / relay listener',
    },
  },
  'Microsoft-Windows-AppLocker/MSI and Script': {
    'Microsoft-Windows-AppLocker': {
      8003: 'EXE/DLL was allowed but would be blocked (audit)',
      8004: 'EXE/DLL was prevented from running',
      8006: 'Script/MSI was allowed but would be blocked (audit)',
      8007: 'Script/MSI was prevented from running',
      8021: 'Packaged app would be blocked (audit)',
      8022: 'Packaged app was blocked',
      8024: 'Packaged app installation would be blocked (audit)',
      8025: 'Packaged app installation was blocked',
    },
  },
  'Microsoft-Windows-AppModel-Runtime/Admin': {
    'Microsoft-Windows-AppModel-Runtime': {
      201: 'Desktop AppX process created',
    },
  },
  'Microsoft-Windows-AppXDeploymentServer/Operational': {
    'Microsoft-Windows-AppXDeployment-Server': {
      400: 'Deployment operation on a package finished successfully/with error',
      401: 'Deployment operation failed',
      412: 'Deployment blocked by AppLocker',
      441: 'Deployment blocked by policy: special profiles',
      442: 'Deployment blocked by policy: non-system volume',
      453: 'Package blocked by a platform policy',
      454: 'Package blocked by a platform policy',
      603: 'Started deployment (flags)',
      854: 'Successfully added package uri',
    },
  },
  'Microsoft-Windows-AppxPackaging/Operational': {
    'Microsoft-Windows-AppxPackagingOM': {
      157: 'Package signature / publisher information',
    },
  },
  'Microsoft-Windows-Bits-Client/Operational': {
    'Microsoft-Windows-Bits-Client': {
      3: 'The BITS service created a new job',
      16403: 'A BITS job transferred/added a file (remote name)',
    },
  },
  'Microsoft-Windows-CAPI2/Operational': {
    'Microsoft-Windows-CAPI2': {
      70: 'Acquire Certificate Private Key',
    },
  },
  'Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational': {
    'Microsoft-Windows-CertificateServicesClient-Lifecycle-System': {
      1007: 'A certificate has been exported',
    },
  },
  'Microsoft-Windows-CodeIntegrity/Operational': {
    'Microsoft-Windows-CodeIntegrity': {
      3001: 'An unsigned kernel module was loaded',
      3021: 'A revoked kernel module was loaded',
      3022: 'A revoked kernel module was loaded (kernel debugger attached)',
      3023: 'The driver is blocked from loading, revoked by Microsoft',
      3032: 'A revoked image was loaded',
      3033: 'Load attempt did not meet the signing level requirements',
      3034: 'Load attempt did not meet the signing level requirements (audit mode, allowed)',
      3035: 'A revoked image was loaded (kernel debugger attached)',
      3036: 'Unable to verify file, signing certificate revoked',
      3037: 'An unsigned image was loaded',
      3077: 'Load attempt violated code integrity policy (enforced, blocked)',
      3082: 'Kernel module not meeting WHQL loaded (audit mode)',
      3083: 'Kernel module not meeting WHQL loaded',
      3104: 'File blocked, disallowed for protected processes',
    },
  },
  'Microsoft-Windows-DNS Client Events/Operational': {
    'Microsoft-Windows-DNS-Client': {
      3008: 'DNS query is completed',
    },
  },
  'Microsoft-Windows-DNS-Server/Analytical': {
    'Microsoft-Windows-DNSServer': {
      257: 'RESPONSE_SUCCESS',
    },
  },
  'Microsoft-Windows-Diagnosis-Scripted/Operational': {
    'Microsoft-Windows-Diagnosis-Scripted': {
      101: 'Scripted diagnostic package loaded',
    },
  },
  'Microsoft-Windows-DriverFrameworks-UserMode/Operational': {
    'Microsoft-Windows-DriverFrameworks-UserMode': {
      2003: 'UMDF host asked to load drivers for device (USB plugged)',
      2100: 'Received a Pnp or Power operation',
      2102: 'Forwarded a finished Pnp or Power operation',
    },
  },
  'Microsoft-Windows-LDAP-Client/Debug': {
    'Microsoft-Windows-LDAP-Client': {
      30: 'LDAP search',
    },
  },
  'Microsoft-Windows-LSA/Operational': {
    LsaSrv: {
      300: 'Groups assigned to a new logon',
    },
  },
  'Microsoft-Windows-NTLM/Operational': {
    'Microsoft-Windows-NTLM': {
      8001: 'NTLM client blocked audit: outgoing NTLM',
      8002: 'NTLM server blocked audit: incoming NTLM',
      8004: 'Domain Controller blocked audit',
    },
  },
  'Microsoft-Windows-PowerShell/Operational': {
    'Microsoft-Windows-PowerShell': {
      4103: 'Module logging (pipeline execution details)',
      4104: 'Script block logging (creating Scriptblock text)',
    },
  },
  'Microsoft-Windows-PrintService/Admin': {
    'Microsoft-Windows-PrintService': {
      808: 'The print spooler failed to load a plug-in module',
    },
  },
  'Microsoft-Windows-PrintService/Operational': {
    'Microsoft-Windows-PrintService': {
      316: 'Printer driver was added or updated',
    },
  },
  'Microsoft-Windows-SMBServer/Connectivity': {
    'Microsoft-Windows-SMBServer': {
      4000: 'Client connected (signing/encryption state)',
    },
  },
  'Microsoft-Windows-Security-Mitigations/KernelMode': {
    'Microsoft-Windows-Security-Mitigations': {
      11: 'Loading of a non Microsoft signed binary would be blocked (audit)',
      12: 'Loading of a non Microsoft signed binary was blocked',
    },
  },
  'Microsoft-Windows-Shell-Core/Operational': {
    'Microsoft-Windows-Shell-Core': {
      28115: 'Shortcut for application added to app resolver cache',
    },
  },
  'Microsoft-Windows-SmbClient/Connectivity': {
    'Microsoft-Windows-SMBClient': {
      30803: 'Failed to establish a network connection',
      30804: 'A network connection was disconnected',
      30806: 'The client re-established its session',
    },
  },
  'Microsoft-Windows-SmbClient/Security': {
    'Microsoft-Windows-SMBClient': {
      31017: 'Rejected an insecure guest logon',
    },
  },
  'Microsoft-Windows-Sysmon/Operational': {
    'Microsoft-Windows-Sysmon': {
      1: 'Process creation',
      2: 'A process changed a file creation time',
      3: 'Network connection',
      4: 'Sysmon service state changed',
      5: 'Process terminated',
      6: 'Driver loaded',
      7: 'Image loaded',
      8: 'CreateRemoteThread',
      9: 'RawAccessRead',
      10: 'ProcessAccess',
      11: 'FileCreate',
      12: 'RegistryEvent (Object create and delete)',
      13: 'RegistryEvent (Value Set)',
      14: 'RegistryEvent (Key and Value Rename)',
      15: 'FileCreateStreamHash',
      16: 'Sysmon config state changed (ServiceConfigurationChange)',
      17: 'PipeEvent (Pipe Created)',
      18: 'PipeEvent (Pipe Connected)',
      19: 'WmiEvent (WmiEventFilter activity detected)',
      20: 'WmiEvent (WmiEventConsumer activity detected)',
      21: 'WmiEvent (WmiEventConsumerToFilter activity detected)',
      22: 'DNSEvent (DNS query)',
      23: 'FileDelete (File Delete archived)',
      24: 'ClipboardChange (New content in the clipboard)',
      25: 'ProcessTampering (Process image change)',
      26: 'FileDeleteDetected (File Delete logged)',
      27: 'FileBlockExecutable',
      28: 'FileBlockShredding',
      29: 'FileExecutableDetected',
      255: 'Error',
    },
  },
  'Microsoft-Windows-TaskScheduler/Operational': {
    'Microsoft-Windows-TaskScheduler': {
      129: 'Created Task Process',
      140: 'Task registration updated',
      141: 'Task registration deleted',
      142: 'Task disabled',
    },
  },
  'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational': {
    'Microsoft-Windows-TerminalServices-LocalSessionManager': {
      21: 'Session logon succeeded',
    },
  },
  'Microsoft-Windows-WMI-Activity/Operational': {
    'Microsoft-Windows-WMI-Activity': {
      5858: 'Operation error',
      5859: 'Permanent event provider (ESS started)',
      5861: 'Permanent event subscription (ESS to consumer binding)',
    },
  },
  'Microsoft-Windows-Windows Defender/Operational': {
    'Microsoft-Windows-Windows Defender': {
      1006: 'Scan found malware',
      1007: 'Action taken (scan)',
      1008: 'Action failed (scan)',
      1009: 'Item restored from quarantine',
      1010: 'Restore from quarantine failed',
      1011: 'Quarantine item deleted',
      1012: 'Quarantine delete failed',
      1013: 'History of malware deleted',
      1015: 'Suspicious behavior detected',
      1017: 'RTP: checkpoint',
      1018: 'RTP: error',
      1019: 'RTP: suspended',
      1115: 'Malware detected (offline)',
      1116: 'Malware or unwanted software detected',
      1117: 'Action taken to protect the system',
      1119: 'Critical error when taking action',
      1121: 'ASR rule fired in block mode',
      3002: 'Real-time protection feature failed',
      3007: 'Real-time protection restarted',
      5001: 'Real-time protection disabled',
      5007: 'Configuration changed',
      5010: 'Scanning for malware and PUA disabled',
      5012: 'Virus scanning disabled',
      5013: 'Tamper protection blocked a change',
      5101: 'Antimalware platform expired',
    },
  },
  'Microsoft-Windows-Windows Firewall With Advanced Security/Firewall': {
    'Microsoft-Windows-Windows Firewall With Advanced Security': {
      2002: 'A Windows Firewall setting has changed',
      2003: 'A profile setting has changed',
      2004: 'A rule has been added',
      2005: 'A rule has been modified',
      2006: 'A rule has been deleted',
      2008: 'Group policy settings changed',
      2009: 'Failed to load Group Policy',
      2032: 'Firewall reset to default',
      2033: 'All rules deleted',
      2052: 'A rule has been deleted (new)',
      2059: 'All rules deleted (new)',
      2060: 'Firewall reset to default (new)',
      2071: 'A rule has been added (new)',
      2073: 'A rule has been modified (new)',
      2082: 'A setting has changed (new)',
      2083: 'A setting has changed (new)',
      2097: 'A rule has been added (new)',
    },
  },
  'OpenSSH/Operational': {
    OpenSSH: {
      4: 'sshd message (informational)',
    },
  },
  'PowerShellCore/Operational': {
    PowerShellCore: {
      4103: 'Module logging (pipeline execution details)',
      4104: 'Script block logging (creating Scriptblock text)',
    },
  },
  'Windows PowerShell': {
    PowerShell: {
      400: 'Engine state is changed from None to Available',
      600: 'Provider is Started',
      800: 'Pipeline execution details',
    },
  },
};
