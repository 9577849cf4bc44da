/** The generated parts of `backends/pipelines/elastic/README.md` and `backends/pipelines/ocsf/README.md`. */
import { eql } from '../backends/eql/index.ts';
import { esql } from '../backends/esql/index.ts';
import { lucene } from '../backends/lucene/index.ts';
import { createKusto } from '../backends/kusto/index.ts';
import { awsEventSet } from '../backends/pipelines/elastic/cloud/aws.ts';
import { azureEventSet } from '../backends/pipelines/elastic/cloud/azure.ts';
import { googleEventSet } from '../backends/pipelines/elastic/cloud/google.ts';
import {
  applicationEventSet,
  githubEventSet,
  kubernetesEventSet,
  m365EventSet,
  oktaEventSet,
} from '../backends/pipelines/elastic/cloud/services.ts';
import { endpointEventSet } from '../backends/pipelines/elastic/endpoint.ts';
import type { EventSetOf } from '../backends/pipelines/elastic/event-set.ts';
import { linuxEventSet } from '../backends/pipelines/elastic/hosts.ts';
import { ecs } from '../backends/pipelines/elastic/index.ts';
import { genericEventSet, zeekEventSet } from '../backends/pipelines/elastic/network.ts';
import * as channels from '../backends/pipelines/elastic/windows/other-channels.ts';
import * as sysmon from '../backends/pipelines/elastic/windows/sysmon.ts';
import type { EventFields } from '../backends/pipelines/field-table.ts';
import { CATEGORIES, SERVICES } from '../backends/pipelines/ocsf/event-classes.ts';
import { ocsf } from '../backends/pipelines/ocsf/index.ts';
import { splunk } from '../backends/splunk/index.ts';
import type { SigmaRule } from '../lib/ast/rule.ts';
import { countOutcomes, formatFields, formatOutcomes, withoutCommon } from './pipeline-tables.ts';

/** Files and the parts in them that need no rules, by name. */
export function fieldParts(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    'backends/pipelines/elastic/README.md': { fields: elasticFields() },
    'backends/pipelines/ocsf/README.md': { fields: ocsfFields() },
  };
}

