/** Pages of the diagnostics of field keys and modifiers. */
import type { ModifierCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const modifierCodes: Readonly<Record<ModifierCode, CodeEntry>> = {
  'modifier-unknown': {
    summary: 'No modifier has this name.',
    reason: 'Ignoring it would compare something else than the rule asks for.',
    remedy: 'Correct the name; `sigmaq list modifiers` shows them all.',
  },
  'modifier-repeated': {
    summary: 'The same modifier is written twice, or once by each of its names.',
    reason: 'The second cannot do anything: most likely another modifier was meant.',
    remedy: 'Remove one of them.',
  },
  'modifier-order': {
    summary: 'A modifier stands in the wrong place among the others.',
    reason:
      'Modifiers apply from left to right, each to what the one before made. `contains|base64` would encode the ' +
      'stars that `contains` puts around the value.',
    remedy:
      'Change the order as the hint says: encodings first, then `contains`, `startswith` or `endswith`.',
  },
  'modifier-conflict': {
    summary: 'Two modifiers make no sense together.',
    reason:
      'One of them turns the value into something the other cannot work with, such as a network or a number.',
    remedy: 'Remove one of them, or use two items.',
  },
  'modifier-value-type': {
    summary: 'The modifier does not take values of this type.',
    reason: 'Values are typed by YAML: `5` is a number, `true` a boolean, and anything in quotes is text.',
    remedy: 'Add or remove quotes, or use another modifier.',
  },
  'modifier-value-invalid': {
    summary: 'The value has the right type but is not what the modifier needs.',
    reason:
      'Networks must be written as networks, hours are numbers from 0 to 23, encodings and field names have no ' +
      'wildcards, and `base64offset` needs at least two bytes.',
    remedy: 'Correct the value as the message says.',
  },
  'modifier-needs-field': {
    summary: 'The modifier speaks of a field, and keywords have none.',
    reason: 'Keywords are looked for in the whole event, which has no start, no end and no number.',
    remedy: 'Name the field in front of the modifier.',
  },
  'modifier-single-value': {
    summary: 'The number of values does not go with the modifier.',
    reason:
      '`exists` asks one question of a field and takes one value. `all` on one value makes no difference, and the ' +
      'specification does not allow it, so it gets a warning.',
    remedy: 'Remove the modifier or correct the list.',
  },
  'modifier-too-many-values': {
    summary: 'A value stands for more spellings than can sensibly be searched for.',
    reason:
      '`windash` makes five spellings of each switch, and several placeholders in a value multiply. The limits are ' +
      'five switches and 100,000 combinations.',
    remedy: 'Split the value into several, joined by `all`.',
  },
  'placeholder-unresolved': {
    summary: 'The value has a placeholder such as `%Administrators%`, and nobody said what it stands for.',
    reason:
      'The specification asks to refuse such a rule: leaving the placeholder as text would never match.',
    remedy: 'Give the values of the placeholder with the option `placeholders`.',
  },
  'keyword-empty': {
    summary: 'A keyword is empty or has nothing but stars.',
    reason: 'Every event contains it, so the search would select everything.',
    remedy: 'Write the text to look for, or remove the keyword.',
  },
};
