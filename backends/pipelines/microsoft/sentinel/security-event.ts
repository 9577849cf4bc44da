/**
 * The security log in its own table: `SecurityEvent`, which has a column for most of what its events hold.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/securityevent
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { always } from '../../values/always.ts';
import { named } from '../../values/named.ts';
import { defineTable, type Table } from '../table.ts';

const TABLE: Table = /* @__PURE__ */ defineTable('SecurityEvent', {
  string: `
    AccessMask Account AccountDomain AccountExpires AccountName AccountSessionIdentifier AccountType Activity
    AdditionalInfo AdditionalInfo2 AllowedToDelegateTo Attributes AuditPolicyChanges AuthenticationPackageName
    AuthenticationProvider AuthenticationServer AuthenticationType AzureDeploymentID CACertificateHash CalledStationID
    CallerProcessId CallerProcessName CallingStationID CAPublicKeyHash CategoryId CertificateDatabaseHash Channel ClassId
    ClassName ClientAddress ClientIPAddress ClientName CommandLine CompatibleIds Computer DCDNSName DeviceDescription
    DeviceId DisplayName Disposition DomainBehaviorVersion DomainName DomainPolicyChanged DomainSid EAPType ElevatedToken
    EventData EventSourceName ExtendedQuarantineState FailureReason FileHash FilePath FilePathNoUser Filter ForceLogoff
    Fqbn FullyQualifiedSubjectMachineName FullyQualifiedSubjectUserName GroupMembership HandleId HardwareIds
    HomeDirectory HomePath InterfaceUuid IpAddress IpPort Level LmPackageName LocationInformation LockoutDuration
    LockoutObservationWindow LockoutThreshold LoggingResult LogonGuid LogonHours LogonID LogonProcessName LogonTypeName
    MachineAccountQuota MachineInventory MachineLogon ManagementGroupName MandatoryLabel MaxPasswordAge MemberName
    MemberSid MinPasswordAge MinPasswordLength MixedDomainMode NASIdentifier NASIPv4Address NASIPv6Address NASPort
    NASPortType NetworkPolicyName NewDate NewMaxUsers NewProcessId NewProcessName NewRemark NewShareFlags NewTime
    NewUacValue NewValue NewValueType ObjectName ObjectServer ObjectType ObjectValueName OemInformation OldMaxUsers
    OldRemark OldShareFlags OldUacValue OldValue OldValueType OperationType PackageName ParentProcessName
    PasswordHistoryLength PasswordLastSet PasswordProperties PreviousDate PreviousTime PrimaryGroupId
    PrivateKeyUsageCount PrivilegeList Process ProcessId ProcessName ProfilePath Properties ProtocolSequence
    ProxyPolicyName QuarantineHelpURL QuarantineSessionID QuarantineSessionIdentifier QuarantineState
    QuarantineSystemHealthResult RelativeTargetName RemoteIpAddress RemotePort Requester RequestId RestrictedAdminMode
    RowsDeleted SamAccountName ScriptPath SecurityDescriptor ServiceAccount ServiceFileName ServiceName ServiceType
    SessionName ShareLocalPath ShareName SidHistory SourceComputerId SourceSystem Status StorageAccount SubcategoryGuid
    SubcategoryId Subject SubjectAccount SubjectDomainName SubjectKeyIdentifier SubjectLogonId SubjectMachineName
    SubjectMachineSID SubjectUserName SubjectUserSid SubStatus TableId TargetAccount TargetDomainName TargetInfo
    TargetLinkedLogonId TargetLogonGuid TargetLogonId TargetOutboundDomainName TargetOutboundUserName TargetServerName
    TargetSid TargetUser TargetUserName TargetUserSid TemplateContent TemplateDSObjectFQDN TemplateInternalName
    TemplateOID TemplateSchemaVersion TemplateVersion TokenElevationType TransmittedServices Type UserAccountControl
    UserParameters UserPrincipalName UserWorkstations VendorIds VirtualAccount Workstation WorkstationName`,
  integer:
    'AuditsDiscarded AuthenticationLevel AuthenticationService ErrorCode EventID KeyLength LogonType ServiceStartType Task',
  datetime: 'TimeGenerated',
});

/** Events of the security log. Their fields have the names of the columns. */
export const securityEvents: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  fields: {
    EventID: 'EventID',
    Provider_Name: 'EventSourceName',
    Channel: /* @__PURE__ */ always('Security'),
  },
  sameNames: true,
});

/** https://learn.microsoft.com/windows/win32/secauthz/well-known-sids */
const LABELS = {
  untrusted: 'S-1-16-0',
  low: 'S-1-16-4096',
  medium: 'S-1-16-8192',
  mediumplus: 'S-1-16-8448',
  high: 'S-1-16-12288',
  system: 'S-1-16-16384',
};

/**
 * Processes that the audit log reports.
 * https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4688
 */
export const auditedProcesses: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: { EventID: [4688] },
  fields: {
    Image: 'NewProcessName',
    CommandLine: 'CommandLine',
    ParentImage: 'ParentProcessName',
    IntegrityLevel: /* @__PURE__ */ named('MandatoryLabel', LABELS, 'whole-as-is'),
    Computer: 'Computer',
    EventID: /* @__PURE__ */ always('4688'),
    NewProcessName: 'NewProcessName',
    ParentProcessName: 'ParentProcessName',
    SubjectUserName: 'SubjectUserName',
    SubjectDomainName: 'SubjectDomainName',
    SubjectLogonId: 'SubjectLogonId',
  },
});
