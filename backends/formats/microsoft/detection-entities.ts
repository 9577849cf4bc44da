/**
 * Which columns of a result are the entities of an alert of Defender XDR, by the columns that the table has.
 * https://learn.microsoft.com/graph/api/resources/security-entitymappingconfiguration
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Schema } from '../../../lib/backend/schema.ts';

type Mapping = Readonly<Record<string, string>>;

/** Of each kind of entity, the first mapping whose columns are all there. */
const CANDIDATES: Readonly<Record<string, readonly Mapping[]>> = {
  accounts: [
    { nameColumn: 'AccountName', ntDomainColumn: 'AccountDomain', sidColumn: 'AccountSid' },
    {
      nameColumn: 'InitiatingProcessAccountName',
      ntDomainColumn: 'InitiatingProcessAccountDomain',
      sidColumn: 'InitiatingProcessAccountSid',
    },
    { aadUserIdColumn: 'AccountObjectId' },
  ],
  files: [{ nameColumn: 'FileName', sha1Column: 'SHA1', sha256Column: 'SHA256' }],
  hosts: [{ deviceIdColumn: 'DeviceId', nameColumn: 'DeviceName' }],
  ips: [{ addressColumn: 'RemoteIP' }, { addressColumn: 'IPAddress' }],
  processes: [{ sha1Column: 'InitiatingProcessSHA1', sha256Column: 'InitiatingProcessSHA256' }],
  registryValues: [{ keyColumn: 'RegistryKey', valueNameColumn: 'RegistryValueName' }],
  urls: [{ addressColumn: 'RemoteUrl' }],
};

/** What `ResourceId` of audit records names, by the product of the rule. */
const RESOURCES: Readonly<Record<string, readonly [kind: string, column: string]>> = {
  aws: ['amazonResources', 'amazonResourceIdColumn'],
  azure: ['azureResources', 'resourceIdColumn'],
  gcp: ['googleCloudResources', 'fullResourceNameColumn'],
};

/** Empty where the pipeline said nothing of columns. */
export function detectionEntitiesOf(
  { logsource }: SigmaRule,
  schema: Schema | undefined,
): Readonly<Record<string, readonly Mapping[]>> {
  const entities: Record<string, readonly Mapping[]> = {};
  for (const [kind, candidates] of Object.entries(CANDIDATES)) {
    const found = candidates.find((mapping) =>
      Object.values(mapping).every((column) => schema?.types.has(column) === true),
    );
    if (found !== undefined) entities[kind] = [found];
  }
  const product = logsource.product?.toLowerCase() ?? '';
  const resource = Object.hasOwn(RESOURCES, product) ? RESOURCES[product] : undefined;
  if (resource !== undefined && schema?.types.has('ResourceId') === true) {
    const [kind, column] = resource;
    entities[kind] = [{ [column]: 'ResourceId' }];
  }
  return entities;
}
