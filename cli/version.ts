/** The version of the package. */
import { createRequire } from 'node:module';

/** By the package's own name: the path from here differs between the sources and what is shipped. */
export function readVersion(): string {
  const { version } = createRequire(import.meta.url)('sigmaq/package.json') as { version: string };
  return version;
}
