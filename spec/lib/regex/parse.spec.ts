import { expect } from 'chai';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { NO_FLAGS } from '../../../lib/regex/shape.ts';
import { embed, embedFolded, marked } from '../../helpers/embedded.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';
import { showRegex } from '../../helpers/show-regex.ts';

function tree(text: string): string {
  return showRegex(patternOf(text).root);
}

/** Code, marked text and message of the first diagnostic. */
function trouble(text: string): string {
  const { pattern, diagnostics } = parseRegex(embed(text), NO_FLAGS);
  const [first] = diagnostics;
  if (pattern !== undefined || first === undefined) return 'fine';
  return `${first.code} at ${marked(first)}: ${first.message}`;
}

describe('parseRegex', () => {
  it('reads alternation, sequence and repeats, loosest first', () => {
    expect(tree('a|bc*')).to.equal('(or a (b (repeat 0- c)))');
    expect(tree('')).to.equal('()');
    expect(tree('a||b|')).to.equal('(or a () b ())');
    expect(tree('a+?b??c{2}d{3,}e{4,5}+f{,6}')).to.equal(
      '((repeat 1- lazy a) (repeat 0-1 lazy b) (repeat 2-2 c) (repeat 3- d) (repeat 4-5 possessive e) (repeat 0-6 f))',
    );
  });

  it('takes a brace for a character where it starts no quantifier', () => {
    expect(tree('{a}b{c{1')).to.equal('({ a } b { c { 1)');
  });

  it('tells groups apart', () => {
    expect(tree('(a)(?:b)(?>c)')).to.equal('((group capture a) (group b) (group atomic c))');
    expect(tree("(?<n>a)(?P<m>b)(?'o'c)")).to.equal(
      '((group capture n a) (group capture m b) (group capture o c))',
    );
    expect(tree('(?=a)(?!b)(?<=c)(?<!d)')).to.equal('((ahead a) (not ahead b) (behind c) (not behind d))');
    expect(tree('(?i-s:a)(?^:b)')).to.equal(
      '((group ignoreCase no dotAll a) (group no ignoreCase no multiline no dotAll b))',
    );
  });

  it('makes of a bare flag switch a group to the end of the enclosing one, later branches included', () => {
    expect(tree('(?i)ab')).to.equal('(group ignoreCase (a b))');
    expect(tree('a(?i)b(?s)c')).to.equal('(a (group ignoreCase (b (group dotAll c))))');
    expect(tree('a(?i)b|c')).to.equal('(or (a (group ignoreCase b)) (group ignoreCase c))');
    expect(tree('(a(?i)b)c')).to.equal('((group capture (a (group ignoreCase b))) c)');
    expect(tree('(?i)a|b')).to.equal('(group ignoreCase (or a b))');
    expect(tree('(?i)(?s)a|b(?-i)|c')).to.equal(
      '(group ignoreCase (group dotAll (or a b (group no ignoreCase c))))',
    );
    expect(tree('a(?i)')).to.equal('a');
    expect(tree('a(?i)|b')).to.equal('(or a (group ignoreCase b))');
  });

  it('knows the anchors', () => {
    expect(tree('^$\\A\\z\\Z\\b\\B')).to.equal(
      '(<start> <end> <text-start> <text-end> <text-end-or-newline> <word-boundary> <not-word-boundary>)',
    );
  });

  it('makes one character of each escape that stands for one', () => {
    expect(tree('\\x41\\x{42}\\u0043\\o{104}\\105\\0106')).to.equal('(A B C D E U+8 6)');
    expect(tree('\\a\\e\\f\\n\\r\\t\\x\\0\\cA\\c[')).to.equal('(U+7 U+1B U+C U+A U+D U+9 U+0 U+0 U+1 U+1B)');
    expect(tree('\\.\\-\\é\\\\')).to.equal('(. - U+E9 \\)');
    expect(tree('\\Qa.b\\E.\\Q[')).to.equal('(a . b . [)');
    expect(tree('😀')).to.equal('U+1F600');
  });

  it('reads escapes in classes as PCRE does', () => {
    expect(tree('[a-z\\d_.-]')).to.equal('[a-z digit _ . -]');
    expect(tree('[^]a]')).to.equal('[not ] a]');
    expect(tree('[]-a]')).to.equal('[]-a]');
    expect(tree('[\\b\\1\\x41-C\\Qa-]\\E[:alpha:][:^upper:]\\N]')).to.equal(
      '[U+8 U+1 A-C a - ] alpha non-upper U+0-U+9 U+B-U+10FFFF]',
    );
    expect(tree('[\\w-.]')).to.equal('[word - .]');
    expect(tree('[[.^$*(]')).to.equal('[[ . ^ $ * (]');
    expect(tree('\\D\\W\\S\\h\\V\\N')).to.equal(
      '(non-digit non-word non-space horizontal-space non-vertical-space [not U+A])',
    );
  });

  it('takes digits after a backslash for a reference or for an octal number, as PCRE does', () => {
    expect(tree('(a)\\1')).to.equal('((group capture a) (same as 1))');
    expect(tree('(a)\\11')).to.equal('((group capture a) U+9)');
    expect(tree('\\18')).to.equal('(U+1 8)');
    expect(tree(`${'()'.repeat(11)}\\11`)).to.match(/\(same as 11\)\)$/);
    expect(tree('(a)(b)\\g{-1}\\g2\\g{1}')).to.match(/\(same as 2\) \(same as 2\) \(same as 1\)\)$/);
    expect(tree("(?<n>a)\\k<n>\\k{n}\\k'n'\\g{n}(?P=n)")).to.match(/(\(same as n\) ?){5}/);
    expect(tree('\\1(a)')).to.equal('((same as 1) (group capture a))');
  });

  it('lets comments and empty quotes pass', () => {
    expect(tree('a(?#note)b\\E\\Q\\Ec')).to.equal('(a b c)');
  });

  it('repeats the last character of quoted text', () => {
    expect(tree('\\Qab\\E+')).to.equal('(a (repeat 1- b))');
  });

  it('keeps text and flags', () => {
    const pattern = patternOf('a', flagsOf('is'));
    expect(pattern).to.deep.include({
      text: 'a',
      flags: { ignoreCase: true, multiline: false, dotAll: true },
    });
  });

  describe('has a place for every node', () => {
    it('inside the rule', () => {
      const { root } = patternOf('a(b+)|[c]');
      const places: string[] = [];
      const note = (node: typeof root): void => {
        places.push(marked({ source: embed('a(b+)|[c]').source, span: node.span }));
        if (node.kind === 'alternation') node.branches.forEach(note);
        if (node.kind === 'sequence') node.items.forEach(note);
        if (node.kind === 'group' || node.kind === 'repeat') note(node.body);
      };
      note(root);
      expect(places).to.deep.equal(['a(b+)|[c]', 'a(b+)', 'a', '(b+)', 'b+', 'b', '[c]']);
    });

    it('which is the whole scalar where YAML has changed the text', () => {
      const { pattern } = parseRegex(embedFolded('a+'), NO_FLAGS);
      expect(pattern?.root.span).to.deep.equal(pattern?.span);
    });

    it('of its own, however often the expression was read before', () => {
      const first = embed('x[y]z');
      const moved = { ...first, span: { start: 100, end: 105 } };
      expect(parseRegex(first, NO_FLAGS).pattern?.root.span.start).to.equal(5);
      expect(parseRegex(moved, NO_FLAGS).pattern?.root.span.start).to.equal(100);
    });
  });

  describe('points at', () => {
    const CASES: Readonly<Record<string, string>> = {
      '(a': 'regex-syntax at (: this group is never closed',
      'x(?:(a)': 'regex-syntax at (: this group is never closed',
      'a)b': 'regex-syntax at ): this parenthesis closes no group',
      '[a': 'regex-syntax at [: this character class is never closed',
      'a[]': 'regex-syntax at [: this character class is never closed',
      '*a': 'regex-syntax at *: this quantifier has nothing to repeat',
      'a**': 'regex-syntax at *: this quantifier has nothing to repeat',
      'a{2}{3}': 'regex-syntax at {: this quantifier has nothing to repeat',
      '(|+)': 'regex-syntax at +: this quantifier has nothing to repeat',
      '\\b+': 'regex-syntax at +: this quantifier has nothing to repeat',
      'a{3,2}': 'regex-syntax at a{3,2}: the quantifier asks for at least 3 and at most 2',
      'a{70000}': 'regex-syntax at a{70000}: a quantifier counts to at most 65535',
      'a\\': 'regex-syntax at \\: the pattern ends in the middle of an escape sequence',
      'a\\yb': 'regex-syntax at \\y: the escape sequence `\\y` has no meaning',
      'a\\x{4G}b': 'regex-syntax at \\x{4G}: the escape sequence `\\x{4G}` has no meaning',
      'a\\u12': 'regex-syntax at \\u12: the escape sequence `\\u12` has no meaning',
      '[z-a]': 'regex-syntax at z-a: the range ends before it starts',
      '\\x{110000}': 'regex-syntax at \\x{110000}: there is no character with this code',
      '[\\x{D800}]': 'regex-syntax at \\x{D800}: there is no character with this code',
      '(?q:a)': 'regex-syntax at (?q:: no kind of group starts like this',
      '(?<1>a)':
        'regex-syntax at 1: the name of a group is made of letters, digits and underscores, with no digit first',
      '(?<a>x)(?<a>y)': 'regex-syntax at (?<a>y): two groups are called `a`',
      '(a)\\2': 'regex-syntax at \\2: the pattern has no group 2 to refer to',
      '\\k<a>': 'regex-syntax at \\k<a>: the pattern has no group `a` to refer to',
      '\\g{-1}(a)': 'regex-syntax at \\g{-1}: the pattern has no group 0 to refer to',
      '(?<=a+)b': 'regex-syntax at (?<=a+): a lookbehind needs a fixed length',
      '[[:nope:]]': 'regex-syntax at [:nope:]: there is no POSIX class of this name',
      '[:alpha:]': 'regex-syntax at [:alpha:]: a POSIX class stands inside the brackets of a character class',
      '(?x)a': "regex-unsupported at (?x): extended syntax cannot be used in a rule's regular expression",
      '(?R)': "regex-unsupported at (?R): recursion cannot be used in a rule's regular expression",
      '(?|a)': "regex-unsupported at (?|: a branch reset group cannot be used in a rule's regular expression",
      '(?(1)a)': "regex-unsupported at (?(: a condition cannot be used in a rule's regular expression",
      '(*FAIL)': "regex-unsupported at (*FAIL): a control verb cannot be used in a rule's regular expression",
      'a\\p{L}b':
        "regex-unsupported at \\p{L}: a Unicode property class cannot be used in a rule's regular expression",
      '[\\pL]':
        "regex-unsupported at \\p: a Unicode property class cannot be used in a rule's regular expression",
      'a\\Kb':
        "regex-unsupported at \\K: the match reset `\\K` cannot be used in a rule's regular expression",
    };
    for (const [pattern, expected] of Object.entries(CASES)) {
      it(pattern, () => {
        expect(trouble(pattern)).to.equal(expected);
      });
    }
  });

  it('reports all that is wrong with a tree', () => {
    const { diagnostics } = parseRegex(embed('[z-a]{3,2}\\7'), NO_FLAGS);
    expect(diagnostics.map(marked)).to.deep.equal(['[z-a]{3,2}', 'z-a', '\\7']);
  });
});
