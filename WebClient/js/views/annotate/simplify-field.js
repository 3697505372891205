/** A polygon with fewer corners: a slider that shows what would be left, and a button that takes it. */
import { updating } from '../../core/change.js';
import { simplified } from '../../core/simplify.js';
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** Largest tolerance offered, image pixels, and its steps. */
const LARGEST = 5;
const STEP = 0.1;

/** @param {import('./workspace.js').Workspace} workspace */
export function createSimplifyField(workspace) {
  const result = h('output', { class: 'simplify-result number', for: 'simplify', 'data-testid': 'simplify-result' });
  const slider = h('input', {
    type: 'range', id: 'simplify', min: '0', max: String(LARGEST), step: String(STEP), value: '0', 'data-testid': 'simplify',
    on: { input: show },
  });
  const take = h('button', { type: 'button', class: 'button small', 'data-testid': 'simplify-take', on: { click: apply } },
    t('edit.simplify.take'));
  const node = h('div', { class: 'simplify-field' },
    h('label', { for: 'simplify' }, t('edit.simplify')), slider, h('div', { class: 'simplify-foot' }, result, take));
  /** @type {import('../../core/document.js').Annotation | null} */
  let annotation = null;

  const outcome = () => (annotation && 'polygon' in annotation.shape && Number(slider.value) > 0
    ? simplified(annotation.shape.polygon, Number(slider.value), workspace.image, workspace.minimumSidePixels) : null);

  function show() {
    const found = outcome();
    const fewer = found !== null && found.after < found.before;
    workspace.tryOut(annotation && fewer ? [{ ...annotation, shape: { polygon: found.polygon } }] : []);
    result.textContent = found ? t('edit.simplify.result',
      { before: found.before, after: found.after, iou: Math.floor(found.iou * 1000) / 1000 }) : '';
    slider.setAttribute('aria-valuetext', t('edit.simplify.tolerance', { pixels: Number(slider.value) }));
    take.disabled = !fewer || workspace.readOnly;
  }

  function apply() {
    const found = outcome();
    if (!annotation || !found) return;
    workspace.perform(updating(workspace.document, [{ ...annotation, shape: { polygon: found.polygon } }]), { say: 'simplified' });
  }

  return {
    node,
    /** @param {import('../../core/document.js').Annotation[]} selected */
    update(selected) {
      const [one] = selected;
      const wanted = selected.length === 1 && 'polygon' in one.shape && !workspace.locked.has(one.id) ? one : null;
      node.hidden = wanted === null;
      if (wanted === annotation) return;
      annotation = wanted;
      slider.value = '0';
      result.textContent = '';
      take.disabled = true;
    },
  };
}
