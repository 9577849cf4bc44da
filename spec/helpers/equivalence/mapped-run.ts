/**
 * Runs what rules become behind a pipeline over documents of the target, and compares with what the rules say of the
 * events that the documents were made from.
 *
 * A rule's events and documents are made once and run in every language: most of the time goes into making them.
 */
import { eql } from '../../../backends/eql/index.ts';
import { esql } from '../../../backends/esql/index.ts';
import { lucene } from '../../../backends/lucene/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';
import { convert } from '../../../lib/convert.ts';
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { Query } from '../../../lib/query/query.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../../lib/witness/make.ts';
import { compileEql, type EqlFieldType } from '../../engines/eql/run.ts';
import { compileEsql } from '../../engines/esql/run.ts';
import { compileLucene, type LuceneFieldType } from '../../engines/lucene/run.ts';
import { compileSpl } from '../../engines/spl/run.ts';
import { withoutDropped } from './dropped.ts';
import { createEvaluator, factsOf } from './facts.ts';
import type { FlatEvent, FlatValue } from './flat-event.ts';

/** With the variable set, every rule is compared; otherwise a sample that takes seconds. */
export const IS_WHOLE: boolean = process.env.SIGMA_WHOLE !== undefined;

/** What an event becomes in the target; or, under `impossible`, why it never happens. */
export type Indexed = Readonly<Record<string, FlatValue>>;

/** An event under the names of the rule, and the document that it becomes. */
export interface Sample {
  readonly event: FlatEvent;
  readonly document: Indexed;
  /** The channel of a Windows event: which values for “nothing” are left out is a matter of it. */
  readonly channel?: string;
}

/** A rule with real events of its log source. */
export interface RuleCase {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly real: readonly Sample[];
}

/** How events become documents of a pipeline. */
export interface DocumentMaker {
  readonly pipeline: Pipeline;
  /** Of an event made from the rule; undefined for a log source that nothing is known of. */
  readonly make: (event: FlatEvent, rule: SigmaRule) => Sample | undefined;
}

/** What came of the comparisons in one language. */
export interface Outcome {
  rules: number;
  compared: number;
  matched: number;
  /** Events left out, by reason. */
  readonly excluded: Map<string, number>;
  /** The first of each rule. */
  readonly disagreements: unknown[];
}

export type ElasticLanguage = 'eql' | 'esql' | 'lucene';
export type LanguageName = ElasticLanguage | 'splunk';

/** Verdicts, one for each way that the index may be; none for a document that the language does not answer for. */
type Run = (document: FlatEvent) => readonly boolean[];

export interface Language {
  readonly name: LanguageName;
  readonly backend: Backend<string>;
  readonly prepare: (text: string, fields: ReadonlySet<string>, schema: Schema) => Run;
}

/** The languages of Elastic. */
export const ELASTIC_LANGUAGES: readonly Language[] = [
  {
    name: 'eql',
    backend: eql,
    prepare(text, fields, { types }) {
      const run = compileEql(text);
      const everywhere = mappingOf(fields, types);
      return (document) => [
        run(document, everywhere),
        run(document, mappingOf(Object.keys(document), types)),
      ];
    },
  },
  {
    name: 'esql',
    backend: esql,
    prepare(text, fields, { types, lists }) {
      const ways = (['evaluated', 'in the index'] as const).map((way) =>
        compileEsql(text, mappingOf(fields, types), way, textsIn(types)),
      );
      // Comparisons with several values are null there, unless a field is known to have several; the values of such a
      // field are looked at line by line.
      const isUnanswered = ([name, value]: readonly [string, FlatValue]): boolean =>
        fields.has(name) &&
        (lists?.has(name) === true
          ? [value].flat().some((each) => String(each).includes('\n'))
          : typeof value === 'object');
      return (document) =>
        Object.entries(document).some(isUnanswered) ? [] : ways.map((run) => run(document));
    },
  },
  {
    name: 'lucene',
    backend: lucene,
    prepare(text, fields, { types }) {
      const run = compileLucene(text, luceneMappingOf(fields, types));
      return (document) => [run(document)];
    },
  },
];

const TYPES: Readonly<Partial<Record<FieldType, EqlFieldType>>> = {
  integer: 'long',
  boolean: 'boolean',
  ip: 'ip',
};

function mappingOf(fields: Iterable<string>, types: Schema['types']): ReadonlyMap<string, EqlFieldType> {
  const mapping = new Map<string, EqlFieldType>();
  for (const field of fields) mapping.set(field, TYPES[types.get(field) ?? 'string'] ?? 'keyword');
  return mapping;
}

/** Fields that are split into words. */
function textsIn(types: Schema['types']): ReadonlySet<string> {
  return new Set([...types].flatMap(([field, type]) => (type === 'text' ? field : [])));
}

