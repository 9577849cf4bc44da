/** Rules and correlations by id and by name, across all inputs. */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { duplicate } from '../diagnostics/messages/collection.ts';
import { locate } from '../source/locate.ts';
import type { Span } from '../source/source.ts';

/** What a reference can mean. */
export type Referable = SigmaRule | SigmaCorrelation;

export interface Directory {
  /** All that have the text as id or as name; ids without regard to case, as they are numbers in hexadecimal. */
  find(text: string): readonly Referable[];
  /** Every id and name, for suggestions; none after the first {@link MAX_SUGGESTIONS} times. */
  names(): Iterable<string>;
  /** Ids and names that two have. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looking for a similar name takes long, and a text has room for a million references to nothing. */
const MAX_SUGGESTIONS = 100;

export function createDirectory(entries: Iterable<Referable>): Directory {
  const byName = new Map<string, Referable[]>();
  const byId = new Map<string, Referable[]>();
  const spellings: string[] = [];
  const diagnostics: Diagnostic[] = [];
  let suggestions = 0;

  const enter = (
    index: Map<string, Referable[]>,
    key: string,
    entry: Referable,
    attribute: 'id' | 'name',
  ): void => {
    const others = index.get(key);
    if (others === undefined) {
      index.set(key, [entry]);
      return;
    }
    const [first] = others as [Referable];
    const finding = duplicate(attribute, entry[attribute] ?? '', placeOf(first));
    diagnostics.push(diagnose(finding, entry.source, spanOf(entry, attribute)));
    others.push(entry);
  };

  for (const entry of entries) {
    const { id, name } = entry;
    if (id !== undefined) {
      enter(byId, id.toLowerCase(), entry, 'id');
      spellings.push(id);
    }
    if (name !== undefined) {
      enter(byName, name, entry, 'name');
      spellings.push(name);
    }
  }

  return {
    find(text) {
      const named = byName.get(text) ?? [];
      const identified = byId.get(text.toLowerCase()) ?? [];
      return [...new Set([...named, ...identified])];
    },
    names: () => (suggestions++ < MAX_SUGGESTIONS ? spellings : []),
    diagnostics,
  };
}

/** Where it stands, for messages about others: `rules.yml:12`. */
export function placeOf({ source, span }: Referable): string {
  return `${source.name}:${locate(source, span.start).line}`;
}

/** The value of an attribute. */
function spanOf({ tree, span }: Referable, attribute: string): Span {
  return tree.pairs.find(({ key }) => key.text === attribute)?.value.span ?? span;
}
