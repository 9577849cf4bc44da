/** Rules of Elastic Security as files. */
export { elasticNdjson } from './ndjson.ts';
export { elasticToml } from './toml.ts';
