/** Rules of Microsoft Sentinel and of Defender XDR as files. */
export { defenderDetection } from './defender-detection.ts';
export { sentinelArm } from './sentinel-arm.ts';
export { sentinelYaml } from './sentinel-yaml.ts';
