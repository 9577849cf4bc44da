/**
 * The tables in the README of Microsoft's pipelines: what maps where, from the data itself, and what becomes of the public
 * rules. `npm run refusals` writes them.
 */
import { ASIM_SECURITY_EVENTS, ASIM_SOURCES } from '../backends/pipelines/microsoft/asim/sources.ts';
import { DEFENDER_SOURCES, SECURITY_EVENTS } from '../backends/pipelines/microsoft/defender-xdr/sources.ts';
import type { ComputedField } from '../backends/pipelines/field-table.ts';
import { rowsOf, type EventSource } from '../backends/pipelines/microsoft/event-source.ts';
import { defenderXdr, sentinel, sentinelAsim } from '../backends/pipelines/microsoft/index.ts';
import { SECURITY_SOURCES, SENTINEL_SOURCES } from '../backends/pipelines/microsoft/sentinel/sources.ts';
import { windowsEvents } from '../backends/pipelines/microsoft/sentinel/windows-event.ts';
import type { LogSource, SigmaRule } from '../lib/ast/rule.ts';
import type { Conversion } from '../lib/convert.ts';
import type { Pipeline } from '../lib/pipeline/pipeline.ts';

/** The pipelines, each with its log sources and where they lie. */
export const MICROSOFT_PIPELINES: readonly {
  readonly pipeline: Pipeline;
  readonly sources: readonly (readonly [logsource: string, source: EventSource])[];
}[] = [
  {
    pipeline: defenderXdr,
    sources: [
      ...DEFENDER_SOURCES,
      ...SECURITY_EVENTS.map(([source]) => ['windows//security', source] as const),
    ],
  },
  {
    pipeline: sentinel,
    sources: [
      ['windows/process_creation', SECURITY_SOURCES['process_creation/'] as EventSource],
      ['windows//security', SECURITY_SOURCES['/security'] as EventSource],
      ['windows, everything else', anyChannel()],
      ...SENTINEL_SOURCES,
    ],
  },
  {
    pipeline: sentinelAsim,
    sources: [
      ...ASIM_SOURCES,
      ...ASIM_SECURITY_EVENTS.map(([source]) => ['windows//security', source] as const),
    ],
  },
];

function anyChannel(): EventSource {
  const source = windowsEvents({ product: 'windows', service: 'application' } as unknown as LogSource);
  if ('refused' in source) throw new Error(source.refused);
  return { ...source, rows: { Channel: ['…'], EventID: ['…'] } };
}

/** What maps where, a row for each table and kind of rows. */
export function formatMapping({ sources }: (typeof MICROSOFT_PIPELINES)[number]): string {
  const bySource = new Map<EventSource, string[]>();
  for (const [logsource, source] of sources)
    bySource.set(source, [...(bySource.get(source) ?? []), logsource]);
  const rows = [...bySource].map(
    ([source, names]) =>
      `| ${names.map(code).join(', ')} | ${code(source.table.name)}${formatRows(source)} | ${formatFields(source)} |`,
  );
  return ['| log source | rows | fields |', '| --- | --- | --- |', ...rows].join('\n');
}

function formatRows(source: EventSource): string {
  const alternatives = rowsOf(source).map((rows) =>
    Object.entries(rows)
      .map(([column, values]) => `${column} ${values.join(', ')}`)
      .join('; '),
  );
  const text = alternatives.filter((each) => each !== '').join(' or ');
  return text === '' ? '' : `: ${text}`;
}

function formatFields({
  fields,
  computed = {},
  others,
  within = {},
  sameNames,
  keywords = [],
}: EventSource): string {
  const own = Object.entries(fields).map(
    ([field, translation]) => `${code(field)} → ${shown(translation, computed)}`,
  );
  const more = [
    ...Object.entries(within).map(
      ([prefix, column]) => `${code(`${prefix}…`)} in ${code(computed[column]?.expression ?? column)}`,
    ),
    ...(sameNames === true ? ['any column by its name'] : []),
    ...(others === undefined ? [] : [`any other in ${code(others)}`]),
    ...keywords.map((column) => `keywords in ${code(column)}`),
  ];
  return [...own, ...more].join('; ');
}

function shown(translation: string | ComputedField, computed: NonNullable<EventSource['computed']>): string {
  if (typeof translation === 'object') {
    const { fields, form } = translation;
    return [fields.map(code).join(', '), form].filter((text) => text !== '').join(', ');
  }
  const expression = computed[translation]?.expression;
  return code(expression ?? translation);
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** What became of the rules: how many convert, and the others by reason. */
export function formatFigures(
  outcomes: readonly { readonly rule: SigmaRule; readonly conversion: Conversion }[],
): string {
  const refused = outcomes.filter(({ conversion }) => conversion.queries.length === 0);
  const byCode = new Map<string, Map<string, number>>();
  for (const { rule, conversion } of refused) {
    const error = conversion.diagnostics.find(({ severity }) => severity === 'error');
    if (error === undefined) continue;
    const reasons = byCode.get(error.code) ?? new Map<string, number>();
    byCode.set(error.code, reasons);
    const reason = error.code === 'pipeline-log-source' ? nameOf(rule) : reasonOf(error.message);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const share = (count: number): string =>
    `${group(count)} (${((100 * count) / outcomes.length).toFixed(1)} %)`;
  const rows = [...byCode]
    .map(([name, reasons]) => [name, reasons, [...reasons.values()].reduce((a, b) => a + b, 0)] as const)
    .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1))
    .map(([name, reasons, count]) => `| · \`${name}\` | ${group(count)} | ${listed(reasons)} |`);
  return [
    `| ${group(outcomes.length)} rules | | most often |`,
    '| --- | --: | --- |',
    `| converted, all exactly | ${share(outcomes.length - refused.length)} | |`,
    `| refused | ${share(refused.length)} | |`,
    ...rows,
  ].join('\n');
}

/** Reasons that are named; the others are counted. */
const NAMED = 12;

function listed(reasons: ReadonlyMap<string, number>): string {
  const sorted = [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const named = sorted.slice(0, NAMED).map(([reason, count]) => `${reason} ${count}`);
  const others = sorted.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  return [...named, ...(others === 0 ? [] : [`others ${group(others)}`])].join('; ');
}

function nameOf({ logsource: { product = '', category = '', service = '' } }: SigmaRule): string {
  return code(`${product}/${category}/${service}`.replace(/\/+$/, ''));
}

/** `DeviceEvents has no field for ServiceFileName` as the field alone: the table is that of its log source. */
function reasonOf(message: string): string {
  const field = / has no field for (`.*`)$/.exec(message)?.[1];
  return (field ?? message).replaceAll('|', '\\|');
}

function group(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A text with the part between two markers replaced, or that part. */
export function between(
  text: string,
  name: string,
): { readonly found: string; readonly with: (part: string) => string } {
  const [start, end] = [`<!-- ${name}: npm run refusals -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the markers of ${name} are missing`);
  return {
    found: text.slice(from + start.length, to).trim(),
    with: (part) => `${text.slice(0, from + start.length)}\n\n${part}\n\n${text.slice(to)}`,
  };
}
