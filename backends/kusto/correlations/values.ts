/** What a correlation counts or computes with, as an expression, and how to ask whether an event has it. */
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import type { Test } from './tests.ts';

/** How the value of a correlation is held. */
export type ValueKind = 'none' | 'text' | 'number';

export function valueKind({ correlation: { correlation } }: CorrelationRequest): ValueKind {
  const { type, condition } = correlation;
  if (condition.kind === 'expression' || condition.fields.length === 0) return 'none';
  return type === 'value_count' ? 'text' : 'number';
}

/** @param texts the fields as texts: several only where they are counted together */
export function valueText(kind: ValueKind, texts: readonly string[]): string | undefined {
  const [only = ''] = texts;
  switch (kind) {
    case 'none':
      return undefined;
    case 'number':
      return `todouble(${only})`;
    case 'text':
      if (texts.length === 1) return only;
      // Several count together, and only where all of them are there.
      return `iff(${texts.map((text) => `isempty(${text})`).join(' or ')}, "", tostring(pack_array(${texts.join(', ')})))`;
  }
}

/** Without what is counted an event is no part of a correlation. Text that is no number is none. */
export function valueChecks(kind: ValueKind, texts: readonly string[]): readonly Test[] {
  if (kind === 'none') return [];
  return texts.map((text) => ({
    text: kind === 'number' ? `isfinite(todouble(${text}))` : `isnotempty(${text})`,
    level: 'atom',
  }));
}
