/** Which attributes each kind of document has, which it needs, and what belongs into its sections. */
import { ATTRIBUTE_NAMES, type AttributeName } from './attributes.ts';

/** A name for people and for messages. */
export type DocumentNoun = 'rule' | 'correlation' | 'filter';

export interface DocumentShape {
  readonly noun: DocumentNoun;
  /** Read by the attribute readers; everything else is a section of its own or custom. */
  readonly attributes: ReadonlySet<string>;
  /** All names the document may have at its top, for telling misspelt ones. */
  readonly names: readonly string[];
  /** Attributes without which the document is unusable, in the order in which their absence is reported. */
  readonly required: readonly string[];
  /** Sections and attributes that the kind has of its own. */
  readonly own: readonly string[];
  /** The section an attribute belongs in when it does not belong at the top. */
  readonly sectionOf: ReadonlyMap<string, string>;
}

const LOG_SOURCE_PARTS: readonly string[] = ['category', 'product', 'service'];

export const RULE_SHAPE: DocumentShape = /* @__PURE__ */ createShape({
  noun: 'rule',
  without: [],
  own: [],
  required: ['title', 'logsource', 'detection'],
  sections: { detection: ['condition', 'timeframe'], logsource: LOG_SOURCE_PARTS },
});

export const CORRELATION_SHAPE: DocumentShape = /* @__PURE__ */ createShape({
  noun: 'correlation',
  without: ['logsource', 'detection'],
  own: ['correlation', 'generate'],
  required: ['title', 'correlation'],
  sections: { correlation: ['type', 'rules', 'group-by', 'timespan', 'aliases', 'condition'] },
});

export const FILTER_SHAPE: DocumentShape = /* @__PURE__ */ createShape({
  noun: 'filter',
  without: ['detection'],
  own: ['filter'],
  required: ['title', 'logsource', 'filter'],
  sections: { filter: ['rules', 'condition', 'selection'], logsource: LOG_SOURCE_PARTS },
});

interface ShapeParts {
  readonly noun: DocumentNoun;
  readonly without: readonly AttributeName[];
  readonly own: readonly string[];
  readonly required: readonly string[];
  readonly sections: Readonly<Record<string, readonly string[]>>;
}

function createShape({ noun, without, own, required, sections }: ShapeParts): DocumentShape {
  const attributes = ATTRIBUTE_NAMES.filter((name) => !(without as readonly string[]).includes(name));
  const sectionOf = Object.entries(sections).flatMap(([section, names]) =>
    names.map((name): [string, string] => [name, section]),
  );
  return {
    noun,
    attributes: new Set(attributes),
    names: [...attributes, ...own],
    own,
    required,
    sectionOf: new Map(sectionOf),
  };
}
