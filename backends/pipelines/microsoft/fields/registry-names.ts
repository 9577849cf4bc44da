/**
 * Names in registry paths that the target spells otherwise: a hive, and the current control set. What matches a piece of such a
 * name depends on the spelling, so a rule that asks for one has no answer.
 */
import { foldCase } from '../../../../lib/query/fold.ts';
import type { Matcher } from '../../../../lib/query/query.ts';
import type { TextPattern } from '../../values/pattern.ts';

const HIVES = [
  ...['hklm', 'hku', 'hkcu', 'hkcr'],
  ...['hkey_local_machine', 'hkey_users', 'hkey_current_user', 'hkey_classes_root'],
];
const CONTROL_SETS = ['currentcontrolset', 'controlset001'];
const NAMES: readonly string[] = [...HIVES, ...CONTROL_SETS];
/** The key that control sets are in. */
const SYSTEM = '\\system\\';

/**
 * Whether a part of the pattern begins, ends or lies within one of the names. What stands behind a text that is behind them is
 * so as well.
 *
 * @example `contains: 'LM\Software'` and `contains: 'user'`, of hives; `contains: 'ControlSet\Services'` and
 * `contains: '\Current'`, of control sets
 */
export function endsWithinName({ parts }: TextPattern): boolean {
  const first = parts.findIndex(({ kind }) => kind === 'text');
  const head = parts[first];
  // So many characters before it may be those of a hive.
  if (parts.slice(0, Math.max(first, 0)).some(({ kind }) => kind === 'one')) return true;
  if (head?.kind === 'text' && leadsBehindNames(foldCase(head.text), first === 0)) return false;
  return parts.some((part, index) => {
    if (part.kind !== 'text') return part.kind === 'one';
    const text = foldCase(part.text);
    const isOpenAtEnd = index < parts.length - 1;
    if (index === 0 ? isPieceOfHive(text, isOpenAtEnd) : beginsWithin(text, isOpenAtEnd)) return true;
    return isOpenAtEnd && endsWithinControlSet(text);
  });
}

function leadsBehindNames(text: string, isAtStart: boolean): boolean {
  if (!isAtStart) return isBehindNames(text);
  const hive = HIVES.find((name) => text.startsWith(`${name}\\`));
  if (hive === undefined) return false;
  const rest = text.slice(hive.length);
  return CONTROL_SETS.every((set) => !`${SYSTEM}${set}\\`.startsWith(rest));
}

/** Of a text with something before it. */
function beginsWithin(text: string, isOpenAtEnd: boolean): boolean {
  const end = text.indexOf('\\');
  if (end > 0 || !isOpenAtEnd) {
    const start = end < 0 ? text : text.slice(0, end);
    return start !== '' && !NAMES.includes(start) && NAMES.some((name) => name.endsWith(start));
  }
  if (end === 0) return false;
  if (HIVES.some((name) => name.includes(text))) return true;
  return (
    CONTROL_SETS.some((name) => name.includes(text)) && !CONTROL_SETS.every((name) => name.includes(text))
  );
}

/** Of a text at the start of the path. */
function isPieceOfHive(text: string, isOpenAtEnd: boolean): boolean {
  return isOpenAtEnd && !HIVES.includes(text) && HIVES.some((name) => name.startsWith(text));
}

function endsWithinControlSet(text: string): boolean {
  const keys = text.split('\\');
  const end = keys.pop() as string;
  if (keys.length === 0 || end === '') return false;
  // There is no control set within another.
  if (CONTROL_SETS.includes(keys.at(-1) as string)) return false;
  // From `ControlSet` on, a text names the set that has a number.
  if (end.startsWith('controlset')) return false;
  return CONTROL_SETS.some((name) => name !== end && name.startsWith(end));
}

/**
 * Whether an expression matches behind the names alone: it begins with a text that cannot be found from within one, or from where
 * one may follow.
 *
 * @example `\\Run\\[a-z]+`, but neither `^.{4}\\Software` nor `\\[A-Za-z]+\\Services`
 */
export function matchesBehindNames({ pattern }: Extract<Matcher, { readonly kind: 'regex' }>): boolean {
  if (/HK|ControlSet/i.test(pattern.text)) return false;
  const { root } = pattern;
  let text = '';
  for (const item of root.kind === 'sequence' ? root.items : [root]) {
    if (item.kind !== 'literal') break;
    text += String.fromCodePoint(item.codePoint);
  }
  return isBehindNames(foldCase(text));
}

/** Whether the text cannot be found from within a name, or from where one may follow. */
function isBehindNames(text: string): boolean {
  return text !== '' && HIVES.every((hive) => CONTROL_SETS.every((set) => isBehind(text, hive, set)));
}

function isBehind(start: string, hive: string, set: string): boolean {
  const path = `${hive}${SYSTEM}${set}`;
  for (let at = 0; at < path.length; at++) {
    // Behind the hive there may be other keys.
    const rest = at < hive.length ? path.slice(at, hive.length + 1) : path.slice(at);
    if (rest.startsWith(start) || start.startsWith(rest)) return false;
  }
  return true;
}
