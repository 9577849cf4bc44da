import { expect } from 'chai';
import { compileEvaluator, createTests, type EventState } from '../../../lib/engine/evaluator.ts';
import { createSlots } from '../../../lib/match/reading.ts';
import type { Leaf } from '../../../lib/query/query.ts';
import type { RegexPattern } from '../../../lib/regex/ast.ts';

const SPAN = { start: 0, end: 0 };

function regexLeaf(pattern: RegexPattern, start: number): Leaf {
  return {
    kind: 'leaf',
    field: 'Image',
    matcher: { kind: 'regex', pattern, literals: [] },
    span: { start, end: 0 },
  };
}

/** Of an event that was not looked at yet. */
function stateOf(record: Readonly<Record<string, unknown>>): EventState {
  return { event: 1, record, reading: undefined, raised: new Float64Array(0) };
}

describe('the evaluator', () => {
  const pattern: RegexPattern = {
    text: 'b',
    flags: { ignoreCase: false, multiline: false, dotAll: false },
    root: { kind: 'literal', codePoint: 98, span: SPAN },
    span: SPAN,
  };

  it('compiles queries of one meaning once, wherever they stand', () => {
    const context = { slots: createSlots(), regex: { safe: false, linear: undefined }, gaps: [] };
    const tests = createTests(context, () => undefined);
    const [one, other] = [regexLeaf(pattern, 3), regexLeaf({ ...pattern, span: { start: 9, end: 12 } }, 9)];
    expect(compileEvaluator(one, tests)).to.equal(compileEvaluator(other, tests));
    expect(compileEvaluator(one, tests)(stateOf({ Image: 'abc' }))).to.equal(true);
  });

  it('tells apart expressions that differ in their flags alone', () => {
    const context = { slots: createSlots(), regex: { safe: false, linear: undefined }, gaps: [] };
    const tests = createTests(context, () => undefined);
    const cased = compileEvaluator(regexLeaf(pattern, 0), tests);
    const flags = { ...pattern.flags, ignoreCase: true };
    const uncased = compileEvaluator(regexLeaf({ ...pattern, flags }, 0), tests);
    const state = stateOf({ Image: 'ABC' });
    expect([cased(state), uncased(state)]).to.deep.equal([false, true]);
  });

  it('does not have worked out what only a printer needs', () => {
    const context = { slots: createSlots(), regex: { safe: false, linear: undefined }, gaps: [] };
    const tests = createTests(context, () => undefined);
    const costly: RegexPattern = {
      ...pattern,
      get excess(): never {
        throw new Error('asked');
      },
    };
    expect(() => compileEvaluator(regexLeaf(costly, 0), tests)).not.to.throw();
  });
});
