/** What the rules of replication have saved so far, for the page of a project. */
import { getStages } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { bar } from '../../ui/bar.js';
import { fill, h } from '../../ui/dom.js';
import { count } from '../../ui/format.js';

/** @param {string} projectId @returns {HTMLElement} empty while the project has no rules */
export function savedAnswers(projectId) {
  const node = h('div', { class: 'saved-answers' });
  getStages(projectId).then((stages) => {
    if (stages) fill(node, draw(projectId, stages));
  }).catch(() => {});
  return node;
}

/** @param {string} projectId @param {import('../../api/work.js').Stages} stages */
function draw(projectId, { finished, exhausted, open, saved, replication }) {
  const total = Math.max(1, finished.images + exhausted.images + open.images);
  const through = finished.images + exhausted.images;
  const text = saved >= 0
    ? t('work.saved.text', { count: saved, images: count(through), replication })
    : t('work.saved.more', { count: -saved, images: count(through), replication });
  return h('div', { class: 'stack-tight', 'data-testid': 'saved-answers' },
    h('p', null, h('strong', null, text)),
    bar([{ share: finished.images / total, kind: 'done' }, { share: exhausted.images / total, kind: 'bad' }],
      t('work.saved.bar', { finished: count(finished.images), exhausted: count(exhausted.images), open: count(open.images) })),
    h('p', { class: 'small muted' }, t('work.saved.bar', { finished: count(finished.images), exhausted: count(exhausted.images), open: count(open.images) }), ' ',
      exhausted.images > 0 && h('a', { href: `#/projects/${projectId}/work` }, t('work.saved.review'))));
}
