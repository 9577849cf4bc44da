/** An event as Splunk holds it: each field a list of texts, absent when it has none, and the raw text. */
export interface SplEvent {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly raw: string;
}

/** Booleans and numbers become text; null is absent; an array is a multivalue field. `_raw` is all values unless given. */
export function toSplEvent(event: Readonly<Record<string, unknown>>): SplEvent {
  const fields = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(event)) {
    const values = (Array.isArray(value) ? value : [value]).filter(
      (item) => item !== null && item !== undefined,
    );
    if (values.length > 0) fields.set(name, values.map(String));
  }
  const [raw = [...fields.values()].flat().join('\n')] = fields.get('_raw') ?? [];
  return { fields, raw };
}
