/**
 * The bench sees mistakes: each defect that a printer could have, made on purpose, shows in a disagreement.
 *
 * A mutant changes what a backend printed for a few small rules. It is killed when the engine then refuses the text,
 * or selects another event than the predicate.
 */
import { expect } from 'chai';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import { startPcre } from '../engines/pcre.ts';
import { DETECTIONS } from '../helpers/equivalence/detections.ts';
import { createEvaluator, factsOf, type QueryFacts } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { createTally, judge, type Disagreement } from '../helpers/equivalence/judge.ts';
import { MUTANTS } from '../helpers/equivalence/mutants.ts';
import {
  createKustoTarget,
  eqlTarget,
  esqlTarget,
  luceneTarget,
  splunkTarget,
  type Target,
} from '../helpers/equivalence/targets.ts';

interface Sample {
  readonly rule: SigmaRule;
  readonly facts: QueryFacts;
  readonly events: readonly FlatEvent[];
}

describe('mutants of printers', () => {
  const targets = new Map<string, Target>();
  let samples: readonly Sample[] = [];

  before(async () => {
    await startPcre();
    const kustoTarget = createKustoTarget(['A', 'B', 'C', KEYWORD_FIELD]);
    for (const target of [splunkTarget, kustoTarget, eqlTarget, esqlTarget, luceneTarget]) {
      targets.set(target.name, target);
    }
    samples = DETECTIONS.map(readSample);
  });

  /** The first disagreement over all rules that the target says exactly. */
  function findDisagreement(target: Target, change: (text: string) => string): Disagreement | undefined {
    const tally = createTally();
    for (const { rule, facts, events } of samples) {
      const { queries, fidelity } = convert(rule, target.backend);
      for (const text of queries) judge(target, facts, change(text), fidelity, events, tally);
      if (tally.disagreements.length > 0) return tally.disagreements[0];
    }
    return undefined;
  }

  for (const name of ['splunk', 'kusto', 'eql', 'esql', 'lucene']) {
    it(`leave nothing to find in ${name} when there are none`, () => {
      expect(findDisagreement(targets.get(name)!, (text) => text)).to.equal(undefined);
    });
  }

  it('are many, and named', () => {
    expect(MUTANTS).to.have.lengthOf.at.least(25);
    expect(new Set(MUTANTS.map(({ target, name }) => `${target} ${name}`)).size).to.equal(MUTANTS.length);
  });

  for (const { target, name, change } of MUTANTS) {
    it(`are caught: ${target} ${name}`, () => {
      const texts = samples.flatMap(({ rule }) => convert(rule, targets.get(target)!.backend).queries);
      expect(texts.some((text) => change(text) !== text)).to.equal(true, 'the mutant changes nothing');
      expect(findDisagreement(targets.get(target)!, change)).to.not.equal(undefined);
    });
  }
});

function readSample(detection: string): Sample {
  const { rules } = parseSigma(`title: T\nlogsource: { product: windows }\ndetection: ${detection}\n`);
  const rule = rules[0]!;
  const query = toQueries(rule).queries[0]!;
  const { matching, missing } = makeWitnesses(query, createEvaluator());
  return { rule, facts: factsOf(query), events: [...matching, ...missing] };
}
