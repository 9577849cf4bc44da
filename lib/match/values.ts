/**
 * What a field of an event holds, as the matchers see it: present values only, each with its text.
 *
 * A list counts as its elements, at any depth; null, undefined and functions are not values. Nothing here
 * changes the event.
 */
import { foldText } from './texts/fold-text.ts';

/** One present value of a field. */
export interface FieldValue {
  readonly raw: unknown;
  /** What text matchers compare; see {@link textOf}. */
  readonly text: string;
  /** {@link text} without case, filled when first asked for: several leaves of a rule share it. */
  folded: string | undefined;
}

/** The value's text without case. */
export function foldedText(value: FieldValue): string {
  return (value.folded ??= foldText(value.text));
}

/** Appends the present values that `raw` holds. */
export function collectValues(raw: unknown, into: FieldValue[]): void {
  if (!Array.isArray(raw)) {
    const text = textOf(raw);
    if (text !== undefined) into.push({ raw, text, folded: undefined });
    return;
  }
  for (const element of elementsOf(raw)) {
    const text = textOf(element);
    if (text !== undefined) into.push({ raw: element, text, folded: undefined });
  }
}

/** The elements of a list in order, those of lists inside it included. */
export function elementsOf(list: readonly unknown[]): readonly unknown[] {
  if (!list.some(Array.isArray)) return list;
  const elements: unknown[] = [];
  // A list may hold itself. What was seen once adds nothing, since any element may match.
  const seen = new Set<unknown>([list]);
  const stack: { readonly list: readonly unknown[]; next: number }[] = [{ list, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.next === top.list.length) stack.pop();
    else {
      const element = top.list[top.next++];
      if (!Array.isArray(element)) elements.push(element);
      else if (!seen.has(element)) {
        seen.add(element);
        stack.push({ list: element, next: 0 });
      }
    }
  }
  return elements;
}

/**
 * The text of a value: numbers in decimal, booleans as `true` and `false`, dates in ISO 8601, objects as JSON
 * (rules for cloud logs look for words inside whole request parameters). Undefined where there is no value.
 */
export function textOf(raw: unknown): string | undefined {
  switch (typeof raw) {
    case 'string':
      return raw;
    case 'number':
      // From 1e21 on, JavaScript writes whole numbers with an exponent.
      return Number.isInteger(raw) && Math.abs(raw) >= 1e21 ? BigInt(raw).toString() : String(raw);
    case 'boolean':
    case 'bigint':
      return String(raw);
    case 'object':
      return raw === null ? undefined : objectText(raw);
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined;
  }
}

function objectText(raw: object): string | undefined {
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? undefined : raw.toISOString();
  try {
    return JSON.stringify(raw);
  } catch {
    // Circular, nested beyond the engine's stack, or holding a bigint: there, but not as JSON.
    return '[object Object]';
  }
}
