/** The public names, written out: adding or losing one is a decision, and shows in review. */
import { expect } from 'chai';
import * as root from '../../lib/index.ts';
import * as analysis from '../../lib/analysis/index.ts';
import * as backend from '../../lib/backend/index.ts';
import * as backends from '../../backends/index.ts';
import * as splunkDataModels from '../../backends/splunk/data-models.ts';
import * as splunkCorrelations from '../../backends/splunk/correlations/index.ts';
import * as sqlCorrelations from '../../backends/sql/correlations/index.ts';
import * as kustoCorrelations from '../../backends/kusto/correlations/index.ts';
import * as esqlCorrelations from '../../backends/esql/correlations.ts';
import * as eqlCorrelations from '../../backends/eql/correlations.ts';
import * as correlate from '../../lib/correlate/index.ts';
import * as engine from '../../lib/engine/index.ts';
import * as eql from '../../backends/eql/index.ts';
import * as esql from '../../backends/esql/index.ts';
import * as kusto from '../../backends/kusto/index.ts';
import * as lucene from '../../backends/lucene/index.ts';
import * as predicate from '../../backends/predicate/index.ts';
import * as sql from '../../backends/sql/index.ts';
import * as splunk from '../../backends/splunk/index.ts';
import * as formats from '../../backends/formats/index.ts';
import * as splunkFormats from '../../backends/formats/splunk/index.ts';
import * as pipelines from '../../backends/pipelines/index.ts';
import * as elasticFormats from '../../backends/formats/elastic/index.ts';
import * as elasticPipelines from '../../backends/pipelines/elastic/index.ts';
import * as microsoftFormats from '../../backends/formats/microsoft/index.ts';
import * as microsoftPipelines from '../../backends/pipelines/microsoft/index.ts';
import * as ocsfPipelines from '../../backends/pipelines/ocsf/index.ts';
import * as splunkPipelines from '../../backends/pipelines/splunk/index.ts';
import * as windowsPipelines from '../../backends/pipelines/windows/index.ts';
import * as pipeline from '../../lib/pipeline/index.ts';
import * as pipelineFile from '../../lib/pipeline/file/index.ts';
import * as witness from '../../lib/witness/index.ts';
import { readProjectFile } from '../helpers/project.ts';

const NAMES: Readonly<Record<string, { readonly module: object; readonly names: readonly string[] }>> = {
  '.': {
    module: root,
    names: [
      ...['parseSigma', 'createCollection', 'convert', 'convertCorrelation', 'toQueries', 'explainMatch'],
      ...['diagnosticToJson', 'formatDiagnostic', 'hasErrors', 'SigmaError', 'codeFrame', 'locate'],
    ],
  },
  './analysis': {
    module: analysis,
    names: [
      ...['analyze', 'createCorpus', 'commonValues', 'similarRules', 'coverageOf', 'navigatorLayer'],
      'parseCollected',
      ...['findSubsumptions', 'isSubsumedBy', 'relationOf', 'unreachableSearches'],
      ...['resolveTags', 'techniqueTitle'],
    ],
  },
  './backend': {
    module: backend,
    names: [
      'createTextBackend',
      'printQuery',
      'fidelityOf',
      'innerCorrelations',
      'isRule',
      'pathsOf',
      'sequencesOf',
    ],
  },
  './correlate': { module: correlate, names: ['createCorrelator', 'TIME_FIELDS'] },
  './backends/splunk/data-models': { module: splunkDataModels, names: ['dataModels'] },
  './backends/splunk/correlations': {
    module: splunkCorrelations,
    names: ['createSplunkCorrelations', 'splunkCorrelations'],
  },
  './backends/sql/correlations': { module: sqlCorrelations, names: ['createSqlCorrelations'] },
  './backends/kusto/correlations': {
    module: kustoCorrelations,
    names: ['createKustoCorrelations', 'kustoCorrelations'],
  },
  './backends/esql/correlations': {
    module: esqlCorrelations,
    names: ['createEsqlCorrelations', 'esqlCorrelations'],
  },
  './backends/eql/correlations': {
    module: eqlCorrelations,
    names: ['createEqlCorrelations', 'eqlCorrelations'],
  },
  './backends': { module: backends, names: ['targets', 'isNoVariant'] },
  './backends/splunk': { module: splunk, names: ['splunk', 'createSplunk'] },
  './backends/kusto': { module: kusto, names: ['kusto', 'createKusto', 'COLUMN_TYPES'] },
  './backends/eql': { module: eql, names: ['eql', 'createEql', 'FIELD_TYPES'] },
  './backends/esql': { module: esql, names: ['esql', 'createEsql', 'FIELD_TYPES'] },
  './backends/lucene': { module: lucene, names: ['lucene', 'createLucene', 'FIELD_TYPES'] },
  './backends/sql': { module: sql, names: ['sql', 'createSql', 'createSqlStatements', 'COLUMN_TYPES'] },
  './pipeline': {
    module: pipeline,
    names: [
      'addCondition',
      'explainChange',
      'hasLogSource',
      'mapFields',
      'refuseLogSource',
      'refuseRule',
      'stateAssumption',
      'translateLeaves',
      'useSchema',
    ],
  },
  './pipeline/file': { module: pipelineFile, names: ['readPipeline', 'finalizeQueries'] },
  './pipelines': { module: pipelines, names: ['pipelines'] },
  './pipelines/windows': { module: windowsPipelines, names: ['windowsLogSources', 'sysmon', 'windowsAudit'] },
  './pipelines/splunk': { module: splunkPipelines, names: ['splunkWindows', 'splunkSysmon', 'splunkCim'] },
  './pipelines/elastic': {
    module: elasticPipelines,
    names: ['createEcs', 'ecs', 'ecsWindows', 'ecsEndpoint'],
  },
  './pipelines/microsoft': { module: microsoftPipelines, names: ['defenderXdr', 'sentinel', 'sentinelAsim'] },
  './pipelines/ocsf': { module: ocsfPipelines, names: ['ocsf'] },
  './formats': { module: formats, names: ['formats'] },
  './formats/elastic': { module: elasticFormats, names: ['elasticNdjson', 'elasticToml'] },
  './formats/microsoft': {
    module: microsoftFormats,
    names: ['sentinelYaml', 'sentinelArm', 'defenderDetection'],
  },
  './formats/splunk': { module: splunkFormats, names: ['savedSearches'] },
  './engine': {
    module: engine,
    names: [
      ...['createMatcher', 'readEvent', 'shapeOf', 'createJsonScanner', 'scanJson'],
      ...['createRouter', 'fieldsFor', 'eventTitle'],
    ],
  },
  './witness': { module: witness, names: ['witnesses', 'sequenceWitnesses'] },
  './backends/predicate': { module: predicate, names: ['predicate', 'createPredicate'] },
};

describe('exports', () => {
  it('names every entry point of the package here', () => {
    const manifest = JSON.parse(readProjectFile('package.json')) as { exports: Record<string, unknown> };
    const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
    expect(entries).to.have.members(Object.keys(NAMES));
  });

  for (const [entry, { module, names }] of Object.entries(NAMES)) {
    it(`offers these names from sigmaq${entry.slice(1)}`, () => {
      expect(Object.keys(module)).to.have.members(names);
    });
  }
});
