/** What field keys and modifiers say; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';

export function fieldKeyEmpty(): Finding {
  return {
    code: 'detection-field-key',
    severity: 'error',
    message: 'a field name is missing',
    hints: ['keywords are a list without a key'],
  };
}

export function fieldKeyTooLong(limit: number): Finding {
  return {
    code: 'detection-field-key',
    severity: 'error',
    message: `the key is longer than the ${limit} characters that are read`,
  };
}

export function modifierNameMissing(): Finding {
  return {
    code: 'detection-field-key',
    severity: 'error',
    message: 'a modifier is missing after `|`',
  };
}
