/**
 * A value as bytes in which texts can be told apart without regard to case: its keys, one for each UTF-16 unit.
 *
 * Reading a string unit by unit costs several times as much as reading bytes, four of them at once, and `TextEncoder`
 * fills the bytes at the speed of memory. Equal texts have equal keys. That different texts may share theirs costs a
 * second look and nothing else.
 */
import { foldTable } from './folding.ts';

/** https://encoding.spec.whatwg.org/#interface-textencoder, there in browsers and in every other engine. */
declare const TextEncoder: new () => {
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
};

/** Of one value. The next call of {@link keysOf} takes it over. */
export interface Keys {
  readonly value: string;
  /** The keys but for {@link CASE}, and after them room for a read of four at the last. */
  readonly view: DataView;
  /** Whether all units are ASCII. */
  readonly isAscii: boolean;
}

/** The bit that the cases of an ASCII letter differ in: whoever compares keys sets it in both. */
export const CASE = 0x20;

/** Bytes read at once. */
export const WORD = 4;

/** Room for nearly every value. What longer ones need is given back. */
const KEPT = 1 << 20;

const encoder = /* @__PURE__ */ new TextEncoder();
let kept = /* @__PURE__ */ new Uint8Array(1 << 14);
const latest = { value: '', view: /* @__PURE__ */ new DataView(kept.buffer), isAscii: true };

/** The keys of the value; several searches of one value in turn share them. */
export function keysOf(value: string): Keys {
  if (value === latest.value) return latest;
  // Should anything fail on the way, the keys are nobody's.
  latest.value = '';
  latest.isAscii = true;
  const bytes = roomFor(value.length + WORD);
  const { read, written } = encoder.encodeInto(value, bytes);
  const isAscii = read === value.length && written === value.length;
  if (!isAscii) fillFolded(bytes, value);
  const view =
    bytes.buffer === latest.view.buffer ? latest.view : new DataView(bytes.buffer, 0, bytes.byteLength);
  // Holding on to a value of many megabytes would be a leak.
  if (value.length >= KEPT) return { value, view, isAscii };
  latest.value = value;
  latest.view = view;
  latest.isAscii = isAscii;
  return latest;
}

/** From here on, encoding a text takes less time than looking at its characters. */
const LONG = 48;

/** Whether the text is ASCII alone, and so folds by what the engine of JavaScript does at the speed of memory. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return text.length < LONG ? !/[^\x00-\x7f]/.test(text) : keysOf(text).isAscii;
}

function roomFor(length: number): Uint8Array<ArrayBuffer> {
  if (length <= kept.length) return kept;
  const room = new Uint8Array(Math.max(length, Math.min(2 * length, KEPT)));
  if (room.length <= KEPT) kept = room;
  return room;
}

/** Low bytes of folded units. */
function fillFolded(bytes: Uint8Array, value: string): void {
  const fold = foldTable();
  for (let i = 0; i < value.length; i++) bytes[i] = (fold[value.charCodeAt(i)] as number) & 0xff;
}

/** The key of a unit of a text that is looked for. */
export function keyOf(unit: number): number {
  return ((foldTable()[unit] as number) & 0xff) | CASE;
}
