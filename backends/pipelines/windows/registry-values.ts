/**
 * Registry values as the Security log records them, event 4657: the key under its kernel name in one field, the name
 * of the value in another, and the data without its type.
 * https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4657
 */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Query, WildcardPart } from '../../../lib/query/query.ts';
import { isAnything, matcherOf, patternOf, textParts } from '../values/pattern.ts';

type Translation = Query | { readonly refused: string } | undefined;

const KEY = 'ObjectName';
const VALUE_NAME = 'ObjectValueName';

/** Audit codes of types of values. https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types */
const DWORD_TYPE = '%%1876';

/**
 * `TargetObject` of Sysmon, which is key and name of a value with a backslash between: the pattern is divided at each place
 * where that backslash can be.
 *
 * @example TargetObject contains '\Run\' → ObjectName contains '\Run\' or ObjectName endsWith '\Run' or …
 */
export function targetObject(query: Leaf): Translation {
  const { matcher, span } = query;
  if (matcher.kind === 'exists' || matcher.kind === 'null') return { ...query, field: KEY };
  const pattern = patternOf(matcher);
  if (pattern === undefined) {
    return { refused: 'the Security log keeps a registry key and its value apart, which takes a plain text' };
  }
  const { parts, cased } = pattern;
  const found: Query[] = [];
  for (const { left, right } of divisionsOf(parts)) {
    const key = kernelKey(left);
    if (key === undefined) {
      return { refused: 'the Security log writes registry keys with names that this text has no equal for' };
    }
    const tests = [
      [KEY, key],
      [VALUE_NAME, right],
    ] as const;
    const asked = tests.filter(([, parts]) => !isAnything(parts));
    found.push(and(asked.map(([field, each]) => leaf(field, matcherOf({ parts: each, cased }), span))));
  }
  return or(found);
}

interface Division {
  readonly left: readonly WildcardPart[];
  readonly right: readonly WildcardPart[];
}

/** Every way in which a backslash of the value can meet the pattern. */
function divisionsOf(parts: readonly WildcardPart[]): readonly Division[] {
  return parts.flatMap((part, index): readonly Division[] => {
    const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
    if (part.kind === 'many') return [{ left: [...before, part], right: [part, ...after] }];
    if (part.kind === 'one') return [{ left: before, right: after }];
    return [...part.text.matchAll(/\\/g)].map(({ index: at }) => ({
      left: [...before, ...textParts(part.text.slice(0, at))],
      right: [...textParts(part.text.slice(at + 1)), ...after],
    }));
  });
}

/** Undefined where the text means a key for which the kernel has no name of its own. */
function kernelKey(parts: readonly WildcardPart[]): readonly WildcardPart[] | undefined {
  const named: WildcardPart[] = [];
  for (const part of parts) {
    if (part.kind !== 'text') {
      named.push(part);
      continue;
    }
    if (/HKCR|(?<!Current)ControlSet(?!\d{3})/i.test(part.text)) return undefined;
    const renamed = part.text
      .replace(/(?<![A-Z])HKLM(?![A-Z])/gi, '\\REGISTRY\\MACHINE')
      .replace(/(?<![A-Z])HKU(?![A-Z])/gi, '\\REGISTRY\\USER');
    named.push(...withNumberedControlSets(renamed));
  }
  return named;
}

/** Sysmon calls the control set in use by its link, `CurrentControlSet`; the kernel knows it by its three digits. */
function withNumberedControlSets(renamed: string): readonly WildcardPart[] {
  const one: WildcardPart = { kind: 'one' };
  return renamed
    .split(/CurrentControlSet/i)
    .flatMap((piece, index) =>
      index === 0 ? textParts(piece) : [...textParts('ControlSet'), one, one, one, ...textParts(piece)],
    );
}

/** `Details` of Sysmon, which writes the type around numbers and a word in place of binary data. */
export function details(query: Leaf): Translation {
  const { matcher, span } = query;
  const renamed = { ...query, field: 'NewValue' };
  if (matcher.kind === 'equals') {
    if (matcher.value.toLowerCase() === '(empty)') {
      return { ...renamed, matcher: { kind: 'equals', value: '', cased: false } };
    }
    const dword = /^DWORD \(0x([\da-f]{8})\)$/i.exec(matcher.value);
    if (dword?.[1] !== undefined) {
      const value = String(Number.parseInt(dword[1], 16));
      return and([
        leaf('NewValueType', { kind: 'equals', value: DWORD_TYPE, cased: false }, span),
        leaf('NewValue', { kind: 'equals', value, cased: false }, span),
      ]);
    }
  }
  const texts = (patternOf(matcher)?.parts ?? []).flatMap((part) =>
    part.kind === 'text' ? [part.text] : [],
  );
  if (matcher.kind === 'regex' || texts.some((each) => /WORD|0x|Binary Data|^\(|\)$/i.test(each))) {
    return { refused: 'the Security log writes the data of this registry value in another way than Sysmon' };
  }
  return renamed;
}
