/** Values of rules in the words of the Common Information Model, and what the model has in place of no value. */
import { and, leaf, not, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import { always } from '../values/always.ts';
import { canMatch } from '../values/can-match.ts';
import { patternOf } from '../values/pattern.ts';
import type { CimEvents } from './cim-tables.ts';

type Translation = Query | { readonly refused: string } | undefined;

/**
 * What the models hold where an event has no value, or an empty one.
 * https://help.splunk.com/en/data-management/common-information-model/6.2/using-the-common-information-model
 */
const MISSING = 'unknown';

/** Words of Sysmon, in lower case, and of the model. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Deleted keys and deleted values are one word there.
  EventType: { createkey: 'created', setvalue: 'modified' },
  Initiated: { true: 'outbound', false: 'inbound' },
};

const UNTOLD = {
  refused: 'data models do not tell this value from a field that is missing: both are `unknown`',
};

/** A leaf on a field of the rule; its name is still that of the rule. */
export function translateForCim(query: Leaf, events: CimEvents | undefined): Translation {
  const { field, matcher, span } = query;
  if (field === null || events === undefined) return undefined;
  const { always: fixed = {}, dataSet } = events;
  if (Object.hasOwn(fixed, field)) return always(fixed[field] ?? '').translate(query);
  if (dataSet.dashes?.includes(field) === true && asksForDash(matcher)) return UNTOLD;
  const missing = leaf(field, { kind: 'equals', value: MISSING, cased: false }, span);
  if (matcher.kind === 'null') return or([query, missing]);
  if (matcher.kind === 'exists') return and([query, not(missing)]);
  if (Object.hasOwn(WORDS, field)) return translateWord(query, WORDS[field] ?? {});
  if (fitsMissing(matcher)) return UNTOLD;
  return field === 'Details' ? translateData(query) : undefined;
}

function translateWord(query: Leaf, words: Readonly<Record<string, string>>): Translation {
  const { matcher } = query;
  const said =
    matcher.kind === 'boolean'
      ? String(matcher.value)
      : matcher.kind === 'equals' && !matcher.cased
        ? matcher.value.toLowerCase()
        : '';
  if (!Object.hasOwn(words, said))
    return { refused: 'the Common Information Model has no word for this alone' };
  return { ...query, matcher: { kind: 'equals', value: words[said] ?? '', cased: false } };
}

const WITHOUT_TYPES = { refused: 'data models have the data of registry values without types' };

/** How Sysmon writes numbers; each `_` is a hexadecimal digit. */
const NUMBERS = ['dword (0x________)', 'qword (0x________-0x________)'];
/** As the add-on for Sysmon does, in whatever case: `<Data Name='Details'>\w+\s\((.+)\)</Data>`. */
const NUMBER = /^[dq]word \((0x[\da-f]{8}(?:-0x[\da-f]{8})?)\)$/i;
/** What stands in the parentheses alone. */
const DIGITS = /^(?!d$)[\da-fx-]+$/i;

/** The add-on for Sysmon takes the number out of `DWORD (0x00000001)`. */
function translateData(query: Leaf): Translation {
  const { matcher } = query;
  const pattern = patternOf(matcher);
  if (pattern === undefined) return WITHOUT_TYPES;
  const number = matcher.kind === 'equals' && !matcher.cased ? NUMBER.exec(matcher.value)?.[1] : undefined;
  if (number !== undefined) return { ...query, matcher: { kind: 'equals', value: number, cased: false } };
  if (!NUMBERS.some((text) => canMatch(pattern.parts, text))) return undefined;
  return matcher.kind === 'contains' && DIGITS.test(matcher.value) ? undefined : WITHOUT_TYPES;
}

/** Whether the matcher takes the word for no value, or no text at all, for one of its own. */
function fitsMissing(matcher: Matcher): boolean {
  const pattern = patternOf(matcher);
  return pattern !== undefined && (pattern.parts.length === 0 || canMatch(pattern.parts, MISSING));
}

/** Whether it makes a difference to the matcher that `-` is no value. */
function asksForDash(matcher: Matcher): boolean {
  if (matcher.kind === 'null' || matcher.kind === 'exists' || matcher.kind === 'regex') {
    return matcher.kind !== 'regex' || matcher.literals.every(({ text }) => text === '' || text === '-');
  }
  const pattern = patternOf(matcher);
  return pattern !== undefined && canMatch(pattern.parts, '-');
}
