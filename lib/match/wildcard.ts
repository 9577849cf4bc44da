/**
 * Wildcard patterns without a regular expression: time grows with text times pattern at worst, whatever the event.
 *
 * The pattern is cut at each `*` into runs of literal text and `?`. The first run stands at the start, the last
 * at the end, and each one between at the first place it fits: taking the first place never loses a match,
 * because what follows a `*` may begin anywhere later. `?` is one character as people count, so it takes both
 * halves of a surrogate pair.
 */
import { foldCase } from '../query/fold.ts';
import type { WildcardMatcher, WildcardPart } from '../query/query.ts';
import type { ValueTest } from './reading.ts';
import { foldedText } from './values.ts';

/** Literal text, or null for one character. */
type Run = readonly (string | null)[];

export function testWildcard({ parts, cased }: WildcardMatcher): ValueTest {
  const runs = cutAtStars(parts, cased ? (text) => text : foldCase);
  const matches = runs.length === 1 ? matchWhole(runs[0] as Run) : matchRuns(runs);
  return cased ? ({ text }) => matches(text) : (value) => matches(foldedText(value));
}

function cutAtStars(parts: readonly WildcardPart[], fold: (text: string) => string): readonly Run[] {
  const runs: (string | null)[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'many') runs.push([]);
    else (runs.at(-1) as (string | null)[]).push(part.kind === 'one' ? null : fold(part.text));
  }
  return runs;
}

function matchWhole(run: Run): (text: string) => boolean {
  return (text) => matchForward(run, text, 0) === text.length;
}

function matchRuns(runs: readonly Run[]): (text: string) => boolean {
  const first = runs[0] as Run;
  const last = runs.at(-1) as Run;
  const middle = runs.slice(1, -1).filter((run) => run.length > 0);
  return (text) => {
    let at = matchForward(first, text, 0);
    if (at < 0) return false;
    const end = matchBackward(last, text, text.length);
    for (const run of middle) {
      at = find(run, text, at);
      if (at < 0) return false;
    }
    return end >= at;
  };
}

/** Where the run ends that starts at `at`, or -1. */
function matchForward(run: Run, text: string, at: number): number {
  for (const piece of run) {
    if (piece === null) {
      if (at >= text.length) return -1;
      at += characterLength(text, at);
    } else {
      if (!text.startsWith(piece, at)) return -1;
      at += piece.length;
    }
  }
  return at;
}

/** Where the run starts that ends at `end`, or -1. */
function matchBackward(run: Run, text: string, end: number): number {
  for (let i = run.length - 1; i >= 0; i--) {
    const piece = run[i] as string | null;
    if (piece === null) {
      if (end <= 0) return -1;
      end -= isLowSurrogate(text, end - 1) && isHighSurrogate(text, end - 2) ? 2 : 1;
    } else {
      end -= piece.length;
      if (end < 0 || !text.startsWith(piece, end)) return -1;
    }
  }
  return end;
}

/** Where the first occurrence of the run at or after `from` ends, or -1. */
function find(run: Run, text: string, from: number): number {
  const [piece] = run;
  const literal = typeof piece === 'string' ? piece : undefined;
  for (let at = from; at <= text.length; at += characterLength(text, at)) {
    if (literal !== undefined) {
      at = text.indexOf(literal, at);
      if (at < 0) return -1;
    }
    const end = matchForward(run, text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function characterLength(text: string, at: number): number {
  return isHighSurrogate(text, at) && isLowSurrogate(text, at + 1) ? 2 : 1;
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
