/** What resolving one rule shares: where to report, and what the caller gave. */
import type { Collector } from '../diagnostics/collector.ts';
import type { ModifierOptions } from '../modifiers/modifier.ts';

export interface ResolveContext {
  readonly collector: Collector;
  readonly modifierOptions: ModifierOptions;
}
