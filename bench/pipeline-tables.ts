/**
 * `npm run refusals`: the generated parts of the READMEs of pipelines: what maps where, and what becomes of the public
 * rules.
 */
import type { EventFields, FieldRule } from '../backends/pipelines/field-table.ts';
import type { Backend, Fidelity } from '../lib/backend/backend.ts';
import type { SigmaRule } from '../lib/ast/rule.ts';
import { convert } from '../lib/convert.ts';
import type { Pipeline } from '../lib/pipeline/pipeline.ts';

/** A table of fields in Markdown: what a rule calls a field, and what it is in the target. */
export function formatFields({ table }: EventFields): string {
  const rows = Object.entries(table)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, rule]) => `| ${code(field)} | ${namesOf(rule)} | ${formOf(rule)} |`);
  return ['| field of a rule | field there | form |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Only the fields that another table does not have in the same way. */
export function withoutCommon({ table }: EventFields, common: EventFields): EventFields {
  const own = Object.entries(table).filter(
    ([field, rule]) => namesOf(common.table[field] ?? '') !== namesOf(rule),
  );
  return { table: Object.fromEntries(own) };
}

function namesOf(rule: FieldRule): string {
  const names = typeof rule === 'string' ? [rule] : 'translate' in rule ? rule.fields : rule;
  if (names.length > 4) return `${code(names[0] ?? '')} … ${code(names.at(-1) ?? '')}`;
  return names.length === 0 ? '–' : names.map(code).join(', ');
}

function formOf(rule: FieldRule): string {
  if (typeof rule === 'string') return '';
  return 'translate' in rule ? rule.form : 'in any of them';
}

function code(text: string): string {
  return `\`${text}\``;
}

/** What becomes of rules in the targets of a pipeline. */
export interface Outcome {
  readonly title: string;
  readonly fidelities: ReadonlyMap<Fidelity, number>;
  /** Rules refused, by reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

export function countOutcomes(
  rules: readonly SigmaRule[],
  pipeline: Pipeline,
  backends: readonly Backend<string>[],
): readonly Outcome[] {
  return backends.map((backend) => {
    const fidelities = new Map<Fidelity, number>();
    const reasons = new Map<string, number>();
    for (const rule of rules) {
      const { fidelity, diagnostics } = convert(rule, backend, { pipelines: [pipeline] });
      increment(fidelities, fidelity);
      const error = diagnostics.find(({ severity }) => severity === 'error');
      if (fidelity === 'unsupported' && error !== undefined)
        increment(reasons, `\`${error.code}\`: ${withoutNames(error.message, backend.title)}`);
    }
    return { title: backend.title, fidelities, reasons };
  });
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Reasons that differ in the name of a field or a log source are one. */
function withoutNames(message: string, title: string): string {
  return message
    .replace(title, 'the language')
    .replace(/`[^`]+`/g, '`…`')
    .replace(/"[^"]+"/g, '"…"')
    .replace(/^.* do(?:es)? not collect these events: /, '')
    .replace(/(nothing is known of|no class of OCSF is known for) .*?( there)?$/, '$1 the log source$2')
    .replace(/(of the category) \w+/, '$1 …');
}

/** The table in Markdown, the commonest reasons first. */
export function formatOutcomes(rules: number, outcomes: readonly Outcome[]): string {
  const row = (name: string, cell: (outcome: Outcome) => string): string =>
    `| ${[name, ...outcomes.map(cell)].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const total = (reason: string): number =>
    outcomes.reduce((sum, { reasons }) => sum + (reasons.get(reason) ?? 0), 0);
  const reasons = [...new Set(outcomes.flatMap((outcome) => [...outcome.reasons.keys()]))].sort(
    (a, b) => total(b) - total(a) || (a < b ? -1 : 1),
  );
  return [
    row(`${group(rules)} rules`, ({ title }) => title),
    row('---', () => '--:'),
    row('exact', ({ fidelities }) => group(fidelities.get('exact') ?? 0)),
    row('superset, with a warning', ({ fidelities }) => group(fidelities.get('superset') ?? 0)),
    row('refused', ({ fidelities }) => group(fidelities.get('unsupported') ?? 0)),
    ...reasons.map((reason) => row(`· ${reason}`, (outcome) => group(outcome.reasons.get(reason) ?? 0))),
  ].join('\n');
}

/** 3780 as `3,780`. */
function group(count: number): string {
  return count === 0 ? '–' : count.toLocaleString('en-GB');
}

/** The part of a text between the markers of that name. */
export function partIn(text: string, name: string): string {
  const [start, end] = placesOf(text, name);
  return text.slice(start, end).trim();
}

/** A text with the part of that name replaced. */
export function withPart(text: string, name: string, part: string): string {
  const [start, end] = placesOf(text, name);
  return `${text.slice(0, start)}\n\n${part}\n\n${text.slice(end)}`;
}

function placesOf(text: string, name: string): readonly [start: number, end: number] {
  const [open, close] = [`<!-- ${name}: npm run refusals -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`the markers of ${name} are missing`);
  return [start + open.length, end];
}
