import { expect } from 'chai';
import fc from 'fast-check';
import type { DetectionValue } from '../../../lib/ast/detection.ts';
import { createCollector } from '../../../lib/diagnostics/collector.ts';
import { applyChain, buildChain } from '../../../lib/modifiers/chain.ts';
import type { TextValue } from '../../../lib/modifiers/value.ts';
import { resolveItem } from '../../../lib/resolve/items.ts';
import { shapeOf } from '../../../lib/resolve/text-shape.ts';
import type { WildcardOnlyPart } from '../../../lib/syntax/wildcard.ts';
import { marked } from '../../helpers/embedded.ts';
import { itemOf, meaning, resolve, trouble } from '../../helpers/resolve-item.ts';
import { showQuery } from '../../helpers/show-query.ts';

describe('resolveItem', () => {
  it('compares with values as YAML typed them', () => {
    expect(meaning('f', 'a')).to.equal('f = "a"');
    expect(meaning('f', '5')).to.equal('f = "5"');
    expect(meaning('f', 5)).to.equal('f = 5');
    expect(meaning('f', true)).to.equal('f = true');
    expect(meaning('f', 'true')).to.equal('f = "true"');
    expect(meaning('f', null)).to.equal('f null');
    expect(meaning('f', '')).to.equal('f = ""');
    expect(meaning('f', '*')).to.equal('f exists');
  });

  it('reads wildcards and escapes', () => {
    expect(meaning('f', '*\\cmd.exe')).to.equal('f endsWith "\\cmd.exe"');
    expect(meaning('f', 'C:\\\\*')).to.equal('f startsWith "C:\\"');
    expect(meaning('f', 'C:\\*')).to.equal('f = "C:*"');
    expect(meaning('f', 'a?c')).to.equal('f like "a?c"');
  });

  it('ors a list, and takes an empty one for null', () => {
    expect(meaning('f', ['a', 5, null])).to.equal('f = "a" or f = 5 or f null');
    expect(meaning('f', [])).to.equal('f null');
    expect(trouble('f|contains', [])).to.deep.equal(['modifier-value-type at f']);
  });

  it('looks for keywords anywhere in the event', () => {
    expect(meaning('|all', ['a', '*b*', 'c*'])).to.equal(
      '(any) contains "a" and (any) contains "b" and (any) contains "c"',
    );
    expect(meaning('|contains', 'a*b')).to.equal('(any) like "*a*b*"');
    expect(meaning('|cased', '?')).to.equal('(any) like "*?*" cased');
    expect(meaning('|neq', [4688, true])).to.equal('not ((any) contains "4688" or (any) contains "true")');
    expect(meaning('|base64offset', 'foo')).to.contain('(any) contains "Zm9v"');
  });

  it('takes the numbers of a placeholder for their digits', () => {
    expect(meaning('|expand', '%ids%', { ids: [1, 2] })).to.equal('(any) contains "1" or (any) contains "2"');
  });

  it('refuses keywords that are in every event', () => {
    expect(trouble('|all', [])).to.include('keyword-empty at |all');
    for (const value of ['', '*', '**']) {
      expect(trouble('|contains', value)).to.deep.equal([`keyword-empty at ${value}`]);
    }
  });

  it('keeps all digits of numbers that a double cannot hold', () => {
    const texts = (spelling: string): string => {
      const { item, source } = itemOf('f', [0]);
      const value = {
        ...(item.values[0] as DetectionValue),
        value: Number(spelling.replaceAll('_', '')),
        text: spelling,
      };
      const context = {
        collector: createCollector(source),
        modifierOptions: { placeholders: {} },
        leaves: 0,
        regexLength: 0,
      };
      const query = resolveItem({ ...item, values: [value] }, context);
      return showQuery(query).replace('f = ', '');
    };
    expect(texts('12345678901234567890')).to.equal('12345678901234567890');
    expect(texts('-12345678901234567890')).to.equal('-12345678901234567890');
    expect(texts('0xFFFFFFFFFFFFFFFF')).to.equal('18446744073709551615');
    expect(texts('0x1F')).to.equal('31');
    expect(texts('1_000')).to.equal('1000');
    expect(texts('+5')).to.equal('5');
    expect(texts('1.50')).to.equal('1.5');
    expect(texts('-0.0')).to.equal('0');
  });

  it('makes of plain text at one place what the chain of modifiers makes of it', () => {
    const keys = [
      'f',
      'f|contains',
      'f|startswith',
      'f|endswith',
      'f|contains|all',
      'f|cased',
      'f|endswith|cased',
    ];
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '\\', '*', '?', ' ', 'ä'), maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...keys), text, (key, value) => {
        const { item, source } = itemOf(key, [value]);
        const chain = buildChain(item, source);
        if ('code' in chain) throw new Error(chain.message);
        const applied = applyChain(chain, item.values[0] as DetectionValue, { placeholders: {} });
        const { parts, cased } = applied as TextValue;
        const expected = shapeOf(parts as readonly WildcardOnlyPart[], cased);
        expect(resolve(key, [value]).query).to.deep.include({ kind: 'leaf', field: 'f', matcher: expected });
      }),
    );
  });

  it('points each leaf at its value', () => {
    const { query } = resolve('f|contains', ['first', 'second']);
    const { source } = itemOf('f|contains', ['first', 'second']);
    const spans = query.kind === 'or' ? query.operands.map((each) => 'span' in each && each.span) : [];
    expect(spans.map((span) => span && marked({ source, span }))).to.deep.equal(['first', 'second']);
  });

  it('reports every value that is wrong', () => {
    expect(trouble('f|cidr', ['x', '::/0', 'y'])).to.deep.equal([
      'modifier-value-invalid at x',
      'modifier-value-invalid at y',
    ]);
  });
});
