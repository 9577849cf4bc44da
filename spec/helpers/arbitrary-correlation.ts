/** Generated collections of correlations, which may be about each other, and events for them. */
import fc from 'fast-check';
import { createCollection, type SigmaCollection } from '../../lib/collection/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { ReferenceEvent } from './correlation-reference.ts';

export const RULES = ['a', 'b', 'c'] as const;

/** A rule asks whether the field called like it is 1. */
export const RULE_TEXT: string = RULES.map(
  (name) => `title: ${name}
name: ${name}
logsource: { product: any }
detection: { selection: { ${name}: 1 }, condition: selection }
`,
).join('---\n');

const bounds = fc.oneof(
  fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'neq'), fc.integer({ min: 1, max: 4 }))
    .map(([operator, value]) => `${operator}: ${value}`),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }))
    .map(([from, more]) => `gte: ${from}, lte: ${from + more}`),
);

const countedCondition = fc.oneof(
  bounds.map((text) => ['event_count', `{ ${text} }`] as const),
  fc
    .tuple(bounds, fc.constantFrom('v', '[v, w]'))
    .map(([text, field]) => ['value_count', `{ field: ${field}, ${text} }`] as const),
  fc
    .tuple(bounds, fc.constantFrom('value_sum', 'value_avg', 'value_min', 'value_max', 'value_median'))
    .map(([text, type]) => [type, `{ field: v, ${text} }`] as const),
  fc
    .tuple(bounds, fc.constantFrom(0, 10, 50, 75, 100))
    .map(
      ([text, percentile]) =>
        ['value_percentile', `{ field: v, percentile: ${percentile}, ${text} }`] as const,
    ),
);

/** Expressions over the members, whatever they say of windows without events: those that hold there are refused. */
const expressionOf = (members: readonly string[]): fc.Arbitrary<string> =>
  fc
    .letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom(...members),
        fc.constantFrom(...members).map((name) => `not ${name}`),
        fc
          .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
          .map(([l, op, r]) => `(${l} ${op} ${r})`),
        tie('node').map((node) => `not (${node})`),
      ),
    }))
    .node.map((text) => members.reduce((all, name) => `(${all} and (${name} or not ${name}))`, text));

const temporalCondition = (members: readonly string[]): fc.Arbitrary<readonly [string, string | undefined]> =>
  fc.tuple(
    fc.constantFrom('temporal', 'temporal_ordered'),
    fc.oneof(
      fc.constant(undefined),
      bounds.map((text) => `{ ${text} }`),
      expressionOf(members),
    ),
  );

/** Conditions that more events can only make true. */
const growingCondition: fc.Arbitrary<readonly [string, string | undefined]> = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((least) => ['event_count', `{ gte: ${least} }`] as const),
  fc.constantFrom('temporal', 'temporal_ordered').map((type) => [type, undefined] as const),
);

/**
 * A correlation of some of the rules and of those before it.
 *
 * @param isGrowing - Whether more events can only make it true; its groups then have one name.
 */
export function correlationText(index: number, isGrowing = false): fc.Arbitrary<string> {
  const targets = [...RULES, ...Array.from({ length: index }, (_, before) => `c${before}`)];
  return fc.shuffledSubarray(targets, { minLength: 1, maxLength: 3 }).chain((members) =>
    fc
      .record({
        condition: isGrowing ? growingCondition : fc.oneof(countedCondition, temporalCondition(members)),
        groupBy: isGrowing ? fc.constantFrom('', 'g', 'h') : fc.constantFrom('', 'g', 'g, h', 'alias'),
        timespan: fc.integer({ min: 1, max: 6 }),
        fields: fc.array(fc.constantFrom('g', 'h'), { minLength: 3, maxLength: 3 }),
      })
      .map(({ condition: [type, condition], groupBy, timespan, fields }) => {
        const aliases = members.map((name, at) => `${name}: ${fields[at]}`).join(', ');
        return [
          `title: c${index}`,
          `name: c${index}`,
          'generate: true',
          'correlation:',
          `    type: ${type}`,
          `    rules: [${members.join(', ')}]`,
          `    timespan: ${timespan}s`,
          ...(condition === undefined ? [] : [`    condition: ${condition}`]),
          ...(groupBy === '' ? [] : [`    group-by: [${groupBy}]`]),
          ...(groupBy === 'alias' ? [`    aliases: { alias: { ${aliases} } }`] : []),
          '',
        ].join('\n');
      }),
  );
}

/** Three correlations with their rules. A counterexample shows their text. */
export const arbitraryCollection: fc.Arbitrary<SigmaCollection> = collectionOf(false);

/** The same with conditions that more events can only make true. */
export const growingCollection: fc.Arbitrary<SigmaCollection> = collectionOf(true);

function collectionOf(isGrowing: boolean): fc.Arbitrary<SigmaCollection> {
  return fc
    .tuple(...[0, 1, 2].map((index) => correlationText(index, isGrowing)))
    .map((texts): SigmaCollection => {
      const text = [RULE_TEXT, ...texts].join('---\n');
      return { ...createCollection(parseSigma(text)), [fc.toStringMethod as symbol]: () => text };
    })
    .filter(({ correlations }) => correlations.length > 0);
}

function values(known: readonly string[], several: number): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known).map((value) => [value]) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: several, arbitrary: fc.shuffledSubarray([...known], { minLength: 2, maxLength: 2 }) },
  );
}

/** @param several how often a field has two values, for each six times that it has one */
export function arbitraryEvent(several: number): fc.Arbitrary<ReferenceEvent> {
  return fc.record({
    // Half seconds, so that ties and edges are common.
    time: fc.integer({ min: 0, max: 40 }).map((halves) => halves * 500),
    rules: fc.subarray([...RULES], { minLength: 0 }),
    fields: fc.record({
      g: values(['x', 'y'], several),
      h: values(['x', 'z'], several),
      v: values(['1', '2', '-1', '0.25', 'n'], several),
      w: values(['1', '2'], several),
    }),
  });
}
