/**
 * The public rules through the pipelines of Elastic: what each query selects among documents made as the ingest
 * pipelines make them is what the predicate selects among the events.
 */
import { expect } from 'chai';
import { eql } from '../../backends/eql/index.ts';
import { esql } from '../../backends/esql/index.ts';
import { ecsWindows } from '../../backends/pipelines/elastic/index.ts';
import { windowsEventsOf, type EventGroup } from '../../backends/pipelines/windows/event-groups.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import { createRouter } from '../../lib/events/index.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import type { Backend } from '../../lib/backend/backend.ts';
import type { FieldType, Schema } from '../../lib/backend/schema.ts';
import { compileEql, type EqlFieldType } from '../engines/eql/run.ts';
import { compileEsql } from '../engines/esql/run.ts';
import { describeCorpus, readEvents, readExpectedPairs, readRuleFiles } from '../helpers/corpus.ts';
import { toEcsDocument, type Recorded } from '../helpers/equivalence/ecs-document.ts';
import { createEvaluator, factsOf, type QueryFacts } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { withoutDropped } from '../helpers/equivalence/dropped.ts';

/** Each rule with witnesses of so many branches; the corpus of equivalence has more. */
const BRANCHES = 4;
/** Real events of its log source that each rule is tried on, besides those that it is known to match. */
const EVENTS_OF_SOURCE = 3;
/** Every rule with a number that this divides; all of them take minutes. */
const SAMPLE = 4;
const MAX_LENGTH = 600;

/** An event under the names of the rule, and as it was recorded. */
interface Sample {
  readonly event: FlatEvent;
  readonly raw: FlatEvent;
  readonly recorded: Recorded;
}

interface Case {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly facts: readonly QueryFacts[];
  readonly real: Sample[];
}

interface Language {
  readonly backend: Backend<string>;
  /** Most events that may be left out, as a share of the comparisons. */
  readonly excluded: number;
  /** Verdicts, one for each way that the index may be; none for a document that the language does not answer for. */
  readonly run: (
    text: string,
    document: FlatEvent,
    fields: ReadonlySet<string>,
    types: Schema['types'],
  ) => readonly boolean[];
}

/** Documents of one query come in a row. */
let last: { readonly text: string; readonly run: ReturnType<typeof compileEql> } | undefined;

function compiledEql(text: string): ReturnType<typeof compileEql> {
  if (last?.text !== text) last = { text, run: compileEql(text) };
  return last.run;
}

const LANGUAGES: readonly Language[] = [
  {
    backend: eql,
    excluded: 0.25,
    run(text, document, fields, types) {
      const run = compiledEql(text);
      const held = Object.keys(document);
      return [[...fields, ...held], held].map((mapped) => run(document, mappingOf(mapped, types)));
    },
  },
  {
    backend: esql,
    excluded: 0.75,
    run(text, document, fields, types) {
      // Comparisons with several values are null there, unless a field is known to have several; the values of such a
      // field are looked at line by line.
      const held = Object.entries(document);
      if (held.some(([, value]) => typeof value === 'object')) return [];
      if (String(document['registry.data.strings']).includes('\n')) return [];
      const mapping = mappingOf([...fields, ...Object.keys(document)], types);
      return [compileEsql(text, mapping)(document)];
    },
  },
];

describeCorpus('public rules about Windows, run over documents of Elastic', (corpus) => {
  const cases: Case[] = [];

  before(function () {
    this.timeout(300_000);
    const rules = readRuleFiles(corpus).flatMap(({ path, text }) =>
      parseSigma(text, { name: path }).rules.map((rule) => ({ path, rule })),
    );
    for (const [index, { path, rule }] of rules.entries()) {
      if (rule.logsource.product !== 'windows' || index % SAMPLE !== 0) continue;
      cases.push({ path, rule, facts: toQueries(rule).queries.map(factsOf), real: [] });
    }
    handOutEvents(corpus, cases);
  });

  for (const language of LANGUAGES) {
    it(`select in ${language.backend.title} what the predicate selects`, function () {
      this.timeout(300_000);
      const tally = { compared: 0, matched: 0, excluded: new Map<string, number>() };
      const disagreements: unknown[] = [];
      for (const each of cases) {
        const fields = new Set<string>();
        const conversion = convert(each.rule, language.backend, {
          pipelines: [ecsWindows],
          onPipelineStep: ({ after }) => {
            for (const { field, matcher } of after.queries.flatMap(leavesOf)) {
              fields.add(field ?? '');
              if (matcher.kind === 'fieldRef') fields.add(matcher.field);
            }
          },
        });
        if (conversion.fidelity !== 'exact') continue;
        disagreements.push(...judge(each, language, conversion, fields, tally).slice(0, 1));
      }
      expect(disagreements).to.deep.equal([]);
      expect(tally.compared).to.be.at.least(20_000);
      expect(tally.matched).to.be.at.least(5_000);
      const excluded = [...tally.excluded.values()].reduce((sum, count) => sum + count, 0);
      expect(excluded / tally.compared).to.be.at.most(language.excluded);
    });
  }
});

