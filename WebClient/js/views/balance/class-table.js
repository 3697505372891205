/** The classes with their shares, the rare ones with the images to look at, and which share an image. */
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count, percent, shareRange } from '../../ui/format.js';
import { priorityButton } from './priority-button.js';

/** @typedef {import('../../api/balance.js').Balance} Balance */
/** @typedef {import('../../api/balance.js').BalanceRow} BalanceRow */

/** @param {Balance} balance */
export function classTable({ classes }) {
  const columns = ['class', 'objects', 'share', 'images', 'imageShare'];
  return h('section', { class: 'card stack', 'aria-labelledby': 'balance-classes' }, h('h2', { id: 'balance-classes' }, t('balance.distribution')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'balance-classes' }, h('table', { class: 'table balance-table' },
      h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col', class: ['objects', 'images'].includes(column) ? 'number' : null },
        t(`balance.column.${column}`))))),
      h('tbody', null, classes.map((row) => h('tr', { 'data-testid': 'balance-row' },
        h('th', { scope: 'row' }, h('span', { class: 'dot', style: { background: row.color } }), row.label, ' ',
          row.rare && h('span', { class: 'chip warn' }, t('balance.rare')), row.retired && h('span', { class: 'chip' }, t('balance.retired'))),
        h('td', { class: 'number' }, count(row.objects)), h('td', null, share(row.share)),
        h('td', { class: 'number' }, count(row.images)), h('td', null, share(row.imageShare))))))),
    h('div', null, csvButton('class-balance', () => [
      ['class', 'objects', 'share', 'share_low', 'share_high', 'images', 'image_share', 'image_share_low', 'image_share_high', 'rare'],
      ...classes.map((row) => [row.label, row.objects, row.share.value, row.share.low, row.share.high, row.images, row.imageShare.value,
        row.imageShare.low, row.imageShare.high, row.rare ? 'yes' : 'no'])])));
}

/** @param {import('../../api/balance.js').Estimate} estimate */
function share(estimate) {
  return [estimateBar(estimate), h('span', { class: 'small number' }, h('b', null, percent(estimate.value, 1)),
    h('span', { class: 'muted block' }, shareRange(estimate)))];
}

/** @param {string} projectId @param {Balance} balance @param {boolean} mayRaise whether one may have images handed out first */
export function rareClasses(projectId, { classes }, mayRaise) {
  const rare = classes.filter((row) => row.rare && !row.retired);
  return h('section', { class: 'card stack', 'aria-labelledby': 'balance-rare', 'data-testid': 'balance-rare' }, h('h2', { id: 'balance-rare' }, t('balance.rareTitle')),
    rare.length === 0 ? h('p', { class: 'muted' }, t('balance.noRare'))
      : [h('p', { class: 'small muted' }, t('balance.rareText')), h('ul', { class: 'plain-list' }, rare.map((row) => h('li', null, h('b', null, row.label), ' ',
        row.examples.length === 0 ? h('span', { class: 'muted' }, t('balance.noExamples')) : [examples(projectId, row), mayRaise && priorityButton(projectId, row)])))]);
}

/** @param {string} projectId @param {BalanceRow} row */
function examples(projectId, row) {
  return row.examples.map((image, index) => [h('a', { class: 'chip', href: `#/projects/${projectId}/images/${image}`,
    'aria-label': t('balance.example', { number: index + 1, label: row.label }) }, index + 1), ' ']);
}

/** @param {Balance} balance */
export function togetherTable({ classes, pairs }) {
  const rows = classes.filter((row) => row.images > 0);
  if (rows.length < 2) return null;
  const both = new Map(pairs.flatMap(({ first, second, images, overlap }) => [[`${first} ${second}`, { images, overlap }], [`${second} ${first}`, { images, overlap }]]));
  const cell = (/** @type {BalanceRow} */ a, /** @type {BalanceRow} */ b) => (a === b ? { images: a.images, overlap: 0 } : both.get(`${a.labelId} ${b.labelId}`) ?? { images: 0, overlap: 0 });
  return h('section', { class: 'card stack', 'aria-labelledby': 'balance-together' }, h('h2', { id: 'balance-together' }, t('balance.together')),
    h('p', { class: 'small muted' }, t('balance.togetherText')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'balance-together' }, h('table', { class: 'table compact together' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('balance.column.class')), rows.map((row) => h('th', { scope: 'col', class: 'number' }, row.label)))),
      h('tbody', null, rows.map((a) => h('tr', null, h('th', { scope: 'row' }, a.label), rows.map((b) => {
        const { images, overlap } = cell(a, b);
        return h('td', { class: ['number', a === b && 'itself'], dataset: { level: Math.ceil(overlap * 3) || null } }, count(images));
      })))))),
    h('div', null, csvButton('classes-together', () => [['class', ...rows.map((row) => row.label)], ...rows.map((a) => [a.label, ...rows.map((b) => cell(a, b).images)])])));
}
