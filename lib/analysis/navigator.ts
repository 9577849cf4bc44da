/**
 * Coverage as a layer of the ATT&CK Navigator.
 * Format: https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */
import type { AttackDomain } from './attack/index.ts';
import { attackTable } from './attack/index.ts';
import type { Coverage } from './coverage.ts';

/** The parts of the format that are used. */
export interface NavigatorLayer {
  readonly name: string;
  readonly versions: { readonly attack: string; readonly navigator: string; readonly layer: '4.5' };
  readonly domain: `${AttackDomain}-attack`;
  readonly description: string;
  readonly techniques: readonly {
    readonly techniqueID: string;
    readonly score: number;
    readonly comment: string;
    readonly enabled: true;
    readonly showSubtechniques: boolean;
  }[];
  readonly gradient: {
    readonly colors: readonly string[];
    readonly minValue: number;
    readonly maxValue: number;
  };
  readonly sorting: 3;
  readonly layout: { readonly layout: 'side'; readonly showName: true; readonly showID: true };
  readonly hideDisabled: false;
}

export interface LayerOptions {
  /** @default 'Sigma rules' */
  readonly name?: string;
  /** Layers are of one matrix. @default 'enterprise' */
  readonly domain?: AttackDomain;
}

/** The number that the colours end at: most techniques have a few rules, a few have hundreds. */
const FULL_COLOUR = 20;

/**
 * A layer that scores each technique by its number of rules.
 *
 * @example JSON.stringify(navigatorLayer(coverageOf(rules)), null, 2)
 */
export function navigatorLayer(
  { attackVersion, techniques, rules }: Coverage,
  { name = 'Sigma rules', domain = 'enterprise' }: LayerOptions = {},
): NavigatorLayer {
  const table = attackTable().techniques;
  const own = techniques.filter(({ id }) => table.get(id)?.domain === domain);
  const parents = new Set(own.flatMap(({ parent }) => parent?.id ?? []));
  return {
    name,
    versions: { attack: attackVersion.replace(/\..*$/, ''), navigator: '5.1.0', layer: '4.5' },
    domain: `${domain}-attack`,
    description: `Techniques by number of rules, of ${rules} rules.`,
    techniques: own.map(({ id, rules: score, levels }) => ({
      techniqueID: id,
      score,
      comment: Object.entries(levels)
        .map(([level, count]) => `${count} ${level === 'none' ? 'without level' : level}`)
        .join(', '),
      enabled: true,
      showSubtechniques: parents.has(id),
    })),
    gradient: { colors: ['#e8f1fa', '#6ea8dc', '#0b3d6b'], minValue: 0, maxValue: FULL_COLOUR },
    sorting: 3,
    layout: { layout: 'side', showName: true, showID: true },
    hideDisabled: false,
  };
}
