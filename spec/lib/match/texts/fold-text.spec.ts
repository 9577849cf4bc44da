import { expect } from 'chai';
import fc from 'fast-check';
import { foldText } from '../../../../lib/match/texts/fold-text.ts';
import { foldCase } from '../../../../lib/query/fold.ts';

describe('folding the text of an event', () => {
  it('is the folding of rules, whatever the length and the characters', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Größe', 'ΟΔΟΣ', 'İ', '\u212A', 'ẞ', '\ud801\udc00', '\ud801', 'Image', 'ПРИВЕТ'),
    );
    const text = fc
      .tuple(fc.array(part), fc.constantFrom(0, 40, 250, 4090, 9000))
      .map(([parts, before]) => `${'Ab'.repeat(before / 2)}${parts.join('')}`);
    fc.assert(
      fc.property(text, (each) => {
        expect(foldText(each)).to.equal(foldCase(each));
      }),
    );
  });

  it('takes no longer for other alphabets than a search does', () => {
    const text = 'Größe ПРИВЕТ '.repeat(200_000);
    const start = process.cpuUsage();
    expect(foldText(text)).to.have.lengthOf(text.length);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).to.be.below(process.env.NODE_V8_COVERAGE === undefined ? 200 : 1000);
  });
});
