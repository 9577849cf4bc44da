/** `sigmaq explain`: why an event matches a rule, or why it does not. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { inputWithoutEvent } from '../../lib/diagnostics/messages/input.ts';
import type { ReadEvent } from '../../lib/events/index.ts';
import { explainMatch, type ExplainOptions } from '../../lib/explain/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openEvents } from '../events/open.ts';
import { readAll } from '../events/read-all.ts';
import type { Io } from '../io.ts';
import { readLogSource } from '../match/log-source.ts';
import { describeSkipped, diagnoseInput } from '../match/skipped.ts';
import { describeExplanation } from '../output/explanation.ts';
import { paintOn, visibleJson } from '../output/terminal.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport, type Report } from '../report.ts';
import { readRules } from '../rules.ts';
import { UsageError } from '../usage.ts';

/** The options of the command line, see `sigmaq explain --help`. */
export interface ExplainCommandOptions {
  readonly event: readonly string[];
  readonly logsource?: string;
  readonly json?: boolean;
  readonly safeRegex?: boolean;
  readonly placeholder?: readonly string[];
  readonly filter?: readonly string[];
}

/** One event of those that were named. */
interface PlacedEvent {
  readonly event: ReadEvent;
  readonly file: string;
  readonly eventIndex: number;
}

/** 0 if some event matches some rule, 1 if none does: with one of each, the verdict. */
export async function explainCommand(
  paths: readonly string[],
  options: ExplainCommandOptions,
  io: Io,
): Promise<ExitCode> {
  if (paths.includes('-') && options.event.includes('-')) {
    throw new UsageError('standard input cannot hold both rule and event');
  }
  const hints = readLogSource(options.logsource);
  const explainOptions: ExplainOptions = {
    ...(hints !== undefined && { hints }),
    placeholders: readPlaceholders(options.placeholder ?? []),
    regex: options.safeRegex === true ? 'safe' : 'native',
  };
  const report = createReport(io, true);
  const { rules, exitCode: rulesCode } = await readRules(paths, io, options.filter);
  const { events, exitCode: eventsCode } = await readEvents(options.event, report, io);

  let matched = false;
  let failed = false;
  let isFirst = true;
  const paint = paintOn(io.stdout, io.env);
  for (const rule of rules) {
    for (const { event, file, eventIndex } of events) {
      const explanation = explainMatch(rule, event, explainOptions);
      matched ||= explanation.matches;
      failed ||= explanation.conditions.length === 0;
      if (options.json === true) {
        const { id: ruleId = null, title } = rule;
        const record = { ruleId, title, file, eventIndex, ...toPlain(explanation) };
        io.stdout.write(`${visibleJson(JSON.stringify(record))}\n`);
      } else if (explanation.conditions.length > 0) {
        const text = describeExplanation(explanation, rule, event, `${file}#${eventIndex}`, paint);
        io.stdout.write(isFirst ? text : `\n${text}`);
        isFirst = false;
      }
    }
    showErrors(rule, explainOptions, report);
  }
  if (rulesCode !== EXIT.ok) return rulesCode;
  if (eventsCode !== EXIT.ok) return eventsCode;
  return matched && !failed ? EXIT.ok : EXIT.findings;
}

async function readEvents(
  paths: readonly string[],
  report: Report,
  io: Io,
): Promise<{ readonly events: readonly PlacedEvent[]; readonly exitCode: ExitCode }> {
  const placed: PlacedEvent[] = [];
  let exitCode: ExitCode = EXIT.ok;
  for (const input of openEvents(paths, io)) {
    const { name: file } = input;
    const { events, skipped, finding } = await readAll(input);
    for (const [eventIndex, event] of events.entries()) placed.push({ event, file, eventIndex });
    for (const each of skipped) report.show(describeSkipped(file, each));
    // An event that was asked about and is not there is an input that could not be read.
    const isEmpty = events.length === 0 && skipped.length === 0;
    const trouble = finding ?? (isEmpty ? inputWithoutEvent() : undefined);
    if (trouble !== undefined) report.show(diagnoseInput(file, trouble));
    if (skipped.length > 0 || trouble !== undefined) exitCode = EXIT.input;
  }
  return { events: placed, exitCode };
}

/** What is wrong with a rule is wrong for every event; it is said once. */
function showErrors(rule: SigmaRule, options: ExplainOptions, report: Report): void {
  const nothing: ReadEvent = { shape: 'plain', route: {}, fields: {} };
  for (const diagnostic of explainMatch(rule, nothing, options).diagnostics) {
    if (diagnostic.severity === 'error') report.show(diagnostic);
  }
}

/** Without places by offset, which are of use only beside the text, and without diagnostics, which are shown. */
function toPlain({ matches, concerned, conditions, filters }: ReturnType<typeof explainMatch>): object {
  // Rules without filters are by far the most, and their records say nothing of them.
  const shown = { matches, concerned, conditions, ...(filters.length > 0 && { filters }) };
  const text = JSON.stringify(shown, (key, value: unknown) => (key === 'span' ? undefined : value));
  return JSON.parse(text) as object;
}
