/**
 * Keys under which predicates of different rules are the same: spelling is levelled, meaning is not.
 *
 * Law: two predicates with one key ask the same of an event. Case counts only where the predicate says so, the order of
 * a list never does. Field names keep their case, as they do in events.
 */
import { foldCase } from '../query/fold.ts';
import type { Predicate, PredicateKind } from './predicate.ts';

/** The key of the whole row: field, kind, and all values together. */
export function rowKey(predicate: Predicate): string {
  const { all, kind } = predicate;
  const values = predicate.values.map((value) => levelled(predicate, value));
  const distinct = values.length < 2 ? values : [...new Set(values)].sort();
  // Under case folding a list may turn out to be one value written twice.
  const isList = distinct.length > 1;
  const head = headOf(predicate, isList ? kind : singleKind(kind));
  return `${head}${isList && all === true ? '\u0001all' : ''}\u0001${distinct.join('\u0001')}`;
}

/** The key of one of the row's values; the same whether the value stands alone or in a list. */
export function valueKey(predicate: Predicate, value: string): string {
  return `${headOf(predicate, singleKind(predicate.kind))}\u0001${levelled(predicate, value)}`;
}

function headOf({ field, cased, transforms }: Predicate, kind: PredicateKind): string {
  const how = transforms === undefined ? '' : transforms.join('|');
  return `${field ?? '\u0002'}\u0001${kind}\u0001${cased ? 'cased' : ''}\u0001${how}`;
}

function singleKind(kind: PredicateKind): PredicateKind {
  return kind === 'in' ? 'equals' : kind;
}

function levelled({ kind, cased, transforms }: Predicate, value: string): string {
  // In an expression `\S` is not `\s`, and what becomes base64 keeps its case.
  if (kind === 'regex_match') return cased ? value : value.replace(/^\(\?i\)/, '');
  const isEncoded = transforms?.some((name) => name.startsWith('base64')) === true;
  return cased || isEncoded ? value : foldCase(value);
}
