/** Wrong usage: reported in one line with a hint, never as a stack. */
import { closest } from '../lib/diagnostics/suggest.ts';

export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * The error for a name that is none of the known ones.
 *
 * @example unknownName('target', 'splnk', ['splunk', 'eql']) // unknown target 'splnk' / did you mean 'splunk'?
 */
export function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  const near = closest(name, known);
  return new UsageError(
    `unknown ${what} '${name}'`,
    near === undefined ? `known: ${known.join(', ')}` : `did you mean '${near}'?`,
  );
}