/** The same for the parts about rules. */
export function outcomeParts(
  rules: readonly SigmaRule[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const elastic = countOutcomes(rules, ecs, [eql, esql, lucene]);
  const everywhere = countOutcomes(rules, ocsf, [splunk, createKusto({ table: 'Events' }), esql]);
  return {
    'backends/pipelines/elastic/README.md': { outcomes: formatOutcomes(rules.length, elastic) },
    'backends/pipelines/ocsf/README.md': { outcomes: formatOutcomes(rules.length, everywhere) },
  };
}

function elasticFields(): string {
  const parts: string[] = [];
  const add = (title: string, fields: EventFields): void =>
    void parts.push(`### ${title}`, formatFields(fields));
  const { ANY_CHANNEL, ...others } = channels;
  add('Header, in every channel', ANY_CHANNEL);
  add('Sysmon', withoutCommon(sysmon.SYSMON_PROCESS, ANY_CHANNEL));
  add('Sysmon: loaded images, where they differ', withoutCommon(sysmon.SYSMON_IMAGE, sysmon.SYSMON_PROCESS));
  add(
    'Sysmon: drivers, streams and executables, where they differ',
    withoutCommon(sysmon.SYSMON_FILE, sysmon.SYSMON_PROCESS),
  );
  add(
    'Process creation, of Sysmon and the Security log, where it differs',
    withoutCommon(sysmon.PROCESS_CREATION, sysmon.SYSMON_PROCESS),
  );
  add('Security log', withoutCommon(others.SECURITY, ANY_CHANNEL));
  add('PowerShell', withoutCommon(others.POWERSHELL, ANY_CHANNEL));
  add('PowerShell, the classic log', withoutCommon(others.POWERSHELL_CLASSIC, ANY_CHANNEL));
  add('Microsoft Defender', withoutCommon(others.DEFENDER, ANY_CHANNEL));
  add('Antivirus', withoutCommon(others.ANTIVIRUS, others.DEFENDER));
  for (const [title, find, product, category, service] of SETS) {
    const found = find({
      ...(product === undefined ? {} : { product }),
      ...optional(category, service),
      ...NOWHERE,
    });
    if (found === undefined || 'none' in found) throw new Error(`no events for ${title}`);
    parts.push(
      `### ${title}`,
      `In ${found.indices.map((index) => `\`${index}\``).join(', ')}.`,
      formatFields(found),
    );
  }
  return parts.join('\n\n');
}

const NOWHERE = { custom: new Map<string, unknown>(), span: { start: 0, end: 0 } };

function optional(
  category: string | undefined,
  service: string | undefined,
): { category?: string; service?: string } {
  return { ...(category === undefined ? {} : { category }), ...(service === undefined ? {} : { service }) };
}

type SetEntry = readonly [
  title: string,
  find: EventSetOf,
  product: string | undefined,
  category?: string | undefined,
  service?: string,
];

const SETS: readonly SetEntry[] = [
  ['Elastic Defend: processes', endpointEventSet, 'windows', 'process_creation'],
  ['Elastic Defend: libraries', endpointEventSet, 'windows', 'image_load'],
  ['Elastic Defend: registry', endpointEventSet, 'windows', 'registry_set'],
  ['Elastic Defend: connections', endpointEventSet, 'windows', 'network_connection'],
  ['Linux and macOS', linuxEventSet, 'linux', 'process_creation'],
  ['auditd', linuxEventSet, 'linux', undefined, 'auditd'],
  ['AWS CloudTrail', awsEventSet, 'aws', undefined, 'cloudtrail'],
  ['Azure activity log', azureEventSet, 'azure', undefined, 'activitylogs'],
  ['Entra ID audit log', azureEventSet, 'azure', undefined, 'auditlogs'],
  ['Entra ID sign-ins', azureEventSet, 'azure', undefined, 'signinlogs'],
  ['Entra ID Protection', azureEventSet, 'azure', undefined, 'riskdetection'],
  ['Google Cloud audit log', googleEventSet, 'gcp', undefined, 'gcp.audit'],
  ['Google Workspace: administration', googleEventSet, 'gcp', undefined, 'google_workspace.admin'],
  ['Google Workspace: logins', googleEventSet, 'gcp', undefined, 'google_workspace.login'],
  ['Okta', oktaEventSet, 'okta', undefined, 'okta'],
  ['GitHub', githubEventSet, 'github', undefined, 'audit'],
  ['Microsoft 365; other names below `o365.audit`', m365EventSet, 'm365', undefined, 'audit'],
  ['Kubernetes', kubernetesEventSet, 'kubernetes', undefined, 'audit'],
  ['Bitbucket', applicationEventSet, 'bitbucket', undefined, 'audit'],
  ['Duo', applicationEventSet, 'cisco', undefined, 'duo'],
  ['FortiGate; other names below `fortinet.firewall`', applicationEventSet, 'fortigate', undefined, 'event'],
  ['OpenCanary', applicationEventSet, 'opencanary', 'application'],
  ['Zeek: DNS; other names below `zeek.dns`', zeekEventSet, 'zeek', undefined, 'dns'],
  ['Zeek: HTTP; other names below `zeek.http`', zeekEventSet, 'zeek', undefined, 'http'],
  ['Web servers', genericEventSet, undefined, 'webserver'],
  ['Proxies: the same fields', genericEventSet, undefined, 'proxy'],
  ['Name servers', genericEventSet, undefined, 'dns'],
  ['Firewalls', genericEventSet, undefined, 'firewall'],
];

function ocsfFields(): string {
  return Object.entries({ ...CATEGORIES, ...SERVICES })
    .flatMap(([name, found]) => {
      const classes = found.classes.map((uid) => `\`class_uid\` ${uid}`).join(' or ');
      const activities =
        found.activities.length === 0 ? '' : `, \`activity_id\` ${found.activities.join(' or ')}`;
      return [`### \`${name}\``, `${classes}${activities}.`, formatFields(found)];
    })
    .join('\n\n');
}
