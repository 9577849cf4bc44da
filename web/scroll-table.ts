/** The one kind of table: it scrolls by itself where it is wider than the page, says what it is about, and names its columns. */
import { html, type Content, type Html } from './html.ts';

export interface Column {
  readonly title: Content;
  /** `number`, or a class that gives it a width. */
  readonly kind?: string;
}

export interface ScrollTable {
  /** For its style. */
  readonly kind?: string;
  readonly id?: string;
  readonly caption: Content;
  /** Where a heading above says the same; the caption is then for those who cannot see it. */
  readonly isCaptionHidden?: boolean;
  /** What is false is left out. */
  readonly columns: readonly (Column | false)[];
  /** Rows, `tr` each, in one group or in several. */
  readonly groups: readonly Content[];
}

export function scrollTable({
  kind,
  id,
  caption,
  isCaptionHidden = false,
  columns,
  groups,
}: ScrollTable): Html {
  return html`<div class="scroll">
    <table${attribute('class', kind)}${attribute('id', id)}>
      <caption${attribute('class', isCaptionHidden && 'hidden')}>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            (column) =>
              column !== false &&
              html`<th scope="col" ${attribute('class', column.kind)}>${column.title}</th> `,
          )}
        </tr>
      </thead>
      ${groups.map(
        (rows) =>
          html`<tbody>
            ${rows}
          </tbody> `,
      )}
    </table>
  </div>`;
}

function attribute(name: 'class' | 'id', value: string | false | undefined): Content {
  if (value === undefined || value === false) return undefined;
  return name === 'class' ? html` class="${value}"` : html` id="${value}"`;
}
