/** Other settings to try on the whole project. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { formError } from '../../ui/form.js';
import { consensusFields } from '../form/consensus-fields.js';

/**
 * @param {import('../../api/projects.js').Project} project
 * @param {(settings: import('../../api/consensus-runs.js').Settings) => void} onPreview
 */
export function previewForm(project, onPreview) {
  const fields = consensusFields(/** @type {any} */ (project), { fixedReplication: true });
  return h('form', { class: 'card stack', 'aria-labelledby': 'preview-title', novalidate: true, on: { submit(/** @type {Event} */ event) {
    event.preventDefault();
    const { consensusMethod, iouThreshold, quorum, placeWeights } = fields.read();
    onPreview({ method: consensusMethod, iouThreshold, quorum, placeWeights });
  } } }, h('h2', { id: 'preview-title' }, t('runs.preview')), h('p', { class: 'small muted' }, t('runs.previewText')), formError(), fields.node,
  h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'preview' }, t('runs.previewButton'))));
}
