/** Keys of a search: text to field and modifiers, each with its place. Modifiers are not looked up here. */
import { parseKey, type FieldKeyParts } from '../../grammar/field.ts';
import { MAX_PARSEC_LENGTH, type ParsecResult } from '../../grammar/parsec.ts';
import type { ModifierUse } from '../ast/detection.ts';
import { diagnose, type Diagnostic, type Finding } from '../diagnostics/diagnostic.ts';
import {
  fieldKeyEmpty,
  fieldKeyTooLong,
  fieldKeyTooManyModifiers,
  modifierNameMissing,
} from '../diagnostics/messages/modifier.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';
import type { Span } from '../source/source.ts';

/** What {@link parseFieldKey} makes of a key. */
export interface FieldKeyResult {
  /** Null for keywords. */
  readonly field: string | null;
  /** The field name; the whole key where there is none. */
  readonly fieldSpan: Span;
  /** In the order written; empty when the key could not be parsed. */
  readonly modifiers: readonly ModifierUse[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * There are fewer modifiers than this, and none may be there twice. A key of nothing but bars takes the parser 20 ms,
 * and a text has room for two thousand of them.
 */
const MAX_MODIFIERS = 50;

/**
 * The parts of a key of a search.
 *
 * @param embedded - The key and where it stands in the rule.
 * @example
 * parseFieldKey(embedded('CommandLine|contains|all'))
 * // { field: 'CommandLine', modifiers: [{ name: 'contains', … }, { name: 'all', … }], … }
 */
export function parseFieldKey(embedded: EmbeddedText): FieldKeyResult {
  const { text, span } = embedded;
  if (text.length > MAX_PARSEC_LENGTH) return failure(embedded, fieldKeyTooLong(MAX_PARSEC_LENGTH), span);
  if (text === '') return failure(embedded, fieldKeyEmpty(), span);
  if (hasTooManyBars(text)) return failure(embedded, fieldKeyTooManyModifiers(MAX_MODIFIERS), span);

  const result = parseRemembered(text);
  if (!result.ok) {
    // The bar in front of the missing name: there may be nothing behind it to point at.
    const start = Math.max(0, result.offset - 1);
    return failure(embedded, modifierNameMissing(), spanWithin(embedded, start, start + 1));
  }
  const { field, modifiers } = result.value;
  return {
    field: field?.text ?? null,
    fieldSpan:
      field === undefined ? span : spanWithin(embedded, field.offset, field.offset + field.text.length),
    modifiers: modifiers.map(({ text: name, offset }) => ({
      name,
      span: spanWithin(embedded, offset, offset + name.length),
    })),
    diagnostics: [],
  };
}

function hasTooManyBars(text: string): boolean {
  let bars = 0;
  for (let at = text.indexOf('|'); at >= 0; at = text.indexOf('|', at + 1)) {
    if (++bars > MAX_MODIFIERS) return true;
  }
  return false;
}

function failure(embedded: EmbeddedText, finding: Finding, span: Span): FieldKeyResult {
  const [name = ''] = embedded.text.split('|', 1);
  const diagnostics = [diagnose(finding, embedded.source, span)];
  return { field: name === '' ? null : name, fieldSpan: embedded.span, modifiers: [], diagnostics };
}

/** How many keys to remember: rules repeat a few hundred (`Image|endswith` …) tens of thousands of times. */
const MEMORY_ENTRIES = 2000;

const memory = /* @__PURE__ */ new Map<string, ParsecResult<FieldKeyParts>>();

function parseRemembered(text: string): ParsecResult<FieldKeyParts> {
  let result = memory.get(text);
  if (result === undefined) {
    result = parseKey(text);
    if (memory.size >= MEMORY_ENTRIES) memory.clear();
    memory.set(text, result);
  }
  return result;
}
