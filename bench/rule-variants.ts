/** More rules than there are: the public ones again, each time with other texts to look for. */
import { parseSigma, type SigmaRule } from 'sigmaq';

/** So many rules: the first of the given ones, evenly spread, or all of them and variants of them. */
export function variantsOf(rules: readonly SigmaRule[], count: number): readonly SigmaRule[] {
  if (count <= rules.length) {
    const step = rules.length / count;
    return Array.from({ length: count }, (_, i) => rules[Math.floor(i * step)]!);
  }
  const all = [...rules];
  for (let copy = 1; all.length < count; copy++) {
    for (const rule of rules) {
      if (all.length >= count) break;
      const [variant] = parseSigma(vary(rule.source.text, copy)).rules;
      if (variant !== undefined) all.push(variant);
    }
  }
  return all;
}

/** Other words of six letters and more in the values of the detection section; keys, modifiers and names stay. */
function vary(text: string, copy: number): string {
  const start = text.indexOf('\ndetection:');
  const end = text.indexOf('\nfalsepositives:', start);
  const section = text.slice(start, end < 0 ? text.length : end);
  const varied = section
    .split('\n')
    .map((line) => (/^\s*condition:/.test(line) ? line : varyLine(line, copy)))
    .join('\n');
  return text.slice(0, start) + varied + text.slice(start + section.length);
}

function varyLine(line: string, copy: number): string {
  const value = /^\s*(?:- )?(?:[\w.| ]+:\s+)?/.exec(line)?.[0].length ?? 0;
  const isRegex = /\|(?:re|cidr|exists)\b/.test(line);
  if (isRegex) return line;
  return line.slice(0, value) + line.slice(value).replace(/[a-z]{6,}/gi, (word) => turn(word, copy));
}

/** The letters moved on in the alphabet: as common in their surroundings, and another word. */
function turn(word: string, copy: number): string {
  return word.replace(/[a-z]$/i, (letter) => {
    const base = letter < 'a' ? 65 : 97;
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + copy) % 26));
  });
}
