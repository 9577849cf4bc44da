/** Of a rule's page: its queries, how far each can be trusted, and why. */
import { convert, type Conversion } from '../../lib/convert.ts';
import type { Fidelity } from '../../lib/backend/backend.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { locate } from '../../lib/source/locate.ts';
import type { RuleEntry } from '../catalogue.ts';
import { html, type Html } from '../html.ts';
import { codeBlock, inline } from '../parts.ts';
import type { SiteTarget } from '../targets.ts';
import type { RuleSection } from './rule.ts';

/** Of a message that stands for many lines. */
const SHOWN_LINES = 12;

const MEANINGS: Readonly<Record<Fidelity, string>> = {
  exact: 'selects what the rule does',
  superset: 'selects more than the rule does',
  subset: 'selects less than the rule does',
  approximate: 'selects more in one part and less in another',
  unsupported: 'there is no query',
};

export function queriesSection({ rule }: RuleEntry, targets: readonly SiteTarget[]): RuleSection | undefined {
  if (targets.length === 0) return undefined;
  const body = targets.map((target) => queryPanel(target, convert(rule, target.backend)));
  return { id: 'queries', title: 'Queries', body };
}

function queryPanel({ name, title }: SiteTarget, conversion: Conversion): Html {
  const { queries, fidelity, diagnostics, assumptions } = conversion;
  return html`<div class="query" id="query-${name}">
    <h3>
      ${title} <span class="fidelity ${fidelity}">${fidelity}</span>
      <span class="muted">${MEANINGS[fidelity]}</span>
    </h3>
    ${queries.map((query, index) =>
      codeBlock({
        id: `${name}-${index + 1}`,
        label: queries.length === 1 ? title : `${title}, query ${index + 1} of ${queries.length}`,
        code: query,
      }),
    )}
    ${diagnostics.length > 0 && messageList(diagnostics)}
    ${
      queries.length > 0 &&
      assumptions.length > 0 &&
      html`<details class="more">
        <summary>What must hold in the target</summary>
        <ul>
          ${assumptions.map((each) => html`<li>${each}</li>`)}
        </ul>
      </details>`
    }
  </div>`;
}

/** Messages that differ in their line alone, together: keywords bring one each. */
function messageList(diagnostics: readonly Diagnostic[]): Html {
  const groups = new Map<string, { readonly diagnostic: Diagnostic; readonly lines: Set<number> }>();
  for (const diagnostic of diagnostics) {
    const { source, span, severity, code, message, hints } = diagnostic;
    const key = JSON.stringify([severity, code, message, hints]);
    const group = groups.get(key) ?? { diagnostic, lines: new Set() };
    group.lines.add(locate(source, span.start).line);
    groups.set(key, group);
  }
  return html`<ul class="messages">
    ${[...groups.values()].map(({ diagnostic, lines }) => messageItem(diagnostic, [...lines]))}
  </ul>`;
}

function messageItem({ severity, code, message, hints }: Diagnostic, lines: readonly number[]): Html {
  const shown = lines.slice(0, SHOWN_LINES).map((line) => html`<a href="#L${line}">${line}</a>`);
  const rest = lines.length - shown.length;
  return html`<li class="${severity}">
    <code>${code}</code> ${message}${hints.length > 0 && ` (${hints.join('; ')})`}<br />
    <span class="muted"
      >${lines.length === 1 ? 'line' : 'lines'} ${inline(shown)}${rest > 0 && ` and ${rest} more`}</span
    >
  </li>`;
}
