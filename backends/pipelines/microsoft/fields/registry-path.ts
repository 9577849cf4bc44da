/**
 * Registry paths. Sysmon writes the key and the name of the value as one text and shortens the names of the hives; the
 * target has them in two columns and in full. A query joins the two into a column of its own, and the texts of the rule
 * are brought into the target's spelling.
 *
 * Sysmon: https://learn.microsoft.com/sysinternals/downloads/sysmon (registry key root abbreviations)
 * Hives: https://learn.microsoft.com/windows/win32/sysinfo/predefined-keys
 * Control sets: https://learn.microsoft.com/windows-hardware/drivers/install/hklm-system-currentcontrolset-control-registry-tree
 */
import { or } from '../../../../lib/query/build.ts';
import type { Query, WildcardPart } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn } from '../../values/leaves.ts';
import { matcherOf, patternOf } from '../../values/pattern.ts';
import type { ComputedColumn } from '../event-source.ts';
import { endsWithinName, matchesBehindNames } from './registry-names.ts';

/** Key and value as Sysmon has them: a backslash between them, the key alone where there is no value. */
export function registryPathOf(key: string, value: string): ComputedColumn {
  return {
    expression: `iff(isempty(${value}), ${key}, strcat(${key}, @"\\", ${value}))`,
    type: 'string',
    reads: [key, value],
  };
}

/** What hives are called in a target, by their short names. */
export type HiveNames = Readonly<Record<string, readonly string[]>>;

/** Hives at the start of a path. The hive of one user stands under either name. */
const HIVES: HiveNames = {
  HKLM: ['HKEY_LOCAL_MACHINE'],
  HKU: ['HKEY_USERS', 'HKEY_CURRENT_USER'],
  HKCU: ['HKEY_CURRENT_USER'],
  HKCR: ['HKEY_CLASSES_ROOT', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes'],
};

const HIVE = /^(HKLM|HKU|HKCU|HKCR)(?=\\|$)/i;
const CURRENT_CONTROL_SET = /(^|\\)CurrentControlSet(?=\\|$)/gi;

/** `CurrentControlSet` is a link; the key behind it has a number. */
const CONTROL_SETS = ['CurrentControlSet', 'ControlSet001'];

/** @param column one with the whole path, for Microsoft's tables that of {@link registryPathOf} */
export function registryPath(column: string, hives: HiveNames = HIVES): ComputedField {
  return {
    fields: [column],
    form: `key and value name joined, hives in full, also ${CONTROL_SETS.join(' or ')}`,
    translate(leaf): Query | Refusal {
      const { matcher } = leaf;
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      if (matcher.kind === 'regex')
        return matchesBehindNames(matcher) ? onColumn(leaf, column) : BY_EXPRESSION;
      const pattern = patternOf(matcher);
      if (pattern === undefined) return onColumn(leaf, column);
      if (endsWithinName(pattern)) return WITHIN_NAME;
      const { parts, cased } = pattern;
      if (cased && parts.some((part) => part.kind === 'text' && NAMED.test(part.text))) return CASED_NAME;
      return or(spellings(parts, hives).map((each) => ask(leaf, column, matcherOf({ parts: each, cased }))));
    },
  };
}

const WITHIN_NAME: Refusal = {
  refused:
    'the text begins or ends within the name of a hive or of a control set, which has another spelling',
};
const BY_EXPRESSION: Refusal = {
  refused:
    'a regular expression that may match the name of a hive or of a control set cannot be brought into another spelling',
};
/** `HKLM\System` of Sysmon is `HKEY_LOCAL_MACHINE\SYSTEM` there. */
const NAMED = /^HK|ControlSet|(?:^|\\)System(?:\\|$)/i;
const CASED_NAME: Refusal = {
  refused: 'hives and control sets are written in another case, which this test minds',
};

/** The pattern in every spelling of the target. A hive stands at the start; its short name may also be part of a key. */
function spellings(parts: readonly WildcardPart[], hives: HiveNames): readonly (readonly WildcardPart[])[] {
  const [first, second] = parts;
  const isHiveBehindStar = first?.kind === 'many' && second?.kind === 'text' && HIVE.test(second.text);
  return [...(isHiveBehindStar ? inSpellings(parts.slice(1), hives) : []), ...inSpellings(parts, hives)];
}

function inSpellings(parts: readonly WildcardPart[], hives: HiveNames): readonly (readonly WildcardPart[])[] {
  let patterns: readonly (readonly WildcardPart[])[] = [[]];
  for (const [index, part] of parts.entries()) {
    const texts =
      part.kind !== 'text'
        ? undefined
        : index === 0
          ? startSpellings(part.text, hives)
          : controlSetSpellings(part.text);
    const choices: readonly WildcardPart[] = texts?.map((text) => ({ kind: 'text', text })) ?? [part];
    patterns = patterns.flatMap((pattern) => choices.map((choice) => [...pattern, choice]));
  }
  return patterns;
}

function startSpellings(text: string, hives: HiveNames): readonly string[] {
  const short = HIVE.exec(text)?.[0];
  if (short === undefined) return controlSetSpellings(text);
  const names = hives[short.toUpperCase()] ?? [short];
  return names.flatMap((hive) => controlSetSpellings(hive + text.slice(short.length)));
}

function controlSetSpellings(text: string): readonly string[] {
  CURRENT_CONTROL_SET.lastIndex = 0;
  if (!CURRENT_CONTROL_SET.test(text)) return [text];
  return CONTROL_SETS.map((name) => text.replace(CURRENT_CONTROL_SET, (_, before: string) => before + name));
}
