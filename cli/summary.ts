/** What became of all rules: counts by fidelity and by diagnostic code, and the exit code that follows. */
import type { Diagnostic } from '../lib/diagnostics/diagnostic.ts';
import { locate } from '../lib/source/locate.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Outcome } from './outcome.ts';
import { visible } from './output/terminal.ts';

/** All diagnostics of one code. */
interface Group {
  readonly first: Diagnostic;
  readonly targets: Set<string>;
  count: number;
}

export interface Summary {
  /** Counts an outcome, and a diagnostic only where it is in `fresh`: reading is the same for every target. */
  add(outcome: Outcome, fresh: readonly Diagnostic[]): void;
  readonly exitCode: ExitCode;
  /** Whether there is anything a person has not seen yet. */
  readonly isWorthPrinting: boolean;
  toText(): string;
}

export function createSummary(): Summary {
  const rules = new Set<string>();
  const targets = new Set<string>();
  const fidelities = new Map<string, number>();
  const groups = new Map<string, Group>();
  let total = 0;
  let failed = 0;
  let exitCode: ExitCode = EXIT.ok;

  function groupOf(diagnostic: Diagnostic): Group {
    let group = groups.get(diagnostic.code);
    if (group === undefined) {
      group = { first: diagnostic, targets: new Set(), count: 0 };
      groups.set(diagnostic.code, group);
    }
    return group;
  }

  function describeGroup(code: string, { count, targets: affected, first }: Group): string {
    const { line, column } = locate(first.source, first.span.start);
    const place = visible(`${first.source.name}:${line}:${column}`);
    // What holds for every target says nothing about one.
    const which = affected.size === targets.size ? '' : ` (${[...affected].join(', ')})`;
    return `${String(count).padStart(6)}  ${code}${which}, first at ${place}`;
  }

  function describeGroups(severity: string, heading: string): string[] {
    const found = [...groups].filter(([, { first }]) => first.severity === severity);
    if (found.length === 0) return [];
    found.sort(([codeA, a], [codeB, b]) => b.count - a.count || (codeA < codeB ? -1 : 1));
    return [heading, ...found.map(([code, group]) => describeGroup(code, group))];
  }

  return {
    add(outcome, fresh) {
      const { document, index, target, queries, fidelity } = outcome;
      total++;
      rules.add(`${document.source.name}\n${index}`);
      targets.add(target);
      if (queries.length > 0) fidelities.set(fidelity, (fidelities.get(fidelity) ?? 0) + 1);
      else {
        failed++;
        const isReadable = (document.rule ?? document.correlation) !== undefined;
        exitCode = !isReadable || exitCode === EXIT.input ? EXIT.input : EXIT.findings;
      }
      for (const diagnostic of outcome.diagnostics) groupOf(diagnostic).targets.add(target);
      for (const diagnostic of fresh) groupOf(diagnostic).count++;
    },
    get exitCode() {
      return exitCode;
    },
    get isWorthPrinting() {
      return total > 1 || failed > 0;
    },
    toText() {
      const parts = [...fidelities].map(([fidelity, count]) => `${count} ${fidelity}`);
      const detail = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
      const lines = [
        `${plural(rules.size, 'rule')}, ${plural(targets.size, 'target')}: ${total - failed} of ${total} converted${detail}`,
        ...describeGroups('error', 'not converted:'),
        ...describeGroups('warning', 'to be read:'),
      ];
      if (groups.size > 0) lines.push('`sigmaq help CODE` explains a code.');
      return `${lines.join('\n')}\n`;
    },
  };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
