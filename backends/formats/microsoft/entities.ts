/**
 * Which columns of a result are entities: the machine, the account, the address and others that an alert is about.
 * https://learn.microsoft.com/azure/sentinel/entities-reference
 */
import type { Schema } from '../../../lib/backend/schema.ts';

export interface EntityMapping {
  readonly entityType: string;
  readonly fieldMappings: readonly { readonly identifier: string; readonly columnName: string }[];
}

type Candidate = readonly (readonly [identifier: string, column: string])[];

/** Of each kind of entity, the first whose columns are all there. */
const CANDIDATES: Readonly<Record<string, readonly Candidate[]>> = {
  Host: [[['FullName', 'DeviceName']], [['FullName', 'Computer']], [['FullName', 'DvcFQDN']]],
  Account: [
    [
      ['Name', 'AccountName'],
      ['NTDomain', 'AccountDomain'],
      ['Sid', 'AccountSid'],
    ],
    [
      ['Name', 'InitiatingProcessAccountName'],
      ['NTDomain', 'InitiatingProcessAccountDomain'],
      ['Sid', 'InitiatingProcessAccountSid'],
    ],
    [
      ['Name', 'SubjectUserName'],
      ['NTDomain', 'SubjectDomainName'],
      ['Sid', 'SubjectUserSid'],
    ],
    [['FullName', 'UserPrincipalName']],
    [['FullName', 'TargetUsername']],
    [['FullName', 'ActorUsername']],
    [['FullName', 'SrcUsername']],
    [['FullName', 'UserIdentityArn']],
    [['FullName', 'PrincipalEmail']],
    [['AadUserId', 'AccountObjectId']],
    [['FullName', 'Caller']],
    [['FullName', 'UserId']],
  ],
  IP: [
    [['Address', 'RemoteIP']],
    [['Address', 'IPAddress']],
    [['Address', 'IpAddress']],
    [['Address', 'SourceIpAddress']],
    [['Address', 'CallerIpAddress']],
    [['Address', 'SrcIpAddr']],
    [['Address', 'SourceIP']],
    [['Address', 'ClientIP']],
    [['Address', 'cIP']],
  ],
  Process: [
    [['CommandLine', 'ProcessCommandLine']],
    [['CommandLine', 'InitiatingProcessCommandLine']],
    [['CommandLine', 'TargetProcessCommandLine']],
    [['CommandLine', 'ActingProcessCommandLine']],
    [['CommandLine', 'CommandLine']],
  ],
  RegistryKey: [[['Key', 'RegistryKey']]],
  File: [
    [
      ['Name', 'FileName'],
      ['Directory', 'FolderPath'],
    ],
    [
      ['Name', 'TargetFileName'],
      ['Directory', 'TargetFileDirectory'],
    ],
  ],
  URL: [[['Url', 'RequestURL']], [['Url', 'Url']]],
};

/** A rule may map so many. */
const MOST = 5;

/** Empty where the pipeline said nothing of columns. */
export function entitiesOf(schema: Schema | undefined): readonly EntityMapping[] {
  if (schema === undefined) return [];
  const found = Object.entries(CANDIDATES).flatMap(([entityType, candidates]): readonly EntityMapping[] => {
    const first = candidates.find((candidate) => candidate.every(([, column]) => schema.types.has(column)));
    if (first === undefined) return [];
    return [
      { entityType, fieldMappings: first.map(([identifier, columnName]) => ({ identifier, columnName })) },
    ];
  });
  return found.slice(0, MOST);
}
