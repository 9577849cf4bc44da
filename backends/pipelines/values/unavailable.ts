/** Fields that a target takes apart so that their text is gone. */
import type { ComputedField } from '../field-table.ts';

/** @param reason a sentence: where the value went */
export function unavailable(reason: string): ComputedField {
  return { fields: [], form: `not kept: ${reason}`, translate: () => ({ refused: reason }) };
}
