import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targets } from '../../backends/index.ts';
import { convert, parseSigma, toQueries } from '../../lib/index.ts';
import { ROOT } from '../helpers/project.ts';

const FOLDER = join(ROOT, 'examples', 'rules');
const TEXTS = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));

/** Freezes a value and all it holds, so that a change throws. Maps are checked by comparison instead. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of value instanceof Map ? value.values() : Object.values(value)) freeze(part);
}

describe('conversion', () => {
  it('changes nothing that it is given', async () => {
    for (const text of TEXTS) {
      for (const rule of parseSigma(text).rules) {
        freeze(rule);
        const { queries } = toQueries(rule);
        freeze(queries);
        for (const target of targets) {
          const backend = await target.load();
          freeze(backend);
          convert(rule, backend);
          backend.convert({ rule, queries, format: 'default', approximate: 'any' });
        }
      }
    }
  });

  it('gives the same for the same, whatever was converted before', async () => {
    for (const target of targets) {
      const backend = await target.load();
      const convertAll = (texts: readonly string[]): ReadonlyMap<string, readonly string[]> =>
        new Map(
          texts.map((text) => [
            text,
            parseSigma(text).rules.flatMap((rule) => convert(rule, backend).queries),
          ]),
        );
      const once = convertAll(TEXTS);
      const again = convertAll([...TEXTS].reverse());
      for (const text of TEXTS) expect(again.get(text)).to.deep.equal(once.get(text));
    }
  });

  it('reads a rule alike with either kind of line end and with a byte order mark', async () => {
    const splunk = await targets[0]!.load();
    const queriesOf = (text: string): readonly string[] =>
      parseSigma(text).rules.flatMap((rule) => convert(rule, splunk).queries);
    for (const text of TEXTS) {
      const expected = queriesOf(text);
      expect(queriesOf(text.replaceAll('\n', '\r\n'))).to.deep.equal(expected);
      expect(queriesOf(`\ufeff${text}`)).to.deep.equal(expected);
    }
  });
});
