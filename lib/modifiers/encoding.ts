/**
 * Modifiers that encode the text: what a program sees of a command that was passed to it encoded.
 *
 * A UTF-16 encoding makes bytes. They may be encoded further in Base64; left alone they are compared as text of
 * one character for each byte, which is how a log shows them.
 */
import type { DetectionValue } from '../ast/detection.ts';
import { encodingTooShort, valueType, valueWildcard } from '../diagnostics/messages/modifier.ts';
import type { PatternPart } from '../syntax/wildcard.ts';
import { base64Fragments, bytesOfText, encodeBase64, textOfBytes, utf16Bytes, utf8Bytes } from './bytes.ts';
import { append } from './combinations.ts';
import type { Applied, Steps, ValueModifier } from './modifier.ts';
import { asText, literalOf, typeOf, type TextValue, type Value } from './value.ts';

const ACCEPTS = ['text', 'number'] as const;

const UTF16_STEPS: Steps = { plain: 'bytes', filled: 'bytes', text: 'bytes' };

export const utf16le: ValueModifier = {
  kind: 'value',
  name: 'utf16le',
  aliases: ['wide'],
  summary: 'The value in UTF-16, low byte first: what PowerShell encodes.',
  accepts: ACCEPTS,
  steps: UTF16_STEPS,
  apply: (value, origin) => encodeUtf16('utf16le', value, origin, (text) => utf16Bytes(text, 'little')),
};

export const utf16be: ValueModifier = {
  kind: 'value',
  name: 'utf16be',
  summary: 'The value in UTF-16, high byte first.',
  accepts: ACCEPTS,
  steps: UTF16_STEPS,
  apply: (value, origin) => encodeUtf16('utf16be', value, origin, (text) => utf16Bytes(text, 'big')),
};

/** U+FEFF, low byte first. */
const BYTE_ORDER_MARK: PatternPart = { kind: 'text', text: '\xff\xfe' };

export const utf16: ValueModifier = {
  kind: 'value',
  name: 'utf16',
  summary: 'The value in UTF-16, low byte first, after the byte order mark FF FE.',
  accepts: ACCEPTS,
  steps: UTF16_STEPS,
  apply(value, origin) {
    const encoded = encodeUtf16('utf16', value, origin, (text) => utf16Bytes(text, 'little'));
    if (!('kind' in encoded)) return encoded;
    const parts = encoded.parts.reduce<readonly PatternPart[]>(append, [BYTE_ORDER_MARK]);
    return { ...encoded, parts };
  },
};

function encodeUtf16(
  name: string,
  value: Value,
  origin: DetectionValue,
  encode: (text: string) => readonly number[],
): TextValue | ReturnType<typeof valueType> {
  const text = asText(value, origin);
  if (text === undefined) return valueType(name, ACCEPTS, typeOf(origin));
  const parts = text.parts.map((part): PatternPart =>
    part.kind === 'text' ? { kind: 'text', text: textOfBytes(encode(part.text)) } : part,
  );
  return { ...text, parts, bytes: true };
}

const BASE64_STEPS: Steps = { plain: 'base64', filled: 'base64', text: 'base64', bytes: 'base64' };

export const base64: ValueModifier = {
  kind: 'value',
  name: 'base64',
  summary: 'The value in Base64, as the whole of an encoded text.',
  accepts: ACCEPTS,
  steps: BASE64_STEPS,
  apply: (value, origin) => encodeBytes('base64', value, origin, (bytes) => [encodeBase64(bytes)]),
};

export const base64offset: ValueModifier = {
  kind: 'value',
  name: 'base64offset',
  summary: 'The value in Base64, as a part of an encoded text: the three forms it can have there.',
  accepts: ACCEPTS,
  steps: BASE64_STEPS,
  apply: (value, origin) =>
    encodeBytes('base64offset', value, origin, (bytes) =>
      // Below two bytes one of the forms is empty, and would be found in every text.
      bytes.length < 2 ? undefined : base64Fragments(bytes),
    ),
};

function encodeBytes(
  name: string,
  value: Value,
  origin: DetectionValue,
  encode: (bytes: readonly number[]) => readonly string[] | undefined,
): Applied {
  const text = asText(value, origin);
  if (text === undefined) return valueType(name, ACCEPTS, typeOf(origin));
  const literal = literalOf(text);
  if (literal === undefined) return valueWildcard(name, 'what a wildcard stands for has no encoding');
  const encoded = encode(text.bytes ? bytesOfText(literal) : utf8Bytes(literal));
  if (encoded === undefined) return encodingTooShort(name);
  return encoded.map((each): TextValue => {
    // Only the empty text has an empty encoding; as a part it would be a text that every value contains.
    const parts: readonly PatternPart[] = each === '' ? [] : [{ kind: 'text', text: each }];
    return { kind: 'text', parts, cased: text.cased, bytes: false };
  });
}
