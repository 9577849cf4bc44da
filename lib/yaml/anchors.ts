/** The anchors of one document: `&name` gives a node a name, `*name` stands for it. */
import type { Span } from '../source/source.ts';
import type { YamlNode } from './node.ts';

export interface Anchor {
  readonly name: string;
  readonly node: YamlNode;
  /** How many nodes it has, itself and what its own aliases stand for included. */
  readonly nodes: number;
  /** Collections inside each other: 0 for a scalar. */
  readonly height: number;
  /** The name and its `&`. */
  readonly span: Span;
}

export interface Anchors {
  /** A later anchor of the same name takes its place, as YAML 1.2 section 3.2.2.2 has it. */
  define(anchor: Anchor): void;
  /** The latest anchor of that name. */
  use(name: string): Anchor | undefined;
  /** The first few, for suggestions: a text may have as many unknown aliases as it has anchors. */
  names(): readonly string[];
  /** Those that no alias stands for. */
  unused(): readonly Anchor[];
}

const MAX_NAMES = 20;

export function createAnchors(): Anchors {
  const byName = new Map<string, Anchor>();
  const unused = new Set<Anchor>();
  const names: string[] = [];
  return {
    define: (anchor) => {
      if (names.length < MAX_NAMES) names.push(anchor.name);
      byName.set(anchor.name, anchor);
      unused.add(anchor);
    },
    use: (name) => {
      const anchor = byName.get(name);
      if (anchor !== undefined) unused.delete(anchor);
      return anchor;
    },
    names: () => names,
    unused: () => [...unused],
  };
}
