/** What resolving one rule shares: where to report, and what the caller gave. */
import { diagnose, type Diagnostic, type Finding, type RelatedPlace } from '../diagnostics/diagnostic.ts';
import type { ModifierOptions } from '../modifiers/modifier.ts';
import type { Source, Span } from '../source/source.ts';

export interface ResolveContext {
  readonly source: Source;
  readonly modifierOptions: ModifierOptions;
  readonly diagnostics: Diagnostic[];
}

export function report(
  context: ResolveContext,
  finding: Finding,
  span: Span,
  related?: readonly RelatedPlace[],
): void {
  context.diagnostics.push(diagnose(finding, context.source, span, related));
}
