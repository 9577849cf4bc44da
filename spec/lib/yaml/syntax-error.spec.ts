import { expect } from 'chai';
import * as messages from '../../../lib/diagnostics/messages/yaml.ts';
import type { Finding } from '../../../lib/diagnostics/diagnostic.ts';
import { readYaml } from '../../../lib/yaml/read.ts';
import { marked } from '../../helpers/embedded.ts';

/** A text with the piece that the diagnostic must mark between « and ». */
type Case = readonly [text: string, finding: Finding];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'names the character that a plain value cannot start with': [
    ['a: «%»temp%\nb: 1\n', messages.unquotedIndicator('%')],
    ['a:\n  - «%»temp%\n', messages.unquotedIndicator('%')],
    ['a: «@»here\n', messages.unquotedIndicator('@')],
    ['a: «`»whoami`\n', messages.unquotedIndicator('`')],
    ['a: «,» b\n', messages.unquotedIndicator(',')],
    ['a: «]»\n', messages.unquotedIndicator(']')],
    ['a: «-» b\n', messages.unquotedIndicator('-')],
    ['a: «| »findstr x\n', messages.unquotedIndicator('|')],
    ['a: «> »C:\\out.txt\n', messages.unquotedIndicator('>')],
  ],
  'sees a wildcard where YAML sees an alias': [
    ['a: «*»\nb: 1\n', messages.unquotedStar()],
    ['a: «*foo »bar\n', messages.unquotedStar()],
    ['a: [x, «*»]\n', messages.unquotedStar()],
  ],
  'sees text where YAML sees an anchor': [['a: «&» whoami\n', messages.unquotedAmpersand()]],
  'finds the second colon': [
    ['title: Foo«:» Bar\n', messages.secondColon()],
    ['a:\n  - b: c«:» d\n', messages.secondColon()],
  ],
  'finds the escape that double quotes do not know': [
    ['a: "C:«\\W»indows"\n', messages.badEscape('\\W')],
    ['a: "C:«\\xy»z"\n', messages.badEscape('\\xy')],
    ['a: "«\\uz»"\n', messages.badEscape('\\uz')],
  ],
  'shows where the quotes ended': [
    [`a: 'it'«s» here'\n`, messages.textAfterQuote("'")],
    [`a: 'b' «o»r 'c'\n`, messages.textAfterQuote("'")],
    [`a: "b" «c»\n`, messages.textAfterQuote('"')],
    [`- 'b' «c»\n`, messages.textAfterQuote("'")],
  ],
  'shows where the brackets ended': [['a: [b] «c»\n', messages.textAfterBracket(']')]],
  'shows the quote or bracket that nothing closes': [
    [`a: «'»b\nc: d\n`, messages.unclosed("'")],
    [`a: «"»b\nc: d\n`, messages.unclosed('"')],
    [`a: "x"\nb: «"»y \\" z\nc: z\n`, messages.unclosed('"')],
    [`a: «[»b, c\nd: e\n`, messages.unclosed('[')],
    [`a: «{»b: c\nd: e\n`, messages.unclosed('{')],
    [`a:\n  - b: «'»it''s\n\n\nd: e\n`, messages.unclosed("'")],
    [`«'»a`, messages.unclosed("'")],
  ],
  'finds the missing space behind a colon': [
    ['key«:»value\nb: 1\n', messages.missingSpace()],
    ['a: 1\nkey«:»value\n', messages.missingSpace()],
  ],
  'shows the line of a map that has no key': [
    ['a: 1\n«foo»\nb: 2\n', messages.notAPair()],
    ['a: 1\n«foo»\n', messages.notAPair()],
    ['a: |\n«foo»\n', messages.notAPair()],
  ],
  'shows what does not line up': [
    ['a: 1\n «b:» 2\n', messages.misaligned()],
    ['a:\n    b: 1\n  «c»: 2\n', messages.misaligned()],
    ['a:\n  - b\n «-» c\n', messages.misaligned()],
    ['- a: b\n «c»: d\n', messages.misaligned()],
  ],
  'shows the tabs': [
    ['a:\n«\t»b: c\n', messages.tabIndentation()],
    ['a:\n  b: c\n  «\t\t»d: e\n', messages.tabIndentation()],
  ],
  'shows control characters': [
    ['a: «\u0001»\n', messages.controlCharacter('\u0001')],
    [`a: '«\u0001»'\n`, messages.controlCharacter('\u0001')],
    ['a: b«\u0000»c\n', messages.controlCharacter('\u0000')],
    ['a: b«\uFFFE»c\n', messages.controlCharacter('\uFFFE')],
  ],
  'passes on what the parser says of anything else': [
    ['a: &x «&»y b\n', messages.otherSyntaxError('duplication of an anchor property')],
  ],
};

describe('a syntax error', () => {
  for (const [law, cases] of Object.entries(CASES)) {
    it(law, () => {
      for (const [text, finding] of cases) {
        const start = text.indexOf('«');
        const end = text.indexOf('»') - 1;
        const { diagnostics } = readYaml({ name: 'rule.yml', text: text.replace(/[«»]/g, '') });
        expect(diagnostics, text).to.have.length(1);
        const [diagnostic] = diagnostics;
        expect(diagnostic, text).to.deep.include({ ...finding, hints: finding.hints ?? [] });
        expect(diagnostic?.span, `${text} marks ${diagnostic && marked(diagnostic)}`).to.deep.equal({
          start,
          end,
        });
      }
    });
  }
});
