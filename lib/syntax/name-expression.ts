/** Expressions over named conditions of pipelines: text to a tree, with the place of what is wrong. */
import { parseNameExpression, type NameExpression } from '../../grammar/pipeline-condition.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { conditionSyntax, conditionTooLong } from '../diagnostics/messages/pipeline-file.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';

export type { NameExpression } from '../../grammar/pipeline-condition.ts';

export interface NameExpressionResult {
  /** Undefined when there is an error. */
  readonly root: NameExpression | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters: an expression names a handful of conditions, and the parser's stack grows with its brackets. */
const MAX_LENGTH = 1000;
const MAX_BRACKETS = 50;

/**
 * @example
 * parse(embedded('windows and not sysmon')).root
 * // { kind: 'and', operands: [{ kind: 'name', name: 'windows', … }, { kind: 'not', … }] }
 */
export function readNameExpression(embedded: EmbeddedText): NameExpressionResult {
  const { text, source, span } = embedded;
  if (text.length > MAX_LENGTH || text.split('(').length > MAX_BRACKETS) {
    return { root: undefined, diagnostics: [diagnose(conditionTooLong(MAX_LENGTH), source, span)] };
  }
  const result = parseNameExpression(text);
  if (result.ok) return { root: result.value, diagnostics: [] };
  const start = Math.min(result.offset, Math.max(0, text.length - 1));
  const place = spanWithin(embedded, start, start + 1);
  return { root: undefined, diagnostics: [diagnose(conditionSyntax(), source, place)] };
}

/** The places of all names in an expression, from left to right. */
export function namesIn(root: NameExpression): readonly Extract<NameExpression, { kind: 'name' }>[] {
  switch (root.kind) {
    case 'name':
      return [root];
    case 'not':
      return namesIn(root.operand);
    default:
      return root.operands.flatMap(namesIn);
  }
}
