/**
 * What the events of the System and Application logs are, in our words after their providers' message texts.
 */
import type { EventTitles } from '../titles.ts';

export const SYSTEM_TITLES: EventTitles = {
  System: {
    '': {
      5723: 'Netlogon: session setup failed, no trust account',
      5805: 'Netlogon: session failed to authenticate',
      7045: 'A service was installed in the system',
    },
    'Application Popup': {
      26: 'Application popup',
    },
    'Kerberos-Key-Distribution-Center': {
      16: 'No suitable encryption key for a TGS request',
      27: 'KDC: requested etypes not supported',
      39: 'KDC: certificate could not be mapped securely',
      41: 'KDC: certificate could not be mapped securely',
      42: 'KDC: krbtgt key too weak',
    },
    LsaSrv: {
      6038: 'NTLM used for authentication',
      6039: 'LSA: NTLM usage',
    },
    'Microsoft-Windows-CertificationAuthority': {
      53: 'Certificate request denied',
    },
    'Microsoft-Windows-DHCP-Server': {
      1031: 'DHCP callout DLL',
      1032: 'DHCP callout DLL',
      1033: 'DHCP callout DLL',
      1034: 'DHCP callout DLL',
    },
    'Microsoft-Windows-Directory-Services-SAM': {
      16990: 'SAM blocked computer/user account change',
      16991: 'SAM blocked computer/user account change',
    },
    'Microsoft-Windows-DistributedCOM': {
      10001: 'DCOM unable to start server',
    },
    'Microsoft-Windows-Eventlog': {
      104: 'The log file was cleared',
    },
    'Microsoft-Windows-Iphlpsvc': {
      4100: 'ISATAP router address set',
    },
    'Microsoft-Windows-Kerberos-Key-Distribution-Center': {
      16: 'No suitable encryption key for a TGS request',
      27: 'KDC: requested etypes not supported',
      35: 'KDC: PAC/ticket requester (CVE-2021-42287) warnings',
      36: 'KDC: PAC/ticket requester (CVE-2021-42287) warnings',
      37: 'KDC: PAC/ticket requester (CVE-2021-42287) warnings',
      38: 'KDC: PAC/ticket requester (CVE-2021-42287) warnings',
      39: 'KDC: certificate could not be mapped securely',
      41: 'KDC: certificate could not be mapped securely',
      42: 'KDC: krbtgt key too weak',
    },
    'Microsoft-Windows-Kernel-General': {
      16: 'The access history in hive was cleared',
    },
    'Microsoft-Windows-Ntfs': {
      98: 'NTFS volume health',
    },
    'Microsoft-Windows-WER-SystemErrorReporting': {
      1001: 'BugCheck reboot',
    },
    'Microsoft-Windows-WindowsUpdateClient': {
      16: 'Unable to connect to the automatic updates service',
      20: 'Windows Update installation failure',
      24: 'Windows Update uninstallation failure',
      213: 'Windows Update revert failure',
      217: 'Windows Update commit failure',
    },
    NetLogon: {
      5829: 'Netlogon: vulnerable secure channel allowed',
    },
    Ntfs: {
      55: 'NTFS corruption',
    },
    'Service Control Manager': {
      7023: 'A service terminated with an error',
      7034: 'A service terminated unexpectedly',
      7036: 'A service entered a state',
      7045: 'A service was installed in the system',
    },
    TermDD: {
      50: 'Terminal Server protocol error',
      56: 'Terminal Server protocol error',
    },
  },
  Application: {
    '': {
      15457: 'Configuration option changed',
      18456: 'Login failed',
      33205: 'SQL Server audit event',
    },
    'Application Error': {
      1000: 'Application Error (crash)',
    },
    'Audit-CVE': {
      1: 'Possible detection of CVE (CveEventWrite)',
    },
    ESENT: {
      216: 'Database location change detected',
      325: 'A new database was created',
      326: 'A database was attached',
      327: 'A database was detached',
    },
    'MSExchange Control Panel': {
      4: 'Exchange Control Panel request failure',
    },
    MSMQ: {
      2027: 'MSMQ corrupted packet',
    },
    MSSQLSERVER: {
      8128: 'Extended stored procedure DLL loaded',
    },
    MSSQLSERVER$AUDIT: {
      33205: 'SQL Server audit event',
    },
    'Microsoft-Windows-Audit-CVE': {
      1: 'Possible detection of CVE (CveEventWrite)',
    },
    'Microsoft-Windows-Backup': {
      524: 'System catalog deleted',
    },
    'Microsoft-Windows-SoftwareRestrictionPolicies': {
      865: 'Access restricted by Software Restriction Policy',
      866: 'Access restricted by Software Restriction Policy',
      867: 'Access restricted by Software Restriction Policy',
      868: 'Access restricted by Software Restriction Policy',
      882: 'Access restricted by Software Restriction Policy',
    },
    'Microsoft-Windows-User Profiles Service': {
      1511: 'Temporary profile used (local profile not found)',
    },
    MsiInstaller: {
      1033: 'Windows Installer installed the product',
      1034: 'Windows Installer removed the product',
      1040: 'Beginning a Windows Installer transaction',
      1042: 'Ending a Windows Installer transaction',
      11724: 'Product removal completed',
    },
    ScreenConnect: {
      200: 'ScreenConnect command executed',
      201: 'ScreenConnect file transferred',
    },
    'Windows Error Reporting': {
      1001: 'Windows Error Reporting fault bucket',
    },
    'Windows Server Update Services': {
      7053: 'WSUS server error',
    },
  },
};
