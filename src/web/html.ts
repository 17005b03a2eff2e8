import { html } from 'hono/html';
import { plainLine } from '../reply/quote.ts';

/** A piece of a page. What is put into one is escaped, unless it is a piece itself. */
export type Html = ReturnType<typeof html>;

/** Data of people or of AWS for a page: visible, on one line, bounded; said when it is empty. */
export const shown = (text: string, most = 80): string => plainLine(text, most) || '(empty)';

/** Nothing. */
export const nothing: Html = html``;

/** An account id as configuration lets it be shown. */
export const accountIdShown = (id: string, isMasked: boolean): string =>
  isMasked ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;

/** One column of a table; numbers stand at the right. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

const cellOf = (cell: Html, { title, isNumber }: Column, isFirst: boolean): Html => {
  const style = isNumber === true ? 'number' : '';
  return isFirst
    ? html`<th scope="row" role="rowheader" data-label="${title}" class="${style}">${cell}</th>`
    : html`<td role="cell" data-label="${title}" class="${style}">${cell}</td>`;
};

/**
 * A table whose rows become cards on a phone. Roles are written out, because a table that is laid
 * out otherwise is no table any more for those who hear it.
 */
export const dataTable = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Html[])[],
): Html =>
  html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          ({ title, isNumber }) =>
            html`<th scope="col" role="columnheader" class="${isNumber === true ? 'number' : ''}">
              ${title}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((cell, at) => cellOf(cell, columns[at] ?? { title: '' }, at === 0))}
          </tr>`,
      )}
    </tbody>
  </table>`;

/** A mark that says in a word what its shape and colour say. */
export const mark = (kind: 'good' | 'warn' | 'bad' | 'quiet', word: string): Html =>
  html`<span class="mark ${kind}"><span aria-hidden="true">${SHAPES[kind]}</span> ${word}</span>`;

const SHAPES = { good: '●', warn: '◆', bad: '▲', quiet: '○' } as const;
