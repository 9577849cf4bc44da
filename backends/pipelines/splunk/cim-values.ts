/** Values of rules in the words of the Common Information Model, and what the model has in place of no value. */
import { and, leaf, not, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { patternOf } from '../values/pattern.ts';

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

/** A leaf on a field of the rule; its name is still that of the rule. */
export function translateForCim(query: Leaf): Translation {
  const { field, matcher, span } = query;
  if (field === null) return undefined;
  const missing = leaf(field, { kind: 'equals', value: MISSING, cased: false }, span);
  if (matcher.kind === 'null') return or([query, missing]);
  if (matcher.kind === 'exists') return and([query, not(missing)]);
  if (Object.hasOwn(WORDS, field)) return translateWord(query, WORDS[field] ?? {});
  if (field === 'Details') return translateData(query);
  if (fitsMissing(query)) {
    return { refused: 'data models do not tell this value from a field that is missing: both are `unknown`' };
  }
  return undefined;
}

function translateWord(query: Leaf, words: Readonly<Record<string, string>>): Translation {
  const { matcher } = query;
  const said =
    matcher.kind === 'boolean'
      ? String(matcher.value)
      : matcher.kind === 'equals'
        ? matcher.value.toLowerCase()
        : '';
  if (!Object.hasOwn(words, said))
    return { refused: 'the Common Information Model has no word for this alone' };
  return { ...query, matcher: { kind: 'equals', value: words[said] ?? '', cased: false } };
}

/** The add-on for Sysmon takes the number out of `DWORD (0x00000001)`. */
function translateData(query: Leaf): Translation {
  const { matcher } = query;
  const pattern = patternOf(matcher);
  if (matcher.kind === 'regex')
    return { refused: 'data models have the data of registry values without types' };
  const texts = (pattern?.parts ?? []).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const dword =
    matcher.kind === 'equals' ? /^DWORD \((0x[\da-f]{8})\)$/i.exec(matcher.value)?.[1] : undefined;
  if (dword !== undefined) return { ...query, matcher: { kind: 'equals', value: dword, cased: false } };
  if (texts.some((each) => /WORD|\(0x|^\)$/i.test(each))) {
    return { refused: 'data models have the data of registry values without types' };
  }
  return fitsMissing(query)
    ? { refused: 'data models do not tell this value from a missing one' }
    : undefined;
}

/** Whether the matcher takes the word for no value, or no text at all, for one of its own. */
function fitsMissing({ matcher }: Leaf): boolean {
  const pattern = patternOf(matcher);
  if (pattern === undefined) return false;
  if (pattern.parts.length === 0) return true;
  // Nearly every text is told by not being a piece of the word, and needs no expression.
  const isPiece = pattern.parts.every(
    (part) => part.kind !== 'text' || MISSING.includes(part.text.toLowerCase()),
  );
  if (!isPiece || pattern.parts.length > MAX_PARTS) return false;
  const source = pattern.parts.map((part) => {
    if (part.kind === 'text') return part.text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
    return part.kind === 'many' ? '.*' : '.';
  });
  return new RegExp(`^${source.join('')}$`, 'is').test(MISSING);
}

/** Stars between all of its seven characters; longer rows of parts ask for more characters. */
const MAX_PARTS = 15;
