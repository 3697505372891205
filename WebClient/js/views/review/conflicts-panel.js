/** Where the people differ, said plainly. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';

/**
 * @param {object} options
 * @param {any[]} options.conflicts
 * @param {(objectId: string) => string} options.nameOf
 * @param {(conflict: any) => void} options.onChoose
 * @param {string} options.settle where they are decided
 */
export function conflictsPanel({ conflicts, nameOf, onChoose, settle }) {
  return h('section', { class: 'review-section', 'aria-labelledby': 'conflicts-title' },
    h('h2', { id: 'conflicts-title' }, t('review.conflicts', { count: conflicts.length })),
    conflicts.length === 0 ? h('p', { class: 'muted small' }, t('review.noConflicts'))
      : [h('ul', { class: 'conflict-list' }, conflicts.map((conflict) => h('li', null,
        h('button', { type: 'button', class: 'conflict', 'data-testid': 'conflict-row', dataset: { kind: conflict.kind },
          on: { click: () => onChoose(conflict) } },
        h('span', { class: 'chip warn' }, t(`review.conflict.${conflict.kind}`)),
        h('span', null, h('strong', null, nameOf(conflict.objectId)), ' ', conflict.detail))))),
      h('a', { class: 'button small', href: settle, 'data-testid': 'settle-conflicts' }, t('review.settle'))]);
}
