import { expect } from 'chai';
import fc from 'fast-check';
import {
  printWildcards,
  scanPlaceholders,
  scanWildcards,
  type PatternPart,
} from '../../../lib/syntax/wildcard.ts';

const awkward = fc.string({ unit: fc.constantFrom('*', '?', '\\', 'a', 'é', ' ', '%', '\n'), maxLength: 12 });

/** Parts as text: `<*>`, `<?>`, `<%name%>`, and literal text as it is. */
function show(parts: readonly PatternPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'placeholder' ? `<%${part.name}%>` : part.kind === 'many' ? '<*>' : '<?>';
    })
    .join('');
}

describe('scanWildcards', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', ''],
    ['plain', 'plain'],
    ['*', '<*>'],
    ['**', '<*>'],
    ['***a***', '<*>a<*>'],
    ['*?*', '<*><?><*>'],
    ['??', '<?><?>'],
    ['a*b?c', 'a<*>b<?>c'],
    // The five cases of the specification's section on escaping.
    ['C:\\Windows', 'C:\\Windows'],
    ['C:\\\\Windows', 'C:\\Windows'],
    ['\\*', '*'],
    ['\\?', '?'],
    ['\\\\*', '\\<*>'],
    ['\\\\\\*', '\\*'],
    ['\\\\\\', '\\\\'],
    ['\\\\\\\\', '\\\\'],
    ['C:\\Temp\\', 'C:\\Temp\\'],
    ['\\\\\\\\server\\\\share', '\\\\server\\share'],
    ['\\n\\%', '\\n\\%'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(show(scanWildcards(text))).to.equal(expected);
    });
  }

  it('never gives an empty text, two texts or two stars in a row', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const parts = scanWildcards(text);
        for (const [index, part] of parts.entries()) {
          expect(part).to.not.deep.equal({ kind: 'text', text: '' });
          if (part.kind !== 'one') expect(part.kind).to.not.equal(parts[index + 1]?.kind);
        }
      }),
    );
  });

  it('reads what printWildcards prints as the same parts', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const parts = scanWildcards(text);
        expect(scanWildcards(printWildcards(parts))).to.deep.equal(parts);
      }),
    );
  });
});

describe('printWildcards', () => {
  it('escapes no more than it must', () => {
    const print = (text: string): string => printWildcards(scanWildcards(text));
    expect(print('C:\\\\Windows\\\\*')).to.equal('C:\\Windows\\\\*');
    expect(print('\\\\\\\\server')).to.equal('\\\\\\server');
    expect(print('a\\*')).to.equal('a\\*');
  });
});

describe('scanPlaceholders', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['%name%', '<%name%>'],
    ['*%a%?%b%', '<*><%a%><?><%b%>'],
    ['%DC-MACHINE.NAME_1%', '<%DC-MACHINE.NAME_1%>'],
    ['\\%plain%name%', '%plain<%name%>'],
    ['\\%name\\%', '%name%'],
    ['100%', '100%'],
    ['a % b %', 'a % b %'],
    ['%%', '%%'],
    ['C:\\\\%name%', 'C:\\<%name%>'],
    ['\\\\*%name%', '\\<*><%name%>'],
    ['\\*%name%\\*', '*<%name%>*'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(show(scanPlaceholders(text))).to.equal(expected);
    });
  }
});
