/**
 * Fields of type `flattened`: objects whose parts are not known in advance, kept as one field.
 *
 * EQL and ES|QL cannot read the parts; a query string can ask for whole values, in the case in which they were written:
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/flattened (supported operations),
 * https://github.com/elastic/elasticsearch/issues/101985 (EQL), https://github.com/elastic/elasticsearch/issues/105637 (ES|QL)
 */
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { refusedByPipeline } from '../../../lib/diagnostics/messages/pipeline.ts';
import type { PipelineStep } from '../../../lib/pipeline/pipeline.ts';

const FLATTENED =
  /\.flattened\.|^okta\.target\.|^kubernetes\.audit\.requestObject\.spec\.volumes\.hostPath\./;

/** Refuses what cannot be asked of such fields, at the place of the value. */
export const refuseFlattened: PipelineStep = {
  description: 'refuse what cannot be asked of flattened fields',
  apply(state, { backend, report }) {
    for (const { field: asked, matcher, span } of state.queries.flatMap(leavesOf)) {
      const fields = [asked, matcher.kind === 'fieldRef' ? matcher.field : null];
      const field = fields.find((each) => each !== null && FLATTENED.test(each));
      if (field === undefined || field === null) continue;
      if (backend !== 'lucene')
        report(refusedByPipeline(`\`${field}\` is a field of type flattened, which ${LACKS}`), span);
      else if (!isWhole(matcher))
        report(
          refusedByPipeline(
            `\`${field}\` is a field of type flattened, which has whole values in one case alone`,
          ),
          span,
        );
    }
    return state;
  },
};

const LACKS = 'EQL and ES|QL cannot read; a query string can';

function isWhole(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'exists':
    case 'null':
    case 'number':
    case 'boolean':
      return true;
    case 'equals':
      return matcher.cased || matcher.value.toLowerCase() === matcher.value.toUpperCase();
    default:
      return false;
  }
}
