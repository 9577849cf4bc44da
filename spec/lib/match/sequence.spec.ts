import { expect } from 'chai';
import fc from 'fast-check';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../../../lib/regex/print/ecmascript.ts';
import { testSequence } from '../../../lib/match/sequence.ts';
import { patternOf } from '../../helpers/parse-pattern.ts';

describe('expressions that are texts with anything between', () => {
  const isSequence = (text: string): boolean => testSequence(patternOf(text)) !== undefined;

  it('are recognised', () => {
    for (const text of ['a.*b', '(?i)set.*&&.*set', '.*one.*two.*', 'a.*?b', '\\+.*\\+.*\\+', '[.].*[x]'])
      expect(isSequence(text), text).to.equal(true);
    for (const text of ['a', 'a.+b', 'a.*b$', '^a.*b', '(a|b).*c', 'a.*\\d', 'a.{0,5}b', 'a\\n.*b', 'a.*+b'])
      expect(isSequence(text), text).to.equal(false);
  });

  it('match what the expression matches', () => {
    const word = fc.constantFrom('a', 'A', 'b', 'ab', 'ba', '.*', '.*', '.*?', 'Ä', '&&');
    const pattern = fc
      .tuple(fc.constantFrom('', '(?i)', '(?s)', '(?is)'), fc.array(word, { minLength: 2, maxLength: 7 }))
      .map(([flags, words]) => flags + words.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'A', 'b', 'B', 'x', '\n', 'ä', 'Ä', '&&'), { maxLength: 14 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 20 }), (source, texts) => {
        const parsed = patternOf(source);
        const test = testSequence(parsed);
        fc.pre(test !== undefined);
        const native = new RegExp(printEcmascript(parsed) as string, ECMASCRIPT_FLAGS);
        for (const each of texts) {
          const held = { raw: each, text: each, folded: undefined };
          expect(test(held), `${source} on ${JSON.stringify(each)}`).to.equal(native.test(each));
        }
      }),
    );
  });

  it('take linear time however many lines begin like a match', () => {
    const test = testSequence(patternOf('one.*two'))!;
    const text = `${'one\n'.repeat(500_000)}two`;
    const start = performance.now();
    expect(test({ raw: text, text, folded: undefined })).to.equal(false);
    expect(performance.now() - start).to.be.below(2000);
  });
});
