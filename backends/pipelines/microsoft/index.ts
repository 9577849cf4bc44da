/** Pipelines for Microsoft's products, all of which are queried in KQL. What maps to what is in README.md. */
export { defenderXdr } from './defender-xdr/index.ts';
export { sentinel } from './sentinel/index.ts';
export { sentinelAsim } from './asim/index.ts';
