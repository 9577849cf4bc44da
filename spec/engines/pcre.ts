/**
 * PCRE2 compiled to WebAssembly: the regular expression engine of Splunk, for benches that run SPL.
 *
 * The package reaches for `fetch` when the host has one and then fails to load from a file, so the global is
 * hidden while it starts. Call {@link startPcre} once before any search.
 */
import { createRequire } from 'node:module';

interface Compiled {
  match(text: string): unknown;
  destroy(): void;
}
interface PcreModule {
  new (pattern: string, flags?: string): Compiled;
  init(): Promise<void>;
}

let pcre: PcreModule | undefined;
const compiled = new Map<string, Compiled>();
/** The module's memory is never freed by itself. */
const MAX_COMPILED = 200;

export async function startPcre(): Promise<void> {
  if (pcre !== undefined) return;
  const { fetch } = globalThis;
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    const loaded = createRequire(import.meta.url)('@stephen-riley/pcre2-wasm') as { default?: PcreModule };
    const module = loaded.default ?? (loaded as unknown as PcreModule);
    await module.init();
    pcre = module;
  } finally {
    globalThis.fetch = fetch;
  }
}

/**
 * Whether the pattern is found in the text.
 * @throws Error for a pattern PCRE does not compile, or before {@link startPcre}
 */
export function pcreSearch(pattern: string, text: string): boolean {
  if (pcre === undefined) throw new Error('call startPcre first');
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    if (compiled.size >= MAX_COMPILED) {
      for (const old of compiled.values()) old.destroy();
      compiled.clear();
    }
    regex = new pcre(pattern);
    compiled.set(pattern, regex);
  }
  return regex.match(text) !== null;
}
