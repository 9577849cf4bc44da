/** The modifier `re`. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { RegexMatcher, RequiredLiteral } from '../../lib/query/query.ts';
import { minLength } from '../../lib/regex/shape.ts';
import type { Column } from './columns.ts';
import { hasHalfCharacter } from './quoting.ts';
import type { Session } from './session.ts';
import { NO_CHARACTER, printPattern, textPart } from './text.ts';

export function printRegex(
  { pattern, literals }: RegexMatcher,
  column: Column,
  session: Session,
): LeafText | Unsupported {
  const { engine, write, emptyIsMissing } = session;
  const { text } = column;
  const expression = engine.printRegex(pattern);
  if (typeof expression !== 'string' || engine.search === undefined) {
    const reason = typeof expression === 'string' ? { unsupported: '' } : expression;
    return { ...reason, feature: 'regex', narrower: 'FALSE', ...widerForm(literals, column, session) };
  }
  if (hasHalfCharacter(expression)) return NO_CHARACTER;
  const found = engine.search(text, write(expression));
  if (!emptyIsMissing || minLength(pattern.root) > 0) return found;
  return { text: `${text} <> '' AND ${typeof found === 'string' ? found : found.text}`, level: 'and' };
}

/** The texts that every match holds, in their order. */
function widerForm(
  literals: readonly RequiredLiteral[],
  column: Column,
  session: Session,
): { readonly wider?: LeafText } {
  const conditions: string[] = [];
  for (const { text, cased } of literals) {
    const condition = printPattern(
      { parts: [{ kind: 'many' }, textPart(text), { kind: 'many' }], cased },
      column,
      session,
    );
    if (typeof condition === 'string') conditions.push(condition);
    else if (!('unsupported' in condition)) conditions.push(condition.text);
  }
  if (conditions.length === 0) return {};
  return { wider: { text: conditions.join(' AND '), level: conditions.length > 1 ? 'and' : 'not' } };
}
