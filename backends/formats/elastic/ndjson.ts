/** The format `elastic-ndjson`: rules as Kibana imports them. */
import type { OutputFormat } from '../../../lib/output-format.ts';
import { detectionRulesOf } from './detection-rule.ts';
import { SETTING_TEXTS } from './settings.ts';

const render: OutputFormat['render'] = (...given) =>
  detectionRulesOf(...given)
    .map((each) => `${printLine(each)}\n`)
    .join('');

/** Some readers take more characters for the end of a line than JSON does. */
function printLine(value: object): string {
  return JSON.stringify(value).replace(
    /[\x85\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Rules for “Import rules” of Elastic Security, and for `POST /api/detection_engine/rules/_import`: one rule on each
 * line, of the type `eql`, `esql` or `query` (Lucene) as the query is. A rule keeps its id, so that a new version takes
 * the place of the old one. What a conversion warns of is in the investigation guide.
 * https://www.elastic.co/docs/api/doc/kibana/operation/operation-importrules
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read
 * @example
 * elasticNdjson.render(rule, convert(rule, eql, { pipelines: [ecs] }), { interval: '10m', from: 'now-15m' })
 */
export const elasticNdjson: OutputFormat = {
  name: 'elastic-ndjson',
  description: 'Rules of Elastic Security, to be imported into Kibana.',
  targets: ['eql', 'esql', 'lucene'],
  extension: '.ndjson',
  settings: SETTING_TEXTS,
  render,
};
