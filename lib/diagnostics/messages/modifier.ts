/** What field keys and modifiers say; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

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

export function fieldKeyTooManyModifiers(limit: number): Finding {
  return {
    code: 'detection-field-key',
    severity: 'error',
    message: `the key has more than the ${limit} modifiers that are read`,
  };
}

export function modifierNameMissing(): Finding {
  return {
    code: 'detection-field-key',
    severity: 'error',
    message: 'a modifier is missing after `|`',
  };
}

export function modifierUnknown(name: string, known: Iterable<string>): Finding {
  const near = closest(name.trim(), known);
  const negation = ['not', 'ne', 'isnot'].includes(name.toLowerCase());
  const hint = negation
    ? 'negate the search in the condition, or use the modifier `neq`'
    : near !== undefined
      ? `did you mean \`${near}\`?`
      : undefined;
  return {
    code: 'modifier-unknown',
    severity: 'error',
    message: `no modifier is called ${quoteText(name)}`,
    hints: hint === undefined ? [] : [hint],
  };
}

export function modifierRepeated(name: string): Finding {
  return {
    code: 'modifier-repeated',
    severity: 'error',
    message: `the modifier \`${name}\` is there twice`,
    hints: ['once is enough'],
  };
}

/** The modifier has to stand in front of one that is already there. */
export function modifierOrder(name: string, earlier: string): Finding {
  return {
    code: 'modifier-order',
    severity: 'error',
    message: `\`${name}\` has to come before \`${earlier}\``,
    hints: [`write \`${name}|${earlier}\``],
  };
}

/** The modifier only follows others and stands first. */
export function modifierNotFirst(name: string, predecessors: readonly string[]): Finding {
  const shown = predecessors.map((each) => `\`${each}\``).join(', ');
  return {
    code: 'modifier-order',
    severity: 'error',
    message: `\`${name}\` has to follow ${shown}`,
    hints: predecessors.length === 1 ? [`write \`${predecessors[0]}|${name}\``] : [],
  };
}

export function modifierConflict(name: string, earlier: string): Finding {
  return {
    code: 'modifier-conflict',
    severity: 'error',
    message: `\`${name}\` and \`${earlier}\` cannot be combined`,
    hints: CONFLICT_HINTS.get(`${earlier}|${name}`) ?? [],
  };
}

/** What to do about the combinations that rules are most likely to try. */
const CONFLICT_HINTS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['startswith|endswith', ['use `contains`, or write the value with `*` in its middle']],
  ['endswith|startswith', ['use `contains`, or write the value with `*` in its middle']],
  ['re|cased', ['regular expressions are case-sensitive unless `i` follows `re`']],
  ['re|windash', ['write the dashes as a class: `[-/]`']],
]);

export function modifierNeedsField(name: string): Finding {
  return {
    code: 'modifier-needs-field',
    severity: 'error',
    message: `\`${name}\` needs a field, and keywords have none`,
    hints: [`name the field in front: \`Field|${name}\``],
  };
}

const TYPE_NAMES: Readonly<Record<'text' | 'number' | 'boolean' | 'null', string>> = {
  text: 'text',
  number: 'a number',
  boolean: '`true` or `false`',
  null: 'null',
};

export function valueType(
  name: string,
  accepted: readonly (keyof typeof TYPE_NAMES)[],
  found: keyof typeof TYPE_NAMES,
): Finding {
  return {
    code: 'modifier-value-type',
    severity: 'error',
    message: `\`${name}\` takes ${accepted.map((type) => TYPE_NAMES[type]).join(' or ')}, not ${TYPE_NAMES[found]}`,
    hints: typeHints(accepted, found),
  };
}

function typeHints(accepted: readonly string[], found: string): readonly string[] {
  if (found === 'text' && !accepted.includes('text')) {
    // `1e9` is text without any quotes.
    return accepted.includes('number')
      ? ['write a number in plain decimal and without quotes']
      : ['values in quotes are text: remove the quotes'];
  }
  if (found === 'boolean' && accepted.includes('text')) return ['put the value in quotes'];
  return [];
}

export function valueWildcard(name: string, reason: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `\`${name}\` takes no wildcards: ${reason}`,
    hints: ['write `\\*` or `\\?` for the character itself'],
  };
}

export function encodingTooShort(name: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `the value is too short for \`${name}\`: nothing in the encoded text is certain to come from it`,
    hints: ['two bytes are the least'],
  };
}

export function fieldReferenceEmpty(): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: '`fieldref` needs the name of a field',
  };
}

export function timePartRange(name: string, first: number, last: number, value: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `\`${name}\` is a whole number from ${first} to ${last}, not ${value}`,
  };
}

export function numberTooLarge(name: string, value: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `\`${name}\` compares with integers of up to 2^53 in size, not with ${value}`,
  };
}

export function networkInvalid(text: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `${quoteText(text)} is not an IPv4 or IPv6 network`,
    hints: ['networks look like `10.0.0.0/8` or `fe80::/10`'],
  };
}

export function networkHostBits(text: string, network: string, address: string): Finding {
  return {
    code: 'modifier-value-invalid',
    severity: 'error',
    message: `${quoteText(text)} is an address inside a network, not a network`,
    hints: [`write \`${network}\` for the network or \`${address}\` for the address alone`],
  };
}

export function tooManyDashes(switches: number, limit: number): Finding {
  return {
    code: 'modifier-too-many-values',
    severity: 'error',
    message: `\`windash\` on ${switches} switches gives too many spellings: ${limit} are the most`,
    hints: ['split the value into several with `contains|all|windash`'],
  };
}

export function tooManyCombinations(limit: number): Finding {
  return {
    code: 'modifier-too-many-values',
    severity: 'error',
    message: `this value stands for more than ${limit} combinations`,
  };
}

export function existsSingle(name: string): Finding {
  return {
    code: 'modifier-single-value',
    severity: 'error',
    message: `\`${name}\` takes one value, not a list`,
  };
}

export function allSingle(): Finding {
  return {
    code: 'modifier-single-value',
    severity: 'warning',
    message: '`all` makes no difference on a single value',
    hints: ['remove `all`; the specification allows it on lists only'],
  };
}

export function placeholderUnresolved(name: string, known: readonly string[]): Finding {
  const near = closest(name, known);
  return {
    code: 'placeholder-unresolved',
    severity: 'error',
    message: `the placeholder ${quoteText(`%${name}%`)} has no values`,
    hints: [
      near === undefined
        ? 'give its values with the option `placeholders`'
        : `did you mean ${quoteText(`%${near}%`)}?`,
    ],
  };
}

export function placeholderEmpty(name: string): Finding {
  return {
    code: 'placeholder-unresolved',
    severity: 'error',
    message: `the placeholder ${quoteText(`%${name}%`)} was given an empty list of values`,
  };
}

export function placeholderNotAlone(name: string): Finding {
  return {
    code: 'placeholder-unresolved',
    severity: 'error',
    message: `the placeholder ${quoteText(`%${name}%`)} stands for a test of the target, which cannot be a part of a value`,
    hints: ['let the placeholder be the whole value'],
  };
}

export function keywordEmpty(): Finding {
  return {
    code: 'keyword-empty',
    severity: 'error',
    message: 'this keyword is in every event',
    hints: ['write the text to look for'],
  };
}
