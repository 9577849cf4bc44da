/** Rust's regex crate compiled to WebAssembly: the dialect that the documentation of `matches regex` describes. */
import { RRegex } from 'rregex';

const compiled = new Map<string, RRegex>();

/**
 * Whether the pattern is found in the text.
 * @throws Error for a pattern the crate does not compile
 */
export function rustSearch(pattern: string, text: string): boolean {
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    regex = new RRegex(pattern);
    compiled.set(pattern, regex);
  }
  return regex.isMatch(text);
}