function judge(
  { path, rule, facts, real }: Case,
  language: Language,
  { queries, schema }: Conversion,
  fields: ReadonlySet<string>,
  tally: { compared: number; matched: number; excluded: Map<string, number> },
): unknown[] {
  const groups = windowsEventsOf(rule.logsource);
  if ('none' in groups) return [];
  const disagreements: unknown[] = [];
  for (const [index, text] of queries.entries()) {
    const { query } = facts[index]!;
    const matches = facts[index]!.matches;
    const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
    const made = [...matching, ...missing].map((event) => recordIn(event as FlatEvent, groups[0]!));
    for (const { event, raw, recorded } of [...made, ...real]) {
      const document = toEcsDocument(raw, recorded);
      const exclude = (why: string): void => void tally.excluded.set(why, (tally.excluded.get(why) ?? 0) + 1);
      if ('impossible' in document && typeof document.impossible === 'string') {
        exclude(document.impossible);
        continue;
      }
      const expected = matches(event);
      if (withoutDropped(query, event, recorded.channel) !== expected) {
        exclude('dropped');
        continue;
      }
      const found = language.run(text, document, fields, schema!.types);
      if (found.length === 0) exclude('not answered for');
      for (const each of found) {
        tally.compared++;
        if (expected) tally.matched++;
        if (each !== expected) disagreements.push({ path, text, event, document, expected });
      }
    }
  }
  return disagreements;
}

/** An event of the log source: in its channel, with one of its ids. */
function recordIn(event: FlatEvent, { channels, eventIds, where }: EventGroup): Sample {
  const said = event.EventID;
  const eventId = typeof said === 'number' || typeof said === 'string' ? Number(said) : eventIds[0];
  const added = Object.fromEntries(Object.entries(where).map(([field, [text]]) => [field, text ?? '']));
  const full = { ...added, ...event, ...(eventId === undefined ? {} : { EventID: eventId }) };
  return { event: full, raw: full, recorded: { channel: channels[0] ?? 'Application', eventId } };
}

const TYPES: Readonly<Partial<Record<FieldType, EqlFieldType>>> = {
  integer: 'long',
  boolean: 'boolean',
  ip: 'ip',
};

function mappingOf(fields: readonly string[], types: Schema['types']): ReadonlyMap<string, EqlFieldType> {
  return new Map(fields.map((field) => [field, TYPES[types.get(field) ?? 'string'] ?? 'keyword'] as const));
}

function handOutEvents(corpus: string, cases: readonly Case[]): void {
  const router = createRouter(cases.map(({ rule }) => rule.logsource));
  const expected = new Set(readExpectedPairs(corpus).map(({ event, ruleId }) => `${event} ${ruleId}`));
  const others = new Array<number>(cases.length).fill(0);
  for (const [index, { route, fields }] of readEvents(corpus).entries()) {
    for (const view of router.route({ shape: 'read', route, fields })) {
      for (const source of view.sources) {
        const { rule, real } = cases[source]!;
        const known = expected.has(`${index} ${rule.id ?? ''}`);
        if (!known && ++others[source]! > EVENTS_OF_SOURCE) continue;
        real.push({
          event: shorten(view.fields as FlatEvent),
          raw: shorten(fields as FlatEvent),
          recorded: route,
        });
      }
    }
  }
}

function shorten(event: FlatEvent): FlatEvent {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => [
      field,
      typeof value === 'string' ? value.slice(0, MAX_LENGTH) : value,
    ]),
  );
}
