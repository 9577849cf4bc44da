/**
 * Correlations of correlations in which an event could be counted twice or lost, for targets that know events apart; with what
 * they come to. Rules as in `correlation-scenarios.ts`.
 */
import { expect } from 'chai';
import { createCollection, type ResolvedCorrelation } from '../../lib/collection/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { RULES } from './correlation-scenarios.ts';
import type { Firing } from './firings.ts';

/** The last of the correlations, each a section or a whole document with a name. */
export function chainOf(...documents: readonly string[]): ResolvedCorrelation {
  const texts = documents.map((text, index) =>
    text.startsWith('title:')
      ? text
      : `title: C${index + 1}\nname: c${index + 1}\ncorrelation: { ${text} }\n`,
  );
  const collection = createCollection(parseSigma(RULES + texts.join('---\n')));
  expect(collection.diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const chain = collection.correlations.find(
    ({ correlation }) => correlation.name === `c${documents.length}`,
  );
  if (chain === undefined) throw new Error('not a correlation');
  return chain;
}

interface ChainScenario {
  readonly law: string;
  readonly documents: readonly string[];
  readonly events: readonly string[];
  readonly firings: readonly Firing[];
}

const TWO_OF_A = 'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 2 }';
const ALIASED =
  'timespan: 10s, group-by: [who], aliases: { who: { a: User, b: Account } }, condition: { gte: 1 }';

export const CHAINS: readonly ChainScenario[] = [
  {
    law: 'count a match once with the event that it is',
    documents: [
      TWO_OF_A,
      'type: event_count, rules: [c1, a], timespan: 10s, group-by: [User], condition: { gte: 4 }',
    ],
    // At 2 there are two matches, and three events in all.
    events: ['0 a User=ann', '1 a User=ann', '2 a User=ann', '3 a User=ann'],
    firings: ['3 ann'],
  },
  {
    law: 'count matches of one time',
    documents: [
      TWO_OF_A,
      'type: event_count, rules: [c1], timespan: 5s, group-by: [User], condition: { gte: 3 }',
    ],
    events: ['0 a User=ann', '0 a User=ann', '0 a User=ann', '20 a User=bob', '20 a User=bob'],
    firings: ['0 ann'],
  },
  {
    law: 'count an event once for a value that it has in two fields',
    documents: [
      `type: event_count, rules: [a, b], ${ALIASED}`,
      'type: event_count, rules: [c1], timespan: 10s, group-by: [who], condition: { gte: 2 }',
    ],
    events: ['0 a User=ann', '1 b Account=ann', '30 a User=bob Account=bob', '31 b User=eve Account=bob'],
    firings: ['1 ann', '31 bob'],
  },
  {
    law: 'let two correlations find one match',
    documents: [
      TWO_OF_A,
      'type: event_count, rules: [a], timespan: 10s, group-by: [Host], condition: { gte: 2 }',
      'type: temporal, rules: [c1, c2], timespan: 5s, group-by: [User]',
    ],
    // At 2 ann is there for the second time, host x for the third.
    events: ['0 a User=ann Host=x', '1 a User=bob Host=x', '2 a User=ann Host=x', '50 a User=ann Host=x'],
    firings: ['2 ann'],
  },
  {
    law: 'keep what is no match of one level for the next',
    documents: [
      'type: temporal, rules: [a, b], timespan: 10s, group-by: [User]',
      'type: temporal_ordered, rules: [b, c1, c], timespan: 20s, group-by: [User]',
    ],
    events: [
      '0 b User=ann',
      '5 a User=ann',
      '9 c User=ann',
      '30 c User=ann',
      '40 b User=bob',
      '41 c User=bob',
    ],
    firings: ['9 ann'],
  },
  {
    law: 'sum over matches, each with its own value',
    documents: [
      TWO_OF_A,
      'type: value_sum, rules: [c1], timespan: 10s, group-by: [User], condition: { field: N, gte: 5 }',
    ],
    events: ['0 a User=ann N=9', '1 a User=ann N=2', '2 a User=ann N=x', '3 a User=ann N=3'],
    firings: ['3 ann'],
  },
  {
    law: 'take a percentile for part of a chain',
    documents: [
      'type: value_percentile, rules: [a], timespan: 10s, condition: { field: N, percentile: 50, gte: 5 }',
      'type: temporal_ordered, rules: [c1, b], timespan: 5s',
    ],
    events: ['0 a N=1', '1 a N=7', '2 a N=8', '3 b', '20 a N=1', '21 a N=9', '22 b'],
    firings: ['3'],
  },
  {
    law: 'find nothing where an expression contradicts itself',
    documents: [
      'type: temporal, rules: [a, b], timespan: 10s, group-by: [User], condition: a and not a and b',
      'type: event_count, rules: [c1], timespan: 10s, group-by: [User], condition: { gte: 1 }',
    ],
    events: ['0 a User=ann', '1 b User=ann'],
    firings: [],
  },
  {
    law: 'go down four levels',
    documents: [
      TWO_OF_A,
      'type: event_count, rules: [c1], timespan: 10s, group-by: [User], condition: { gte: 2 }',
      'type: value_count, rules: [c2], timespan: 60s, group-by: [Host], condition: { field: User, gte: 2 }',
      'type: temporal_ordered, rules: [c3, b], timespan: 5s, group-by: [Host]',
    ],
    events: [
      ...['0 a User=ann Host=x', '1 a User=ann Host=x', '2 a User=ann Host=x'],
      ...['30 a User=bob Host=x', '31 a User=bob Host=x', '32 a User=bob Host=x'],
      ...['33 b User=eve Host=y', '37 b User=eve Host=x', '37.5 b User=eve Host=x'],
    ],
    firings: ['37 x'],
  },
];
