/**
 * Where the events of one rule lie in a target, and of what types its fields are: what a pipeline found out and a
 * backend prints by.
 */

/**
 * What a field holds, in words that every target can translate into its own types. A field of which nothing is said
 * is a `string`.
 */
export type FieldType =
  /** Text kept whole: KQL `string`, Elasticsearch `keyword`, SQL `VARCHAR`. */
  | 'string'
  /** Text kept whole and indexed for wildcards: Elasticsearch `wildcard`; elsewhere a `string`. */
  | 'wildcard'
  /** Text taken apart into words: Elasticsearch `text`; elsewhere a `string`. */
  | 'text'
  | 'integer'
  | 'real'
  | 'boolean'
  | 'datetime'
  | 'ip'
  | 'guid'
  /** An object or a list with parts of its own: KQL `dynamic`, SQL `JSON`. */
  | 'dynamic';

/**
 * The place of a rule's events. Make one for each table and keep it: backends prepare themselves once for each
 * value of {@link types}.
 */
export interface Schema {
  /**
   * Tables, index patterns or data models, as the target calls them; a query looks at all of them. Empty: where the
   * settings of the backend say.
   */
  readonly sources: readonly string[];
  /** By the field's name in the target. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** Fields that may hold several values at once, for targets that compare such fields in another way. */
  readonly lists?: ReadonlySet<string>;
  /** The field that holds the time of an event, for correlations; undefined for what the target usually has. */
  readonly time?: string;
}
