/** One page of the catalogue of diagnostics: shown by `sigmaq help CODE` and rendered into the documentation. */
export interface CodeEntry {
  /** What is wrong, in a sentence a rule author understands. */
  readonly summary: string;
  /** Why it is refused, or why it matters. */
  readonly reason: string;
  /** What to write instead. */
  readonly remedy: string;
}
