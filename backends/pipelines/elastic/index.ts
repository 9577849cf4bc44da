/**
 * Pipelines for events in Elasticsearch under the names of the Elastic Common Schema, as Elastic's own shippers and
 * integrations index them. README.md says what maps where.
 */
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';
import { awsEventSet } from './cloud/aws.ts';
import { azureEventSet } from './cloud/azure.ts';
import { googleEventSet } from './cloud/google.ts';
import {
  applicationEventSet,
  githubEventSet,
  kubernetesEventSet,
  m365EventSet,
  oktaEventSet,
} from './cloud/services.ts';
import { createEcsPipeline, type EcsDescription, type EcsOptions } from './create.ts';
import { endpointEventSet } from './endpoint.ts';
import type { EventSetOf } from './event-set.ts';
import { linuxEventSet, macosEventSet } from './hosts.ts';
import { genericEventSet, zeekEventSet } from './network.ts';
import { windowsEventSet } from './windows/event-sets.ts';

export type { EcsOptions } from './create.ts';
export type { MultiFields } from './multi-fields.ts';

/** Windows is asked for last: it has an answer to every rule, a reason if nothing else. */
const onlyWindows: EventSetOf = (logsource) =>
  logsource.product?.toLowerCase() === 'windows' || logsource.category?.toLowerCase() === 'antivirus'
    ? windowsEventSet(logsource)
    : undefined;

/** Names of the pipelines of Elastic. */
export type EcsName =
  | 'ecs'
  | 'ecs-windows'
  | 'ecs-endpoint'
  | 'ecs-linux'
  | 'ecs-macos'
  | 'ecs-aws'
  | 'ecs-azure'
  | 'ecs-gcp'
  | 'ecs-okta'
  | 'ecs-github'
  | 'ecs-m365'
  | 'ecs-zeek'
  | 'ecs-kubernetes'
  | 'ecs-network';

const DESCRIPTIONS: Readonly<Record<EcsName, EcsDescription>> = {
  ecs: {
    name: 'ecs',
    title: 'Elastic: whatever Elastic collects, by log source (ECS)',
    eventSets: [
      ...[
        onlyWindows,
        linuxEventSet,
        macosEventSet,
        awsEventSet,
        azureEventSet,
        googleEventSet,
        oktaEventSet,
      ],
      ...[
        githubEventSet,
        m365EventSet,
        kubernetesEventSet,
        zeekEventSet,
        genericEventSet,
        applicationEventSet,
      ],
    ],
  },
  'ecs-windows': {
    name: 'ecs-windows',
    title: 'Elastic: Windows event log by Winlogbeat or Elastic Agent (ECS)',
    eventSets: [onlyWindows],
  },
  'ecs-endpoint': {
    name: 'ecs-endpoint',
    title: 'Elastic: Windows, Linux and macOS by Elastic Defend (ECS)',
    eventSets: [endpointEventSet, linuxEventSet, macosEventSet],
  },
  'ecs-linux': { name: 'ecs-linux', title: 'Elastic: Linux (ECS)', eventSets: [linuxEventSet] },
  'ecs-macos': { name: 'ecs-macos', title: 'Elastic: macOS (ECS)', eventSets: [macosEventSet] },
  'ecs-aws': { name: 'ecs-aws', title: 'Elastic: AWS CloudTrail (ECS)', eventSets: [awsEventSet] },
  'ecs-azure': { name: 'ecs-azure', title: 'Elastic: Azure and Entra ID (ECS)', eventSets: [azureEventSet] },
  'ecs-gcp': {
    name: 'ecs-gcp',
    title: 'Elastic: Google Cloud and Google Workspace (ECS)',
    eventSets: [googleEventSet],
  },
  'ecs-okta': { name: 'ecs-okta', title: 'Elastic: Okta (ECS)', eventSets: [oktaEventSet] },
  'ecs-github': { name: 'ecs-github', title: 'Elastic: GitHub (ECS)', eventSets: [githubEventSet] },
  'ecs-m365': { name: 'ecs-m365', title: 'Elastic: Microsoft 365 (ECS)', eventSets: [m365EventSet] },
  'ecs-zeek': { name: 'ecs-zeek', title: 'Elastic: Zeek (ECS)', eventSets: [zeekEventSet] },
  'ecs-kubernetes': {
    name: 'ecs-kubernetes',
    title: 'Elastic: Kubernetes audit logs (ECS)',
    eventSets: [kubernetesEventSet],
  },
  'ecs-network': {
    name: 'ecs-network',
    title: 'Elastic: web servers, proxies, name servers and firewalls (ECS)',
    eventSets: [genericEventSet],
  },
};

/**
 * A pipeline of Elastic with settings of your own.
 *
 * @param name `ecs`, which chooses by log source, or one of its parts
 * @throws RangeError for another name
 *
 * @example
 * createEcs('ecs-windows', { multiFields: { 'powershell.file.script_block_text': 'wildcard' } })
 * // …, ScriptBlockText|contains: 'Invoke-Mimikatz'
 * //  → ?powershell.file.script_block_text.wildcard : "*Invoke-Mimikatz*"
 */
export function createEcs(name: EcsName = 'ecs', options: EcsOptions = {}): Pipeline {
  if (!Object.hasOwn(DESCRIPTIONS, name)) {
    throw new RangeError(`"${name}" is no pipeline of Elastic: ${Object.keys(DESCRIPTIONS).join(', ')}`);
  }
  return createEcsPipeline(DESCRIPTIONS[name], options);
}

/**
 * {@link createEcs} for every log source that Elastic collects.
 *
 * @example
 * // logsource: { product: windows, category: process_creation }, Image|endswith: '\\whoami.exe'
 * convert(rule, eql, { pipelines: [ecs] }).queries[0]
 * // any where (…"Microsoft-Windows-Sysmon/Operational" and ?event.code == "1" or …) and ?process.executable : "*\\\\whoami.exe"
 */
export const ecs: Pipeline = /* @__PURE__ */ createEcs('ecs');
/** {@link ecs} for the Windows event log alone. */
export const ecsWindows: Pipeline = /* @__PURE__ */ createEcs('ecs-windows');
/** Hosts that Elastic Defend watches; the data of other shippers has other conditions. */
export const ecsEndpoint: Pipeline = /* @__PURE__ */ createEcs('ecs-endpoint');
