/** Names of pages: about the rule, not about its place among others. */
import { expect } from 'chai';
import { digest, nameRules, slug } from '../../web/names.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { rulesOf } from '../helpers/site.ts';

function rule(title: string, id?: string, value = 'x'): SigmaRule {
  const [only] = rulesOf(
    `title: ${title}\n${id === undefined ? '' : `id: ${id}\n`}logsource:\n  product: windows\n` +
      `detection:\n  s:\n    f: ${value}\n  condition: s\n`,
  );
  return only!;
}

const ID = '01234567-89ab-4cde-8f01-23456789abcd';
const NEAR = '01234567-89ab-4cde-8f01-23456789abce';

function namesOf(...rules: SigmaRule[]): (string | undefined)[] {
  const names = nameRules(rules);
  return rules.map((each) => names.get(each));
}

describe('names', () => {
  it('are the beginning of the id, in lower case', () => {
    expect(namesOf(rule('A', ID.toUpperCase()))).to.deep.equal(['01234567-89ab']);
  });

  it('are the whole id where two share its beginning, whichever comes first', () => {
    const [a, b] = [rule('A', ID), rule('B', NEAR)];
    expect(namesOf(a, b)).to.deep.equal([ID, NEAR]);
    expect(namesOf(b, a)).to.deep.equal([NEAR, ID]);
  });

  it('tell rules of one id apart by their texts, whichever comes first', () => {
    const [a, b] = [rule('A', ID), rule('B', ID)];
    const [nameOfA, nameOfB] = namesOf(a, b);
    expect(nameOfA).to.match(new RegExp(`^${ID}-[0-9a-f]{8}$`));
    expect(namesOf(b, a)).to.deep.equal([nameOfB, nameOfA]);
    expect(nameOfA).to.not.equal(nameOfB);
  });

  it('number rules that nothing tells apart', () => {
    const [first, second] = namesOf(rule('A', ID), rule('A', ID));
    expect(second).to.equal(`${first}-2`);
  });

  it('are the title and a digest of the rule where there is no id', () => {
    expect(namesOf(rule('Whoami, on a Server'))[0]).to.match(/^whoami-on-a-server-[0-9a-f]{8}$/);
    expect(namesOf(rule('日本'))[0]).to.match(/^rule-[0-9a-f]{8}$/);
  });

  it('never leave the folder, whatever the rule says', () => {
    for (const title of ['../../etc/passwd', 'C:\\x', 'con', '..', '"%2e%2e/"', "'__proto__'"]) {
      expect(namesOf(rule(title))[0]).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it('slug and digest are the same everywhere', () => {
    expect(slug('Image ends_with \\cmd.exe')).to.equal('image-ends-with-cmd-exe');
    expect(slug('x'.repeat(999))).to.have.lengthOf(60);
    expect(digest('')).to.equal('811c9dc5');
    expect(digest('foobar')).to.equal('bf9cf968'); // A published test value of FNV-1a.
  });
});
