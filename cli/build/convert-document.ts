/** The rules of a project to the files of one target. */
import { convert, type Conversion } from '../../lib/convert.ts';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { refusedByFormat } from '../../lib/diagnostics/messages/pipeline.ts';
import { plain, type LoadedTarget } from '../config/load-target.ts';
import { correlate } from '../correlate.ts';
import { renderRule } from '../formats.ts';
import type { GatheredDocument } from '../gather.ts';
import type { Outcome } from '../outcome.ts';

/** What became of a document of the project. */
export interface Built {
  readonly outcome: Outcome;
  /** Undefined where there is no query. */
  readonly content: string | undefined;
  /** Left out for a reason that the configuration accepts. */
  readonly isAccepted: boolean;
}

export function buildDocument(each: GatheredDocument, target: LoadedTarget): Built {
  const { input, document, index } = each;
  const { config, queryFormat, format } = target;
  const { conversion, content, more } = convertDocument(each, target);
  const found = [...(conversion?.diagnostics ?? []), ...more];
  const isEmpty = content === undefined;
  const outcome: Outcome = {
    input,
    document,
    index,
    target: config.name,
    format: format?.name ?? queryFormat,
    queries: isEmpty ? [] : (conversion?.queries ?? []),
    fidelity: isEmpty ? 'unsupported' : (conversion?.fidelity ?? 'unsupported'),
    diagnostics: [...each.diagnostics, ...found],
  };
  const errors = found.filter(({ severity }) => severity === 'error');
  const isAccepted = isEmpty && errors.length > 0 && errors.every(({ code }) => config.accept.includes(code));
  return { outcome, content, isAccepted };
}

interface Converted {
  readonly conversion: Conversion | undefined;
  readonly content: string | undefined;
  readonly more: readonly Diagnostic[];
}

function convertDocument({ rule, correlation }: GatheredDocument, target: LoadedTarget): Converted {
  const { config, backend, correlations, pipelines, queryFormat, format } = target;
  const { approximate, unmapped, placeholders } = config;
  const options = { approximate, unmapped, placeholders, pipelines };
  if (rule === undefined) {
    const conversion =
      correlation &&
      correlate(correlation, { backend, correlations, format: format?.name ?? queryFormat }, options);
    const isEmpty = conversion === undefined || conversion.queries.length === 0;
    return { conversion, content: isEmpty ? undefined : asText(conversion), more: [] };
  }
  const conversion = convert(rule, backend, { ...options, format: queryFormat });
  if (conversion.queries.length === 0) return { conversion, content: undefined, more: [] };
  if (format === undefined) return { conversion, content: asText(conversion), more: [] };
  const own = config.overrides.get(rule.id?.toLowerCase() ?? '');
  const settings = { ...plain(config.formatSettings), ...(own && plain(own)) };
  const rendered = renderRule(rule, conversion, { format, settings, target: backend.name });
  if ('text' in rendered) return { conversion, content: rendered.text, more: [] };
  const refusal = diagnose(refusedByFormat(format.name, rendered.refused), rule.source, rule.span);
  return { conversion, content: undefined, more: [refusal] };
}

function asText({ queries }: Conversion): string {
  return `${queries.join('\n\n')}\n`;
}
