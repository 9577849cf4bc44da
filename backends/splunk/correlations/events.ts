/** The first commands: the events of all rules, with their groups and the value that is counted, in order of time. */
import {
  isRule,
  type CorrelationInput,
  type CorrelationRequest,
  type RuleInput,
} from '../../../lib/backend/correlation.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { or } from '../../../lib/query/build.ts';
import { printSearch } from '../assemble.ts';
import { whereField } from '../fields.ts';
import { whereDialect } from '../where.ts';
import { EVENT, groupFields, isAbout, RULE, VALUE } from './names.ts';
import { refuse, type Writer } from './writer.ts';

interface Input extends CorrelationInput {
  readonly of: RuleInput;
}

/** Undefined after a refusal. */
export function eventCommands(request: CorrelationRequest, writer: Writer): readonly string[] | undefined {
  const inputs = request.inputs.filter((input): input is Input => isRule(input.of));
  for (const { of, reference } of request.inputs) {
    if (isRule(of)) continue;
    refuse(writer, 'a search has its events from the index, not from other correlations', reference.span, [
      'save the inner correlation as an alert of its own, and search for its results',
    ]);
  }
  for (const { of } of inputs) {
    for (const gap of printSearch(of.query, 'never', '').gaps) writer.gaps.push({ ...gap, rule: of.rule });
  }
  const columns = fieldCommands(request, inputs, writer);
  if (writer.gaps.length > 0 || columns === undefined) return undefined;

  const { text } = printSearch(or(inputs.map(({ of }) => of.query)), 'never', writer.prefix);
  const { type } = request.correlation.correlation;
  const split = inputs.length > 1 && (isTemporal(type) || haveOwnFields(inputs));
  const parts = split ? splitByRule(request, inputs, writer) : isTemporal(type) ? [`eval ${RULE}="1"`] : [];
  if (parts === undefined) return undefined;
  const order = type === 'temporal_ordered' ? `sort 0 _time num(${RULE})` : 'sort 0 _time';
  const once =
    split && !isTemporal(type)
      ? [`dedup ${[EVENT, ...groupFields(request.correlation.correlation)].join(' ')}`]
      : [];
  return [text, ...parts, ...columns, ...once, order];
}

export function isTemporal(type: string): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

/** Whether rules have different fields for what the correlation groups by or counts. */
function haveOwnFields(inputs: readonly Input[]): boolean {
  const [first] = inputs;
  return inputs.some(
    ({ groupBy, fields }) =>
      groupBy.join('\n') !== first?.groupBy.join('\n') || fields.join('\n') !== first.fields.join('\n'),
  );
}

/** A row for each rule that an event matches. */
function splitByRule(
  { correlation: { correlation } }: CorrelationRequest,
  inputs: readonly Input[],
  writer: Writer,
): readonly string[] | undefined {
  const tests = inputs.map(({ of }, index) => {
    const printed = printQuery(of.query, whereDialect, 'never');
    for (const gap of printed.gaps) writer.gaps.push({ ...gap, rule: of.rule });
    return `if(${printed.text}, "${index + 1}", null())`;
  });
  if (writer.gaps.length > 0) return undefined;
  const rows = [`eval ${RULE}=mvappend(${tests.join(', ')})`, `mvexpand ${RULE}`];
  return isTemporal(correlation.type) ? rows : [`streamstats count AS ${EVENT}`, ...rows];
}

/** Groups and values as fields of our own, and only events that have them. */
function fieldCommands(
  request: CorrelationRequest,
  inputs: readonly Input[],
  writer: Writer,
): readonly string[] | undefined {
  const { correlation } = request.correlation;
  const made: string[] = [];
  const checks: string[] = [];
  for (const [index, field] of groupFields(correlation).entries()) {
    made.push(`${field}=${byRule(inputs, ({ groupBy }) => read(groupBy[index]), writer)}`);
    checks.push(`isnotnull(${field})`, `${field}!=""`);
  }
  const { condition, type } = correlation;
  if (condition.kind === 'threshold' && condition.fields.length > 0) {
    const valueOf = type === 'value_count' ? textsOf : numberOf;
    made.push(`${VALUE}=${byRule(inputs, valueOf, writer)}`);
    checks.push(`isnotnull(${VALUE})`);
  }
  if (writer.gaps.length > 0) return undefined;
  return made.length === 0 ? [] : [`eval ${made.join(', ')}`, `where ${checks.join(' AND ')}`];
}

function read(field: string | undefined): string | undefined {
  return field === undefined ? undefined : whereField(field);
}

function numberOf({ fields: [field] }: Input): string | undefined {
  const name = read(field);
  return name === undefined ? undefined : `tonumber(${name})`;
}

/** Several texts as one that no other texts come to: each with its length in front. */
function textsOf({ fields }: Input): string | undefined {
  const names = fields.map(read);
  if (names.includes(undefined)) return undefined;
  const [only] = names;
  const text = names.length === 1 ? only : names.map((name) => `len(${name}).":".${name}`).join('.');
  return `if(${names.map((name) => `${name}!=""`).join(' AND ')}, ${text}, null())`;
}

/** An expression that all rules have in common, or one for each of them. */
function byRule(
  inputs: readonly Input[],
  textOf: (input: Input) => string | undefined,
  writer: Writer,
): string {
  const texts = inputs.map((input) => {
    const text = textOf(input);
    if (text === undefined)
      refuse(writer, 'no single field of SPL holds what is grouped by or counted', input.reference.span);
    return text ?? '';
  });
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return first;
  return `case(${texts.map((text, index) => `${isAbout(index)}, ${text}`).join(', ')})`;
}
