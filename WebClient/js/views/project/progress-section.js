/** How far the project is. */
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { bar, estimateBar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { count, interval, percent } from '../../ui/format.js';
import { savedAnswers } from './saved-answers.js';

/** @param {import('../../api/projects.js').Project} project */
export function progressSection(project) {
  const progress = project.progress;
  if (!progress) return null;
  const share = (/** @type {number} */ n) => (progress.slots > 0 ? n / progress.slots : 0);
  const label = t('projects.submitted', { count: progress.slots, submitted: progress.submitted });
  const filtered = (/** @type {string} */ status) => hrefTo(['projects', project.id], { status });
  return h('section', { class: 'card stack progress-section', 'aria-label': t('project.progress') },
    h('div', { class: 'stack-tight' },
      bar([{ share: share(progress.submitted), kind: 'done' }, { share: share(progress.leased), kind: 'open' }], label),
      h('p', { class: 'number small' }, label, progress.leased > 0 && [' · ', t('project.leased', { count: progress.leased })])),
    h('dl', { class: 'stats' },
      stat(t('project.images'), count(progress.images), t('project.imagesNote', { count: project.replication }), filtered('all')),
      stat(t('project.complete'), count(progress.complete), t('project.ofImages', { count: progress.images }), filtered('complete')),
      stat(t('project.empty'), count(progress.empty), t('project.emptyNote'), filtered('empty')),
      stat(t('project.conflicts'), count(progress.conflicts), t('project.conflictsNote'), filtered('conflicts')),
      stat(t('project.skipped'), count(progress.skipped), t('project.skippedNote'), filtered('skipped')),
      agreementStat(progress.meanAgreement)), savedAnswers(project.id));
}

/** @param {string} name @param {string} value @param {string} note @param {string} href */
function stat(name, value, note, href) {
  return h('div', { class: 'stat' }, h('dt', null, h('a', { href }, name)), h('dd', { class: 'number' }, value),
    h('dd', { class: 'small muted' }, note));
}

/** @param {import('../../ui/format.js').Estimate} estimate */
function agreementStat(estimate) {
  return h('div', { class: 'stat stat-wide' }, h('dt', null, t('project.agreement')),
    h('dd', { class: 'number' }, percent(estimate?.value)),
    h('dd', { class: 'small muted number' }, estimateBar(estimate), interval(estimate)));
}