function luceneMappingOf(
  fields: Iterable<string>,
  types: Schema['types'],
): ReadonlyMap<string, LuceneFieldType> {
  const mapping = new Map<string, LuceneFieldType>();
  for (const field of textsIn(types)) mapping.set(field, 'text');
  for (const [field, type] of mappingOf(fields, types))
    if (!mapping.has(field)) mapping.set(field, type === 'boolean' ? 'keyword' : type);
  return mapping;
}

/** Half of a character of two code units, which the engine of SPL’s expressions does not take. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** SPL knows no types. Expressions need `startPcre`. */
export const SPL: Language = {
  name: 'splunk',
  backend: splunk,
  prepare(text) {
    const run = compileSpl(text);
    // What `where` makes of several values is not documented.
    const isForOne = text.includes('| where ');
    const isUnanswered = (value: FlatValue): boolean =>
      (isForOne && typeof value === 'object') || HALF_CHARACTER.test([value].flat().join());
    return (document) => (Object.values(document).some(isUnanswered) ? [] : [run(document)]);
  },
};

/** Compares every exact conversion of the rules, in every language. */
export function compareMapped(
  cases: readonly RuleCase[],
  maker: DocumentMaker,
  branches: number,
  languages: readonly Language[] = ELASTIC_LANGUAGES,
): ReadonlyMap<LanguageName, Outcome> {
  const outcomes = new Map<LanguageName, Outcome>(
    languages.map(({ name }) => [
      name,
      { rules: 0, compared: 0, matched: 0, excluded: new Map(), disagreements: [] },
    ]),
  );
  for (const each of cases) {
    const runs = languages.flatMap((language) => {
      const found = convertedRuns(each.rule, language, maker.pipeline);
      const outcome = outcomes.get(language.name)!;
      if (found.length > 0) outcome.rules++;
      return found.length > 0 ? [{ found, outcome, disagreements: [] as unknown[] }] : [];
    });
    if (runs.length === 0) continue;
    for (const [index, query] of toQueries(each.rule).queries.entries()) {
      for (const { event, document, expected } of judgedSamples(query, each, maker, branches, runs)) {
        for (const { found, outcome, disagreements } of runs) {
          const { text, run } = found[index]!;
          const verdicts = run(document);
          if (verdicts.length === 0) exclude(outcome, 'not answered for');
          for (const verdict of verdicts) {
            outcome.compared++;
            if (expected) outcome.matched++;
            if (verdict !== expected)
              disagreements.push({ path: each.path, text, event, document, expected });
          }
        }
      }
    }
    for (const { outcome, disagreements } of runs) outcome.disagreements.push(...disagreements.slice(0, 1));
  }
  return outcomes;
}

function convertedRuns(
  rule: SigmaRule,
  { backend, prepare }: Language,
  pipeline: Pipeline,
): readonly { readonly text: string; readonly run: Run }[] {
  const fields = new Set<string>();
  const { fidelity, queries, schema } = convert(rule, backend, {
    pipelines: [pipeline],
    onPipelineStep: ({ after }) => {
      for (const { field, matcher } of after.queries.flatMap(leavesOf)) {
        fields.add(field ?? '');
        if (matcher.kind === 'fieldRef') fields.add(matcher.field);
      }
    },
  });
  if (fidelity !== 'exact' || schema === undefined) return [];
  return queries.map((text) => ({ text, run: prepare(text, fields, schema) }));
}

interface Judged {
  readonly event: FlatEvent;
  readonly document: FlatEvent;
  readonly expected: boolean;
}

function judgedSamples(
  query: Query,
  { rule, real }: RuleCase,
  { make }: DocumentMaker,
  branches: number,
  runs: readonly { readonly outcome: Outcome }[],
): readonly Judged[] {
  const { matches } = factsOf(query);
  const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches });
  const made = [...matching, ...missing].flatMap((event) => make(event as FlatEvent, rule) ?? []);
  return [...made, ...real].flatMap(({ event, document, channel }): readonly Judged[] => {
    const expected = matches(event);
    const why =
      typeof document.impossible === 'string'
        ? document.impossible
        : channel !== undefined && withoutDropped(query, event, channel) !== expected
          ? 'asks for a value that is not kept'
          : undefined;
    if (why === undefined) return [{ event, document: document, expected }];
    for (const { outcome } of runs) exclude(outcome, why);
    return [];
  });
}

function exclude({ excluded }: Outcome, why: string): void {
  excluded.set(why, (excluded.get(why) ?? 0) + 1);
}

/** In one line: how much was compared, and what was left out most often. */
export function summaryOf({ rules, compared, matched, excluded }: Outcome): string {
  const left = [...excluded].sort(([, a], [, b]) => b - a).slice(0, 12);
  return `${rules} rules, ${compared} comparisons, ${matched} of them matching; left out: ${left.map(([why, count]) => `${count} ${why}`).join(', ')}`;
}
