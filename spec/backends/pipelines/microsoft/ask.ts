/** Asks a pipeline for the queries of small rules. */
import { expect } from 'chai';
import { kusto } from '../../../../backends/kusto/index.ts';
import { convert, type Conversion, type ConvertOptions } from '../../../../lib/convert.ts';
import { parseSigma } from '../../../../lib/parse.ts';
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';

type LogSource = Readonly<Record<string, string>>;

export interface Asker {
  /** What becomes of a rule with one selection of this item; undefined for a keyword. */
  readonly conversion: (
    logsource: LogSource,
    item: string | undefined,
    options?: ConvertOptions,
  ) => Conversion;
  /** Its query. */
  readonly query: (logsource: LogSource, item: string) => string;
  /** What stands behind `where` in it. */
  readonly where: (logsource: LogSource, item: string) => string;
  /** Why there is none: code and message. */
  readonly refusal: (logsource: LogSource, item: string | undefined) => string;
}

export function createAsker(pipeline: Pipeline): Asker {
  const conversion: Asker['conversion'] = (logsource, item, options = {}) => {
    const detection = item === undefined ? '  selection:\n    - keyword' : `  selection:\n    ${item}`;
    const text = `title: T\nlogsource: ${JSON.stringify(logsource)}\ndetection:\n${detection}\n  condition: selection\n`;
    const { rules, diagnostics } = parseSigma(text);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    return convert(rules[0]!, kusto, { pipelines: [pipeline], ...options });
  };
  const query: Asker['query'] = (logsource, item) => {
    const { queries, diagnostics, fidelity } = conversion(logsource, item);
    expect(diagnostics).to.deep.equal([]);
    expect(fidelity).to.equal('exact');
    return queries[0]!;
  };
  return {
    conversion,
    query,
    where: (logsource, item) => query(logsource, item).replace(/^.*\| where /s, ''),
    refusal(logsource, item) {
      const { queries, diagnostics } = conversion(logsource, item);
      expect(queries).to.deep.equal([]);
      const [first] = diagnostics.filter(({ severity }) => severity === 'error');
      return `${first?.code}: ${first?.message}`;
    },
  };
}
