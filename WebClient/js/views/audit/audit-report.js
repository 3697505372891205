/** What an audit has shown: accuracy with intervals, overall and by class, and what is still needed. */
import { auditAddress } from '../../api/audits.js';
import { t } from '../../i18n/index.js';
import { bar } from '../../ui/bar.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count, dateTime, percent, shareRange } from '../../ui/format.js';

/** @param {string} projectId @param {import('../../api/audits.js').Audit} audit */
export function auditReport(projectId, audit) {
  const { figures } = audit;
  return h('section', { class: 'card stack', 'aria-labelledby': 'audit-report', 'data-testid': 'audit-report' },
    h('h2', { id: 'audit-report' }, t('audit.report')),
    bar([{ share: figures.right / audit.size, kind: 'done' }, { share: (figures.judged - figures.right) / audit.size, kind: 'bad' }],
      t('audit.progress', { judged: figures.judged, total: audit.size })),
    h('p', { class: 'small' }, t('audit.progress', { judged: figures.judged, total: audit.size })),
    figures.judged > 0 ? accuracy(audit) : h('p', { class: 'muted' }, t('audit.nothingJudged')),
    goal(audit),
    audit.reasons.length > 0 && h('ul', { class: 'chips', 'aria-label': t('audit.reasons') }, audit.reasons.map(({ reason, count: times }) =>
      h('li', { class: 'chip bad' }, t(`audit.reason.${reason}`), ' ', count(times)))),
    h('div', { class: 'button-row' }, h('a', { class: 'button small', href: auditAddress(projectId, audit.id), download: `audit-${audit.id}.json`,
      'data-testid': 'audit-json' }, t('audit.json')), csvButton(`audit-${audit.id}`, () => csvRows(audit))));
}

/** @param {import('../../api/audits.js').Audit} audit */
function accuracy({ figures, anytime }) {
  return h('dl', { class: 'audit-figures' },
    fact(t('audit.accuracy'), h('span', { class: 'overall-value number', 'data-testid': 'audit-accuracy' }, percent(figures.accuracy.value, 1)),
      t('audit.rightOf', { right: figures.right, judged: figures.judged })),
    fact(t('audit.exact'), h('b', { class: 'number', 'data-testid': 'audit-exact' }, shareRange(figures.accuracy)), t('audit.exactText')),
    fact(t('audit.wilson'), h('b', { class: 'number' }, shareRange(figures.wilson)), null),
    fact(t('audit.atMost'), h('b', { class: 'number', 'data-testid': 'audit-at-most' }, percent(figures.errorsAtMost, 1)), t('audit.atMostText')),
    anytime && typeof anytime.low === 'number'
      && fact(t('audit.anytime'), h('b', { class: 'number' }, shareRange(anytime)), t('audit.anytimeText', { count: anytime.n ?? 0 })));
}

/** @param {string} name @param {any} value @param {string | null} note */
function fact(name, value, note) {
  return h('div', null, h('dt', null, name), h('dd', null, value, note && h('span', { class: 'muted small block' }, note)));
}

/** @param {import('../../api/audits.js').Audit} audit */
function goal({ verdict, metAtPlannedSize, halfWidth, atLeast, stillNeeded, figures, waiting }) {
  if (!halfWidth && !atLeast) return null;
  const state = goalState({ verdict, metAtPlannedSize });
  const wanted = [atLeast && t('audit.goal.atLeast', { value: percent(atLeast, 1) }), halfWidth && t('audit.goal.halfWidth', { value: percent(halfWidth, 1) })]
    .filter(Boolean).join(', ');
  const style = { reached: 'notice', met: 'notice', missed: 'notice bad', unmet: 'notice bad', open: 'notice warn' }[state];
  const left = state !== 'open' || figures.judged === 0 || waiting === 0 ? null
    : typeof stillNeeded === 'number' ? t('audit.stillNeeded', { count: stillNeeded }) : t('audit.outOfReach');
  return h('div', { class: style, 'data-testid': 'audit-goal' }, h('p', null, h('b', null, t(`audit.goal.${state}`)), ' ', wanted), left && h('p', null, left));
}

/**
 * How an audit stands to its goal: decided early, or at the end of the sample.
 *
 * @param {{verdict: 'open' | 'reached' | 'missed', metAtPlannedSize?: boolean | null}} audit
 * @returns {'open' | 'reached' | 'missed' | 'met' | 'unmet'}
 */
export function goalState({ verdict, metAtPlannedSize }) {
  if (verdict !== 'open' || typeof metAtPlannedSize !== 'boolean') return verdict;
  return metAtPlannedSize ? 'met' : 'unmet';
}

/** @param {import('../../api/audits.js').Audit} audit */
export function classTable(audit) {
  if (audit.classes.length === 0) return null;
  const heads = ['class', 'population', 'drawn', 'judged', 'right', 'accuracy', 'atMost'];
  return h('section', { class: 'card stack', 'aria-labelledby': 'audit-classes' }, h('h2', { id: 'audit-classes' }, t('audit.byClass')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'audit-classes' }, h('table', { class: 'table compact' },
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col', class: head === 'class' ? null : 'number' }, t(`audit.column.${head}`))))),
      h('tbody', null, audit.classes.map(({ label, population, drawn, figures }) => h('tr', null, h('th', { scope: 'row' }, label),
        [population, drawn, figures.judged, figures.right].map((value) => h('td', { class: 'number' }, count(value))),
        h('td', { class: 'number' }, percent(figures.accuracy.value, 1), h('span', { class: 'muted small block' }, shareRange(figures.accuracy))),
        h('td', { class: 'number' }, figures.judged > 0 ? percent(figures.errorsAtMost, 1) : t('common.none'))))))));
}

/** @param {import('../../api/audits.js').Audit} audit */
export function provenance(audit) {
  const rows = [
    ['drawnBy', `${audit.author}, ${dateTime(audit.createdAt)}`],
    ['from', t(audit.unit === 'object' ? 'audit.fromObjects' : 'audit.fromImages', { count: audit.population })],
    ['how', t(audit.stratified ? 'audit.how.stratified' : 'audit.how.simple')],
    ['seed', String(audit.seed)],
    ['consensus', `${audit.consensus.digest.slice(0, 12)} (${audit.consensus.method})`],
    ...(audit.consensus.fit ? [['fit', audit.consensus.fit.slice(0, 12)]] : []),
  ];
  return h('section', { class: 'card stack', 'aria-labelledby': 'audit-provenance' }, h('h2', { id: 'audit-provenance' }, t('audit.provenance')),
    !audit.current && h('p', { class: 'notice warn', 'data-testid': 'audit-stale' }, t('audit.notCurrent')),
    h('dl', { class: 'audit-figures small' }, rows.map(([name, value]) => fact(t(`audit.provenance.${name}`), value, null))));
}

/** @param {import('../../api/audits.js').Audit} audit */
function csvRows(audit) {
  const row = (/** @type {string} */ name, /** @type {number} */ population, /** @type {number} */ drawn, /** @type {import('../../api/audits.js').Figures} */ figures) => [
    name, population, drawn, figures.judged, figures.right, figures.accuracy.value, figures.accuracy.low, figures.accuracy.high,
    figures.wilson.low, figures.wilson.high, figures.errorsAtMost];
  return [
    ['class', 'population', 'drawn', 'judged', 'right', 'accuracy', 'exact_low', 'exact_high', 'wilson_low', 'wilson_high', 'errors_at_most'],
    row(t('audit.all'), audit.population, audit.size, audit.figures),
    ...audit.classes.map(({ label, population, drawn, figures }) => row(label, population, drawn, figures)),
  ];
}
