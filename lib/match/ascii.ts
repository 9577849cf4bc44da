/** Whether a text is ASCII alone, and so folds by what the engine does at the speed of memory. */

/** https://encoding.spec.whatwg.org/#interface-textencoder, there in browsers and in every other engine. */
declare const TextEncoder: new () => {
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
};

const encoder = /* @__PURE__ */ new TextEncoder();
const room = /* @__PURE__ */ new Uint8Array(1 << 14);

/** From here on, encoding a text takes less time than looking at its characters. */
const LONG = 48;

export function isAscii(text: string): boolean {
  const { length } = text;
  if (length > room.length || length < LONG) {
    // eslint-disable-next-line no-control-regex
    return !/[^\x00-\x7f]/.test(text);
  }
  // Everything else takes more than a byte.
  const { read, written } = encoder.encodeInto(text, room);
  return read === length && written === length;
}
