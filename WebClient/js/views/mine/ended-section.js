/** One's own images without an answer: run out, given back, skipped; drafts can be taken up again. */
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';

const CHIPS = /** @type {Record<string, string>} */ ({ expired: 'warn', returned: '', skipped: 'bad' });

/** @param {string} projectId @param {any[]} turns */
export function endedSection(projectId, turns) {
  if (turns.length === 0) return null;
  return h('section', { class: 'stack-tight', 'aria-labelledby': 'ended-title' }, h('h2', { id: 'ended-title' }, t('work.ended.title')),
    h('p', { class: 'muted' }, t('work.ended.lead')),
    h('div', { class: 'table-wrap' }, h('table', { class: 'table cards-table' },
      h('thead', null, h('tr', null, ['when', 'what', 'reason'].map((column) => h('th', { scope: 'col' }, t(`work.ended.${column}`))),
        h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('work.ended.resume'))))),
      h('tbody', null, turns.map((turn) => h('tr', { 'data-testid': 'ended-turn' },
        h('th', { scope: 'row' }, dateTime(turn.endedAt)),
        h('td', null, h('span', { class: `chip ${CHIPS[turn.state] ?? ''}`.trim() }, t(`work.state.${turn.state}`)),
          turn.hasDraft && h('span', { class: 'small muted block' }, t('work.ended.draft'))),
        h('td', { 'data-label': t('work.ended.reason') }, turn.reason || t('common.none')),
        h('td', { class: 'number' }, turn.state !== 'skipped' && h('a', { 'data-testid': 'resume',
          href: hrefTo(['projects', projectId, 'annotate'], { resume: turn.assignmentId }),
          'aria-label': t('work.ended.resumeOf', { time: dateTime(turn.endedAt) }) }, t('work.ended.resume')))))))));
}
