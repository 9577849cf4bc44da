/** What a user may choose about regular expressions: the same wherever rules run on events. */
import type { RegexCompiler, RegexSettings } from './regex.ts';

export interface RegexOptions {
  /**
   * What becomes of a regular expression whose time can grow faster than the text it is tried on, if there is no
   * {@link linearRegex} for it: it runs on `RegExp` like all others (`native`), or the rule is refused (`safe`).
   *
   * @default 'native'
   */
  readonly regex?: 'native' | 'safe';
  /**
   * An engine whose time is linear in the text. It gets such expressions alone, and only for texts so long that
   * `RegExp` might take more than some ten million steps.
   *
   * @example
   * import { RE2JS } from 're2js';
   * createPredicate({ regex: 'safe', linearRegex: (pattern) => RE2JS.compile(pattern) });
   */
  readonly linearRegex?: RegexCompiler;
}

export function regexSettings({ regex, linearRegex }: RegexOptions): RegexSettings {
  return { safe: regex === 'safe', linear: linearRegex };
}
