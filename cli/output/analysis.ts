/** An analysis as a page of text: a line each for the short parts, tables for exclusions and indicators. */
import type { Analysis, Indicator, Predicate } from '../../lib/analysis/index.ts';
import { techniqueTitle } from '../../lib/analysis/index.ts';
import { oneLine } from './terminal.ts';
import { inTable, shortList } from './table.ts';

/** Values of a row that are shown; the rest is counted. One public rule has over four thousand. */
const SHOWN_VALUES = 8;

/** Lines of a stage's YAML that are shown. */
const SHOWN_LINES = 24;

/** @param path - Where the rule is. */
export function describeAnalysis(analysis: Analysis, path: string): string {
  return [
    headOf(analysis, path),
    inTable([...attackLines(analysis), ...eventLines(analysis), ...logicLines(analysis)]),
    stagesOf(analysis),
    exclusionsOf(analysis),
    indicatorsOf(analysis),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function headOf({ header }: Analysis, path: string): string {
  const { title, level, status, logsource, id, author, date, modified, description, related } = header;
  const source = [logsource.product, logsource.category, logsource.service].filter((each) => each !== null);
  const dates = modified === null || modified === date ? date : `${date ?? ''}, modified ${modified}`;
  const lines = [
    oneLine(title),
    [level, status, source.join('/')].filter((each) => each !== null).join(' · '),
    [id, path].filter((each) => each !== null).join('  '),
    oneLine([author, dates].filter((each) => each !== null).join(' · ')),
    oneLine(description ?? ''),
    ...related.map((each) => oneLine(`${each.type}: ${each.title ?? each.id}`)),
  ];
  return lines.filter((line) => line !== '').join('\n') + '\n';
}

function attackLines({ attack }: Analysis): readonly (readonly string[])[] {
  const lines = attack.tactics.map(({ name, implied, techniques }, index) => [
    index === 0 ? `ATT&CK ${attack.version}` : '',
    implied ? `(${name})` : name,
    techniques.map((technique) => `${technique.id} ${techniqueTitle(technique)}`).join(', '),
  ]);
  const others = attack.other.map(({ namespace, value }) => `${namespace}.${value}`);
  return others.length === 0 ? lines : [...lines, ['Tags', others.join(', ')]];
}

function eventLines({ events }: Analysis): readonly (readonly string[])[] {
  return events.map(({ name, channel, eventId, title, where, requires }, index) => {
    const conditions = Object.entries(where ?? {}).map(([field, texts]) => `${field} ${texts.join(' or ')}`);
    const needs = requires.length === 0 ? '' : ` (needs ${requires.join(', ')})`;
    const what = [title ?? channel ?? 'any event', ...conditions].join(', ');
    return [
      index === 0 ? 'Events' : '',
      `${name ?? channel ?? 'any provider'} ${eventId ?? ''}`,
      what + needs,
    ];
  });
}

function logicLines({ logic, header }: Analysis): readonly (readonly string[])[] {
  const { conditions, fields, keywords } = logic;
  const needs = keywords ? [...fields, '(the whole event)'] : fields;
  const definition = header.logsource.definition;
  return [
    ...conditions.map(({ sentence }, index) => [index === 0 ? 'Logic' : '', sentence]),
    ['Fields', needs.join(', ')],
    ...(definition === null ? [] : [['Needs', definition]]),
  ];
}

function stagesOf({ stages }: Analysis): string {
  const lines = stages.flatMap(({ stage, name, yaml }) => {
    const all = yaml.split('\n');
    const shown = all.length <= SHOWN_LINES ? all : all.slice(0, SHOWN_LINES);
    const rest = all.length - shown.length;
    const more = rest === 0 ? [] : [`… ${rest.toLocaleString('en')} more lines`];
    return [`  ${stage}  ${name}`, ...[...shown, ...more].map((line) => `       ${line}`)];
  });
  return `Stages\n${lines.join('\n')}\n`;
}

function exclusionsOf({ exclusions }: Analysis): string {
  if (exclusions.length === 0) return '';
  const rows = exclusions.flatMap(({ filter, predicates }) =>
    predicates.map((predicate, index) => [
      index === 0 ? filter : '',
      fieldOf(predicate),
      kindOf(predicate),
      shortList(predicate.values, SHOWN_VALUES),
    ]),
  );
  return `Exclusions\n${inTable([['FILTER', 'FIELD', 'KIND', 'VALUES'], ...rows], { indent: 2 })}`;
}

function indicatorsOf({ indicators }: Analysis): string {
  if (indicators.length === 0) return '';
  const counted = indicators.some(({ corpus }) => corpus !== null);
  const head = counted ? ['CORPUS', 'FIELD', 'KIND', 'VALUES'] : ['FIELD', 'KIND', 'VALUES'];
  const rows = indicators.map((indicator) => [
    ...(counted ? [String(indicator.corpus)] : []),
    fieldOf(indicator),
    kindOf(indicator),
    shortList(countedValues(indicator), SHOWN_VALUES),
  ]);
  const note = counted
    ? '  CORPUS: other rules that look for the same row, 0 is specific to this rule; behind a value of a list: that value.\n'
    : '';
  return `Indicators\n${inTable([head, ...rows], { indent: 2, right: counted ? [0] : [] })}${note}`;
}

/** A value alone is the row, and its count stands in the column. */
function countedValues({ values, corpusByValue }: Indicator): readonly string[] {
  if (corpusByValue === undefined || values.length < 2) return values;
  return values.map((value, index) => `${value} [${corpusByValue[index] ?? 0}]`);
}

function fieldOf({ field }: Predicate): string {
  return field ?? '(anywhere)';
}

function kindOf({ kind, cased, all, transforms = [] }: Predicate): string {
  const details = [...(all === true ? ['all'] : []), ...(cased ? ['cased'] : []), ...transforms];
  return details.length === 0 ? kind : `${kind} (${details.join(', ')})`;
}
