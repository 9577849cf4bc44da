/**
 * `sigmaq/engine`: thousands of rules against a stream of events.
 *
 * @example
 * import { parseSigma } from 'sigmaq';
 * import { createMatcher, readEvent } from 'sigmaq/engine';
 *
 * const matcher = createMatcher(parseSigma(text).rules);
 * const event = readEvent(JSON.parse(line));
 * if (event !== undefined) for (const { rule, searches } of matcher.match(event)) console.log(rule.title, searches);
 */
export type { Matcher, MatcherOptions, RuleMatch } from './matcher.ts';
export { createMatcher } from './matcher.ts';
export type { Matched } from './matched.ts';
export type { RegexOptions } from '../match/settings.ts';
export type { RegexCompiler, RegexTester } from '../match/regex.ts';
export type {
  BrokenReason,
  EventRecord,
  EventShape,
  JsonScanner,
  LogSourceAttributes,
  ReadEvent,
  ReadOptions,
  Route,
  RoutedSources,
  RoutedView,
  Router,
  RouterOptions,
  Scanned,
  ScanOptions,
  ViewName,
} from '../events/index.ts';
export {
  createJsonScanner,
  createRouter,
  eventTitle,
  fieldsFor,
  readEvent,
  scanJson,
  shapeOf,
} from '../events/index.ts';
