/**
 * Accounts: rules have `DOMAIN\name` in one field, tables have the domain and the name in two columns.
 *
 * A pattern over the whole is split wherever the backslash may stand: `contains 'AUTHORI'` may be true of either part,
 * `endsWith '\SYSTEM'` is any domain and the name SYSTEM. Neither part has a backslash of its own.
 */
import { and, or } from '../../../../lib/query/build.ts';
import type { Leaf, Query, WildcardPart } from '../../../../lib/query/query.ts';
import type { FieldTranslation, Refusal } from '../event-source.ts';
import { ask, asksForPresence, onColumn } from './leaves.ts';
import { patternOf, toMatcher, type TextPattern } from './parts.ts';

/** An account in a column with its domain and one with its name. */
export function account(domain: string, name: string): FieldTranslation {
  return {
    shown: `${domain} and ${name}`,
    columns: [domain, name],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, name);
      const pattern = patternOf(leaf);
      if (pattern === undefined) {
        return {
          refused: `the account is in two columns, ${domain} and ${name}, which only patterns of text look into`,
        };
      }
      if (pattern.parts.length === 0) return onColumn(leaf, name);
      return or([...splits(leaf, pattern, domain, name)]);
    },
  };
}

function* splits(leaf: Leaf, pattern: TextPattern, domain: string, name: string): Generator<Query> {
  const { parts, cased } = pattern;
  const onName = (rest: readonly WildcardPart[]): Query => ask(leaf, name, toMatcher({ parts: rest, cased }));
  const onDomain = (rest: readonly WildcardPart[]): Query =>
    ask(leaf, domain, rest.length === 0 ? { kind: 'null' } : toMatcher({ parts: rest, cased }));

  // A star in front also takes a domain and its backslash.
  if (!hasBackslash(parts))
    yield parts[0]?.kind === 'many' ? onName(parts) : and([onDomain([]), onName(parts)]);

  for (const [index, part] of parts.entries()) {
    const before = parts.slice(0, index);
    const after = parts.slice(index + 1);
    if (part.kind === 'text') {
      const at = part.text.indexOf('\\');
      if (at < 0) continue;
      const left = [...before, ...textPart(part.text.slice(0, at))];
      const right = [...textPart(part.text.slice(at + 1)), ...after];
      if (right.length === 0 || left.length === 0) return;
      yield isStar(left)
        ? and([ask(leaf, domain, { kind: 'exists' }), onName(right)])
        : and([onDomain(left), onName(right)]);
      return;
    }
    if (part.kind === 'one') {
      if (before.length > 0 && after.length > 0) yield and([onDomain(before), onName(after)]);
    } else if (index === parts.length - 1 && index > 0) yield onDomain(parts);
    else if (index > 0) yield and([onDomain([...before, part]), onName([part, ...after])]);
  }
}

function textPart(text: string): readonly WildcardPart[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

function hasBackslash(parts: readonly WildcardPart[]): boolean {
  return parts.some((part) => part.kind === 'text' && part.text.includes('\\'));
}

function isStar(parts: readonly WildcardPart[]): boolean {
  return parts.length === 1 && parts[0]?.kind === 'many';
}
