import { expect } from 'chai';
import { quoteText } from '../../../lib/diagnostics/messages/quote-text.ts';

describe('quoteText', () => {
  it('sets a piece of a rule off from the sentence', () => {
    expect(quoteText('selection')).to.equal('`selection`');
    expect(quoteText('`x`')).to.equal('"`x`"');
    expect(quoteText('')).to.equal('``');
  });

  it('stays on one line and cannot play with a terminal', () => {
    expect(quoteText('a\nb\u001b[31m\u202Ec\u2028')).to.equal('`a\\u{a}b\\u{1b}[31m\\u{202e}c\\u{2028}`');
  });

  it('cuts what is long', () => {
    expect(quoteText('x'.repeat(1000))).to.equal(`\`${'x'.repeat(60)}…\``);
  });
});
