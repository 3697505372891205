/** A table to take along. */
import { csvOf } from '../core/csv.js';
import { t } from '../i18n/index.js';
import { h } from './dom.js';

/**
 * A button that hands out rows as a CSV file.
 *
 * @param {string} name of the file, without its ending
 * @param {() => (string | number | null | undefined)[][]} rows the head first
 */
export function csvButton(name, rows) {
  return h('button', { type: 'button', class: 'button small', 'data-testid': `csv-${name}`, on: { click: save } }, t('csv.save'));

  function save() {
    const address = URL.createObjectURL(new Blob([csvOf(rows())], { type: 'text/csv;charset=utf-8' }));
    const link = h('a', { href: address, download: `${name}.csv` });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
