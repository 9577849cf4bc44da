/** A line on standard error that tells a waiting person how far it is; nothing where nobody looks. */
import type { Io } from '../io.ts';
import { oneLine } from '../output/terminal.ts';

/** Often enough to see that it goes on, seldom enough to cost nothing. */
const INTERVAL_MS = 200;

export interface Progress {
  show(text: string): void;
  /** Before anything else is written. */
  clear(): void;
}

export function createProgress({ stderr, env }: Io): Progress {
  if (stderr.isTTY !== true || env.TERM === 'dumb') return { show: () => undefined, clear: () => undefined };
  let last = Date.now();
  let isShown = false;
  return {
    show(text) {
      const now = Date.now();
      if (now - last < INTERVAL_MS) return;
      last = now;
      isShown = true;
      stderr.write(`\r\u001b[K${oneLine(text)}`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
