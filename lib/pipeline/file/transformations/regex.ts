/** The transformation that writes texts as regular expressions, for targets where only those tell case apart or not. */
import { regexMatcher } from '../../../regex/literals.ts';
import { parseRegex } from '../../../regex/parse.ts';
import type { Leaf, WildcardPart } from '../../../query/query.ts';
import { caseVariants } from '../../../query/fold.ts';
import { refusedByPipeline } from '../../../diagnostics/messages/pipeline.ts';
import { choice, optional } from '../parameters.ts';
import { patternOf } from '../texts.ts';
import { transformation, type TransformationType } from './transformation.ts';

type Method = 'plain' | 'ignore_case_flag' | 'ignore_case_brackets';

/**
 * The expression fits whole values, as the text did: without anchors, `cmd` would also be found in `cmd.exe`. `plain`
 * tells case apart, which the text may not have done; that is what it is for.
 */
export const toRegex = (): TransformationType =>
  transformation(
    {
      method: optional(
        choice('plain', 'ignore_case_flag', 'ignore_case_brackets'),
        'ignore_case_brackets' as const,
      ),
    },
    () => 'write texts as regular expressions',
    ({ method }, { collector }) => ({
      on: 'value',
      apply(leaf, { report }) {
        const pattern = patternOf(leaf.matcher);
        if (pattern === undefined || pattern.parts.length === 0) return leaf;
        const text = write(pattern.parts, pattern.cased ? 'plain' : method, leaf);
        const ignoreCase = method === 'ignore_case_flag' && !pattern.cased;
        const embedded = { text, source: collector.source, span: leaf.span, verbatim: false };
        const parsed = parseRegex(embedded, { ignoreCase, multiline: false, dotAll: true }).pattern;
        if (parsed !== undefined) return { ...leaf, matcher: regexMatcher(parsed) };
        report(refusedByPipeline('a value is too long to be written as a regular expression'), leaf.span);
        return leaf;
      },
    }),
  );

/** Stars at the ends are left out, and anchors stand where there are none. Keywords may be anywhere. */
function write(parts: readonly WildcardPart[], method: Method, { field }: Leaf): string {
  const from = parts[0]?.kind === 'many' ? 1 : 0;
  const to = parts.length - (parts.length > 1 && parts.at(-1)?.kind === 'many' ? 1 : 0);
  const body = parts.slice(from, to).map((part) => {
    if (part.kind === 'many') return '.*';
    return part.kind === 'one' ? '.' : Array.from(part.text, (letter) => character(letter, method)).join('');
  });
  const start = from === 0 && field !== null ? '\\A' : '';
  const end = to === parts.length && field !== null ? '\\z' : '';
  return start + body.join('') + end;
}

function character(letter: string, method: Method): string {
  const variants = method === 'ignore_case_brackets' ? caseVariants(letter) : [letter];
  if (variants.length > 1) return `[${variants.join('')}]`;
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
