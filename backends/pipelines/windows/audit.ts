/**
 * The pipeline `windows-audit`: process creations and registry changes as the Security log records them, events 4688 and
 * 4657, for Windows without Sysmon.
 */
import type { LogSource } from '../../../lib/ast/rule.ts';
import { feedsOf, type Feed } from '../../../lib/events/log-sources.ts';
import type { Pipeline, PipelineState } from '../../../lib/pipeline/pipeline.ts';
import { addCondition } from '../../../lib/pipeline/steps/basic.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { translateLeaves, type LeafTranslation } from '../../../lib/pipeline/steps/translate-leaves.ts';
import { or } from '../../../lib/query/build.ts';
import type { Leaf } from '../../../lib/query/query.ts';
import { idsAndFields } from './conditions.ts';
import { details, targetObject } from './registry-values.ts';
import { useService } from './sysmon.ts';

type View = 'process-creation' | 'registry';

/**
 * Names of rules and those of the event. `User` has none: the event names the account that asked for the process, which for
 * services is that of the computer, and not the one that the process runs as. `ProcessId` means two things there.
 */
const NAMES: Readonly<Record<View, Readonly<Record<string, string>>>> = {
  'process-creation': {
    Image: 'NewProcessName',
    ParentImage: 'ParentProcessName',
    LogonId: 'SubjectLogonId',
  },
  registry: { Image: 'ProcessName' },
};

/** Names that mean the same in rules and in the event, with those of the event itself. */
const OWN_NAMES: Readonly<Record<View, readonly string[]>> = {
  'process-creation': [
    ...['CommandLine', 'NewProcessId', 'NewProcessName', 'ParentProcessName', 'TokenElevationType'],
    ...['SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'MandatoryLabel'],
    ...['TargetUserSid', 'TargetUserName', 'TargetDomainName', 'TargetLogonId'],
  ],
  registry: [
    ...['ObjectName', 'ObjectValueName', 'HandleId', 'OperationType', 'ProcessName'],
    ...['OldValueType', 'OldValue', 'NewValueType', 'NewValue'],
    ...['SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId'],
  ],
};

const HEADER = ['EventID', 'Channel', 'Provider_Name', 'Computer', 'Level', 'Keywords', 'Task'];

/** https://learn.microsoft.com/windows/win32/secauthz/well-known-sids, mandatory labels */
const LABELS: Readonly<Record<string, string>> = {
  untrusted: 'S-1-16-0',
  low: 'S-1-16-4096',
  medium: 'S-1-16-8192',
  mediumplus: 'S-1-16-8448',
  high: 'S-1-16-12288',
  system: 'S-1-16-16384',
};

/** Sysmon's types of registry events and the audit codes of operations. */
const OPERATIONS: Readonly<Record<string, string>> = {
  createkey: '%%1904',
  setvalue: '%%1905',
  deletevalue: '%%1906',
};

const TRANSLATIONS: Readonly<Record<View, Readonly<Record<string, LeafTranslation>>>> = {
  'process-creation': {
    IntegrityLevel: (leaf) => translateWord(leaf, 'MandatoryLabel', LABELS, 'integrity level'),
  },
  registry: {
    EventType: (leaf) => translateWord(leaf, 'OperationType', OPERATIONS, 'kind of registry event'),
    TargetObject: targetObject,
    Details: details,
  },
};

/** Whole words that the event writes as codes. A code is already one. */
function translateWord(
  leaf: Leaf,
  field: string,
  codes: Readonly<Record<string, string>>,
  what: string,
): ReturnType<LeafTranslation> {
  const { matcher } = leaf;
  if (matcher.kind === 'exists' || matcher.kind === 'null') return { ...leaf, field };
  if (matcher.kind !== 'equals') return { refused: `the Security log writes the ${what} as a code` };
  const word = matcher.value.toLowerCase();
  const code = Object.hasOwn(codes, word)
    ? codes[word]
    : Object.values(codes).find((each) => each.toLowerCase() === word);
  if (code === undefined) return { refused: `the Security log has no ${what} \`${matcher.value}\`` };
  return { ...leaf, field, matcher: { kind: 'equals', value: code, cased: false } };
}

/** A rule of the category that asks for an event id of Sysmon would find nothing here. */
function auditEventId({ matcher }: Leaf, { rule }: PipelineState): ReturnType<LeafTranslation> {
  const ids = auditFeedsOf(rule.logsource).flatMap(({ eventIds }) => eventIds);
  if (matcher.kind === 'number' && ids.includes(matcher.value)) return undefined;
  return { refused: `the Security log has these events under the id ${ids.join(' or ')}` };
}

/** The audit events that feed the category of a rule. */
function auditFeedsOf({ product, category, service }: LogSource): readonly Feed[] {
  if (product?.toLowerCase() !== 'windows' || category === undefined || service !== undefined) return [];
  const feeds = feedsOf('windows', category.toLowerCase());
  if (typeof feeds === 'string') return [];
  return feeds.filter(({ channel, view }) => channel === 'Security' && view !== undefined && view in NAMES);
}

function viewOf({ rule }: PipelineState): View | undefined {
  return auditFeedsOf(rule.logsource)[0]?.view as View | undefined;
}

function isAudited(state: PipelineState): boolean {
  return viewOf(state) !== undefined;
}

/**
 * Brings rules about process creation and registry changes into the terms of the Security log. A field that the event lacks,
 * such as `OriginalFileName`, refuses the rule unless told otherwise. Other rules stay as they are.
 *
 * @example
 * // logsource: { product: windows, category: process_creation }; Image|endswith: '\cmd.exe'
 * // EventID=4688 NewProcessName="*\\cmd.exe"
 */
export const windowsAudit: Pipeline = {
  name: 'windows-audit',
  title: 'Windows audit events 4688 and 4657',
  priority: 10,
  backends: [],
  steps: [
    /* @__PURE__ */ translateLeaves(
      'write values as the Security log does',
      (leaf, state) => {
        const view = viewOf(state);
        if (view === undefined || leaf.field === null) return undefined;
        if (leaf.field === 'EventID') return auditEventId(leaf, state);
        const translations = TRANSLATIONS[view];
        return Object.hasOwn(translations, leaf.field) ? translations[leaf.field]?.(leaf, state) : undefined;
      },
      isAudited,
    ),
    /* @__PURE__ */ mapFields(
      (field, state) => {
        const view = viewOf(state);
        if (view === undefined) return undefined;
        if (HEADER.includes(field) || OWN_NAMES[view].includes(field)) return field;
        return Object.hasOwn(NAMES[view], field) ? NAMES[view][field] : undefined;
      },
      { target: 'the audit event of the Security log', when: isAudited },
    ),
    /* @__PURE__ */ addCondition('look at audit events', ({ rule: { logsource } }) => {
      const feeds = auditFeedsOf(logsource);
      if (feeds.length === 0) return undefined;
      return or(feeds.map(({ eventIds, where = {} }) => idsAndFields({ eventIds, where }, logsource.span)));
    }),
    /* @__PURE__ */ useService('security', (logsource) => auditFeedsOf(logsource).length > 0),
  ],
};
