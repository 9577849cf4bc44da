/**
 * Text that every match of a pattern holds: a cheap first test, or a search term that narrows the events.
 *
 * Law: if the pattern matches a value, each of its required literals occurs in the value.
 */
import { caseVariants, foldCase } from '../query/fold.ts';
import type { RegexMatcher, RequiredLiteral } from '../query/query.ts';
import type { RegexFlags, RegexNode, RegexPattern } from './ast.ts';
import { flagsWithin, isCharacter, singleCharacter } from './shape.ts';

/** Copies of a counted character that are spelt out. */
const MAX_COPIES = 32;

/**
 * The literals in the order of the pattern; none that another one holds.
 *
 * @example `cmd.{0,5}(?:/c|/r).+powershell` → `cmd`, `powershell`
 */
export function requiredLiterals(pattern: RegexPattern): readonly RequiredLiteral[] {
  const runs: Run[] = [];
  let current: Run = newRun();

  const cut = (): void => {
    if (current.text !== '') runs.push(current);
    current = newRun();
  };
  const add = (text: string, cased: boolean): void => {
    current.text += text;
    if (caseVariants(text).length === 1) return;
    current.hasCase = true;
    if (!cased) current.isFolded = true;
  };

  const walk = (node: RegexNode, flags: RegexFlags): void => {
    switch (node.kind) {
      case 'sequence':
        for (const item of node.items) walk(item, flags);
        return;
      case 'group':
        walk(node.body, flagsWithin(flags, node.flags));
        return;
      case 'literal':
      case 'class': {
        const character = singleCharacter(node, flags);
        if (character === undefined) cut();
        else add(character.text, character.cased);
        return;
      }
      case 'repeat':
        if (node.min === 0) cut();
        else if (isCharacter(node.body)) {
          const exact = node.min === node.max && node.min <= MAX_COPIES;
          for (let i = 0; i < (exact ? node.min : 1); i++) walk(node.body, flags);
          if (exact) return;
          // The last copy stands before what follows.
          cut();
          walk(node.body, flags);
        } else {
          walk(node.body, flags);
          if (node.max !== 1) cut();
        }
        return;
      case 'anchor':
      case 'lookaround':
        // Takes up nothing, so what stands on its sides is together.
        return;
      default:
        cut();
    }
  };
  walk(pattern.root, pattern.flags);
  cut();
  return withoutContained(runs.map(({ text, hasCase, isFolded }) => ({ text, cased: hasCase && !isFolded })));
}

interface Run {
  text: string;
  hasCase: boolean;
  isFolded: boolean;
}

function newRun(): Run {
  return { text: '', hasCase: false, isFolded: false };
}

function withoutContained(literals: readonly RequiredLiteral[]): readonly RequiredLiteral[] {
  return literals.filter((literal, i) =>
    literals.every((other, j) => i === j || !implies(other, literal) || (i < j && implies(literal, other))),
  );
}

/** Whether a text that holds the one holds the other. */
function implies(one: RequiredLiteral, other: RequiredLiteral): boolean {
  if (other.cased) return one.cased && one.text.includes(other.text);
  return foldCase(one.text).includes(foldCase(other.text));
}

/** The matcher of a pattern. */
export function regexMatcher(pattern: RegexPattern): RegexMatcher {
  return { kind: 'regex', pattern, literals: requiredLiterals(pattern) };
}
