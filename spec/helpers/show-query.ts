/** A query on one line, for specs that say what a rule means. */
import type { Matcher, Query } from '../../lib/query/query.ts';
import { printWildcards } from '../../lib/syntax/wildcard.ts';

/**
 * @example showQuery(query) // 'Image endsWith "\cmd.exe" and not (a = 5 or a exists)'
 */
export function showQuery(query: Query): string {
  switch (query.kind) {
    case 'constant':
      return String(query.value);
    case 'leaf':
      return `${query.field ?? '(any)'} ${showMatcher(query.matcher)}`;
    case 'any-of':
      return `${query.field ?? '(any)'} any-of [${query.leaves.map((leaf) => showMatcher(leaf.matcher)).join(', ')}]`;
    case 'not':
      return `not ${group(query.operand)}`;
    case 'and':
    case 'or':
      return query.operands.map(group).join(` ${query.kind} `);
  }
}

function group(query: Query): string {
  const text = showQuery(query);
  return query.kind === 'and' || query.kind === 'or' ? `(${text})` : text;
}

/** Text in double quotes stands for itself, backslashes included. */
export function showMatcher(matcher: Matcher): string {
  const cased = 'cased' in matcher && matcher.cased ? ' cased' : '';
  switch (matcher.kind) {
    case 'equals':
      return `= "${matcher.value}"${cased}`;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return `${matcher.kind} "${matcher.value}"${cased}`;
    case 'wildcard':
      return `like "${printWildcards(matcher.parts)}"${cased}`;
    case 'number':
      return `= ${matcher.text}`;
    case 'boolean':
      return `= ${matcher.value}`;
    case 'null':
    case 'exists':
      return matcher.kind;
    case 'regex':
      return `~ /${matcher.pattern.text}/${showFlags(matcher.pattern.flags)}`;
    case 'cidr':
      return `in ${matcher.network}`;
    case 'compare':
      return `${matcher.operator} ${matcher.value}`;
    case 'fieldRef':
      return `${matcher.relation} field ${matcher.field}${cased}`;
    case 'expression':
      return `(${matcher.text})`;
    case 'timePart':
      return `${matcher.part} ${matcher.operator} ${matcher.value}`;
  }
}

function showFlags(flags: { ignoreCase: boolean; multiline: boolean; dotAll: boolean }): string {
  return (flags.ignoreCase ? 'i' : '') + (flags.multiline ? 'm' : '') + (flags.dotAll ? 's' : '');
}
