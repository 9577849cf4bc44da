/** The rules of a project to the files of one target. */
import { convert, type Conversion } from '../../lib/convert.ts';
import { createCollector } from '../../lib/diagnostics/collector.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { configRefused } from '../../lib/diagnostics/messages/config.ts';
import { unsupported } from '../../lib/diagnostics/messages/backend.ts';
import { diagnose } from '../../lib/diagnostics/diagnostic.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Source } from '../../lib/source/source.ts';
import { plain, type LoadedTarget } from '../config/load-target.ts';
import type { Outcome } from '../outcome.ts';
import type { Entry } from './read-project.ts';

/** What became of an entry. */
export interface Built {
  readonly outcome: Outcome;
  /** Undefined where there is no query. */
  readonly content: string | undefined;
  /** Left out for a reason that the configuration accepts. */
  readonly isAccepted: boolean;
}

/** A format does not take a setting, which only shows once there is something to write. */
export class SettingError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** @throws SettingError */
export function buildEntry(entry: Entry, target: LoadedTarget, source: Source): Built {
  const { input, document, index, rule } = entry;
  const { config, queryFormat, format } = target;
  const conversion = rule === undefined ? undefined : convertRule(rule, target);
  const found = conversion?.diagnostics ?? missing(entry, target);
  const queries = conversion?.queries ?? [];
  const outcome: Outcome = {
    input,
    document,
    index,
    target: config.name,
    format: format?.name ?? queryFormat,
    queries,
    fidelity: conversion?.fidelity ?? 'unsupported',
    diagnostics: [...document.diagnostics, ...found],
  };
  const isEmpty = queries.length === 0 || conversion === undefined || rule === undefined;
  const errors = found.filter(({ severity }) => severity === 'error');
  return {
    outcome,
    content: isEmpty ? undefined : render(rule, conversion, target, source),
    isAccepted: isEmpty && errors.length > 0 && errors.every(({ code }) => config.accept.includes(code)),
  };
}

function convertRule(rule: SigmaRule, { config, backend, pipelines, queryFormat }: LoadedTarget): Conversion {
  const { approximate, unmapped, placeholders } = config;
  return convert(rule, backend, { format: queryFormat, approximate, unmapped, placeholders, pipelines });
}

/** Correlations are not rules of one event, which is what targets of a configuration convert. */
function missing({ document }: Entry, { backend }: LoadedTarget): readonly Diagnostic[] {
  if (document.correlation === undefined) return [];
  const finding = unsupported(backend.title, 'correlation', 'a build converts single rules', []);
  return [diagnose(finding, document.source, document.span)];
}

function render(rule: SigmaRule, conversion: Conversion, target: LoadedTarget, source: Source): string {
  const { config, format } = target;
  if (format === undefined) return `${conversion.queries.join('\n\n')}\n`;
  const own = config.overrides.get(rule.id?.toLowerCase() ?? '');
  const settings = { ...plain(config.formatSettings), ...(own && plain(own)) };
  try {
    return format.render(rule, conversion, settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { report, diagnostics } = createCollector(source);
    const [place] = [...(own?.values() ?? []), ...config.formatSettings.values()];
    report(configRefused(`the format ${format.name}`, error.message), place?.span ?? config.format.span);
    throw new SettingError(diagnostics[0] as Diagnostic);
  }
}
