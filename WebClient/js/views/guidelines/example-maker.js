/**
 * Cuts an example from an image of the project: a shape that is there already, or a box that is drawn or typed in.
 *
 * @typedef {{id: string, imageId: string, labelId: string, shape: any, verdict: 'good' | 'bad', reason: string}} ExampleWish
 */
import { getImageReview, listImages, thumbnail } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { fill, h, svg } from '../../ui/dom.js';
import { formError, selectField, showError, textField } from '../../ui/form.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { pathOf } from '../review/shape-path.js';

/** The longer side of the picture to choose from, pixels. */
const SIDE = 720;

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {{id: string, name: string, color: string, retired: boolean}[]} parts.labels
 * @param {(wish: ExampleWish, preview: any) => void} parts.onAdd
 */
export function exampleMaker({ projectId, labels, onAdd }) {
  /** @type {any} */
  let image = null;
  /** @type {any} */
  let shape = null;
  const picture = h('div', { class: 'maker-picture' });
  const choices = h('div', { class: 'maker-shapes' });
  const search = textField({ label: t('guidelines.image'), help: t('guidelines.imageHelp'), name: 'imageId', list: 'maker-images',
    on: { change: choose } });
  const known = h('datalist', { id: 'maker-images' });
  const numbers = ['x', 'y', 'width', 'height'].map((name) => textField({ label: t(`guidelines.box.${name}`), name: `box-${name}`, type: 'number', step: 'any', min: 0,
    on: { input: typed } }));
  const form = h('form', { class: 'stack card', novalidate: true, 'data-testid': 'example-maker', on: { submit: add } },
    h('h3', null, t('guidelines.addExample')), formError(), h('div', { class: 'maker-columns' }, h('div', { class: 'stack' }, search, known, picture),
      h('div', { class: 'stack' }, choices, h('div', { class: 'maker-box', role: 'group', 'aria-label': t('guidelines.box') }, numbers),
        selectField({ label: t('guidelines.label'), name: 'labelId', value: labels[0]?.id, options: labels.filter(({ retired }) => !retired).map(({ id, name }) => [id, name]) }),
        selectField({ label: t('guidelines.verdict'), name: 'verdict', value: 'good', options: [['good', t('guidelines.verdict.good')], ['bad', t('guidelines.verdict.bad')]] }),
        textField({ label: t('guidelines.reason'), help: t('guidelines.reasonHelp'), name: 'reason', maxlength: 500 }),
        h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'example-add' }, t('guidelines.addToDraft'))))));
  const rows = new Map();

  listImages(projectId, { sort: 'name', status: 'all', limit: 500 }).then(({ items }) => {
    for (const row of items) rows.set(row.name, row);
    fill(known, items.map(({ name }) => h('option', { value: name })));
  }).catch(() => {});

  /** @param {string} name */
  const control = (name) => form.elements.namedItem(name);

  async function choose() {
    image = rows.get(control('imageId').value.trim()) ?? null;
    shape = null;
    if (!image) return fill(picture) && fill(choices);
    try {
      const review = await signedIn(() => getImageReview(projectId, image.id));
      drawPicture();
      const objects = [...(review.consensus?.objects ?? []).filter((/** @type {any} */ one) => one.accepted)
        .map((/** @type {any} */ one) => ({ shape: one.shape, labelId: one.labelId, from: t('guidelines.fromConsensus') })),
      ...review.layers.flatMap((/** @type {any} */ layer) => layer.annotations.map((/** @type {any} */ one) => (
        { shape: one.shape, labelId: one.labelId, from: layer.annotator.name })))];
      fill(choices, objects.length > 0 && h('label', { class: 'field' }, h('span', { class: 'field-label' }, t('guidelines.takeShape')), h('select', { 'data-testid': 'example-shape',
        on: { change: (/** @type {any} */ event) => take(objects[Number(event.currentTarget.value)]) } },
      h('option', { value: '' }, t('guidelines.noShape')),
      objects.map((one, index) => h('option', { value: String(index) }, `${nameOf(one.labelId)} · ${one.from} · ${index + 1}`)))));
    } catch (error) {
      showError(form, 'imageId', messageFor(error));
    }
  }

  /** @param {string} id */
  const nameOf = (id) => labels.find((label) => label.id === id)?.name ?? '';

  /** @param {{shape: any, labelId: string} | undefined} one */
  function take(one) {
    if (!one) return;
    control('labelId').value = one.labelId;
    setShape(one.shape);
    if (one.shape.box) showNumbers(one.shape.box);
    else for (const name of ['x', 'y', 'width', 'height']) control(`box-${name}`).value = '';
  }

  /** @param {number[]} box */
  function showNumbers(box) {
    ['x', 'y', 'width', 'height'].forEach((name, index) => { control(`box-${name}`).value = String(Math.round(box[index] * 10) / 10); });
  }

  function typed() {
    const box = ['x', 'y', 'width', 'height'].map((name) => Number(control(`box-${name}`).value));
    if (box[2] > 0 && box[3] > 0) setShape({ box });
  }

  /** @param {any} next */
  function setShape(next) {
    shape = next;
    const d = pathOf(next);
    for (const path of picture.querySelectorAll('path')) path.setAttribute('d', d);
  }

  function drawPicture() {
    const { src } = thumbnail(image, SIDE);
    const overlay = svg('svg', { viewBox: `0 0 ${image.width} ${image.height}`, 'aria-hidden': 'true' },
      svg('path', { class: 'example-halo' }), svg('path', { class: 'example-line' }));
    const node = h('div', { class: 'example-frame maker-frame', 'data-testid': 'maker-frame', style: { '--aspect': image.width / image.height } },
      h('img', { src, alt: t('guidelines.imageAlt', { name: image.name }), draggable: 'false' }), overlay);
    let from = /** @type {number[] | null} */ (null);
    const at = (/** @type {PointerEvent} */ event) => {
      const place = node.getBoundingClientRect();
      return [Math.max(0, Math.min(1, (event.clientX - place.left) / place.width)) * image.width,
        Math.max(0, Math.min(1, (event.clientY - place.top) / place.height)) * image.height];
    };
    node.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      node.setPointerCapture(event.pointerId);
      from = at(event);
    });
    node.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
      if (!from) return;
      const to = at(event);
      const box = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])].map((value) => Math.round(value * 10) / 10);
      if (box[2] < 1 || box[3] < 1) return;
      showNumbers(box);
      setShape({ box });
    });
    node.addEventListener('pointerup', () => { from = null; });
    fill(picture, h('p', { class: 'field-help' }, t('guidelines.drawHelp')), node);
  }

  /** @param {Event} event */
  function add(event) {
    event.preventDefault();
    event.stopPropagation();
    form.querySelectorAll('[data-error], [data-form-error]').forEach((/** @type {Element} */ node) => { node.textContent = ''; });
    const reason = control('reason').value.trim();
    if (!image) return showError(form, 'imageId', t('guidelines.needImage'));
    if (!shape) return showError(form, null, t('guidelines.needShape'));
    if (!reason) return showError(form, 'reason', t('guidelines.needReason'));
    onAdd({ id: newId(), imageId: image.id, labelId: control('labelId').value, shape, verdict: control('verdict').value, reason }, image);
    control('reason').value = '';
    shape = null;
    for (const name of ['x', 'y', 'width', 'height']) control(`box-${name}`).value = '';
    for (const path of picture.querySelectorAll('path')) path.setAttribute('d', '');
  }

  return form;
}
