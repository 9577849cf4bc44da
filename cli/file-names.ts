/** Names of output files that depend on the names of the inputs alone, and that no two inputs share on any file system. */
import { createHash } from 'node:crypto';

/** How the file of a result is named. */
export interface Naming<T> {
  /** The path of the input that it comes from. */
  readonly inputOf: (item: T) => string;
  /** @param mark stands before the extension and tells it from others */
  readonly nameOf: (item: T, mark: string) => string;
  /** Names that stand for something else. */
  readonly reserved?: readonly string[];
}

/**
 * The plain name; where two inputs would share one, or one needs a folder where another needs a file, both get a mark made
 * from their path, so that neither depends on which came first.
 */
export function assignNames<T>(
  items: readonly T[],
  { inputOf, nameOf, reserved = [] }: Naming<T>,
): ReadonlyMap<T, string> {
  const owners = new Map<string, Set<string>>();
  const claim = (name: string, owner: string): void => {
    const key = foldName(name);
    owners.set(key, (owners.get(key) ?? new Set()).add(owner));
  };
  for (const name of reserved) claim(name, '');
  for (const item of items) {
    const input = inputOf(item);
    // A marked name counts as well: another file may have it as its plain one.
    for (const name of [nameOf(item, ''), nameOf(item, markOf(input))]) {
      claim(name, input);
      for (let end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1))
        claim(name.slice(0, end), '');
    }
  }
  return new Map(
    items.map((item) => {
      const name = nameOf(item, '');
      const isShared = (owners.get(foldName(name))?.size ?? 0) > 1;
      return [item, isShared ? nameOf(item, markOf(inputOf(item))) : name];
    }),
  );
}

/** Some file systems know no case, and some take letters with marks for the same however they are composed. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function markOf(input: string): string {
  return `.${createHash('sha256').update(input).digest('hex').slice(0, 8)}`;
}
