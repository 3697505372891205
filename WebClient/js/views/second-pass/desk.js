/**
 * The desk of a second group: one shape at a time with what is around it, a key each. What was said goes out while the next
 * shape is looked at.
 */
import { nextToJudge, sendVerdict } from '../../api/second-pass.js';
import { cropPicture, cropRegion } from '../../core/crop.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { fill, h, svg } from '../../ui/dom.js';
import { decimal } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { emptyState, errorState, loadingState, signedIn } from '../../ui/states.js';
import { boundsOf, pathOf } from '../review/shape-path.js';

/** What is around the shape, as a part of its longer side; and the picture's longer side, pixels. */
const AROUND = 0.7;
const SIDE = 720;
const REASONS = /** @type {const} */ (['spurious', 'duplicate', 'loose', 'misclassified']);

/** @param {{projectId: string, onDone: () => void}} parts `onDone`: nothing is left */
export function secondPassDesk({ projectId, onDone }) {
  const node = h('section', { class: 'second-desk card stack', tabindex: '0', 'aria-label': t('second.desk'), 'data-testid': 'second-desk', on: { keydown: pressed } });
  /** @type {import('../../api/second-pass.js').Work | null} */
  let work = null;
  let index = 0;
  let mode = /** @type {'look' | 'reason' | 'correct'} */ ('look');
  let shownAt = 0;
  let said = 0;
  /** Verdicts go out one after the other. @type {Promise<void>} */
  let sending = Promise.resolve();

  async function load() {
    // A key that comes before the next image says nothing of the last.
    work = null;
    fill(node, loadingState());
    try {
      await sending;
      work = await signedIn(() => nextToJudge(projectId));
    } catch (error) {
      fill(node, errorState({ text: messageFor(error), retry: load }));
      return;
    }
    index = 0;
    if (work) show();
    else {
      fill(node, emptyState({ title: t('second.nothing'), text: t('second.nothingText') }));
      onDone();
    }
  }

  const item = () => /** @type {import('../../api/second-pass.js').Work} */ (work).items[index];
  /** @param {string} id */
  const labelOf = (id) => work?.labels.find((label) => label.id === id) ?? { name: '', color: '#999999' };

  function show() {
    if (!work) return;
    mode = 'look';
    const { image, items } = work;
    const region = cropRegion(boundsOf(item().shape), image, AROUND);
    const { src } = cropPicture(image.id, region, SIDE);
    const label = labelOf(item().labelId);
    const [x, y, width, height] = region;
    const d = pathOf(item().shape);
    fill(node,
      h('p', { class: 'second-head', 'data-testid': 'second-item' }, h('span', { class: 'label-color', 'aria-hidden': 'true', style: { background: label.color } }),
        h('strong', null, label.name), h('span', { class: 'muted' }, ` · ${t('second.place', { number: index + 1, total: items.length })}`)),
      h('div', { class: 'second-columns' }, h('div', { class: 'example-frame second-picture', style: { '--aspect': width / height } }, h('img', { src, alt: t('second.picture', { label: label.name }) }),
        svg('svg', { viewBox: `${x} ${y} ${width} ${height}`, 'aria-hidden': 'true' }, svg('path', { d, class: 'example-halo' }), svg('path', { d, class: 'example-line' }))),
        h('div', null, h('div', { class: 'second-actions' }, button('good', '1', () => say({ verdict: 'good' })), button('bad', '2', askReason), button('correct', '3', askCorrection),
          button('unsure', '4', () => say({ verdict: 'unsure' }))), h('div', { class: 'second-more' }))), h('p', { class: 'small muted' }, said > 0 && t('second.said', { count: said })));
    ahead();
    shownAt = performance.now();
    node.focus({ preventScroll: true });
  }

  /** The picture of the next shape comes while this one is looked at. */
  function ahead() {
    const next = work?.items[index + 1];
    if (work && next) new Image().src = cropPicture(work.image.id, cropRegion(boundsOf(next.shape), work.image, AROUND), SIDE).src;
  }

  /** @param {string} name @param {string} key @param {() => void} run */
  function button(name, key, run) {
    return h('button', { type: 'button', class: ['button', name === 'good' && 'primary'], 'aria-keyshortcuts': key, 'data-testid': `second-${name}`, on: { click: run } },
      t(`second.${name}`), ' ', h('kbd', null, key));
  }

  /** In place of the verdicts, whose keys mean something else meanwhile. @param {...any} children */
  function ask(...children) {
    const actions = /** @type {HTMLElement} */ (node.querySelector('.second-actions'));
    actions.hidden = true;
    fill(node.querySelector('.second-more'), children);
  }

  const back = () => h('button', { type: 'button', class: 'button quiet', on: { click: show } }, t('common.cancel'), ' ', h('kbd', null, t('second.escape')));

  function askReason() {
    mode = 'reason';
    ask(h('p', null, t('second.why')), REASONS.map((reason, at) => h('button', { type: 'button', class: 'button', 'aria-keyshortcuts': String(at + 1),
      'data-testid': `second-reason-${reason}`, on: { click: () => say({ verdict: 'bad', reason }) } }, t(`second.reason.${reason}`), ' ', h('kbd', null, String(at + 1)))), back());
    announce(t('second.why'));
  }

  function askCorrection() {
    mode = 'correct';
    const now = item();
    const box = now.shape.box ?? null;
    const label = h('select', null, work?.labels.filter((one) => !one.retired)
      .map((one) => h('option', { value: one.id, selected: one.id === now.labelId }, one.name)));
    const numbers = box && ['x', 'y', 'width', 'height'].map((name, at) => h('label', { class: 'field' }, h('span', { class: 'field-label' }, t(`guidelines.box.${name}`)),
      h('input', { type: 'number', step: 1, value: String(Math.round(box[at] * 10) / 10), 'data-testid': `second-box-${name}`, on: { input: redraw } })));
    const form = h('form', { class: 'stack-tight', 'data-testid': 'second-correction', on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      say({ verdict: 'corrected', ...changes() });
    } } }, h('label', { class: 'field' }, h('span', { class: 'field-label' }, t('guidelines.label')), label), numbers && h('div', { class: 'maker-box' }, numbers),
    h('div', { class: 'second-more' }, h('button', { type: 'submit', class: 'button primary' }, t('second.take')),
      h('button', { type: 'button', class: 'button', 'data-testid': 'second-perhaps', on: { click: () => say({ verdict: 'unsure', ...changes() }) } }, t('second.perhaps')),
      back()));
    ask(form);
    label.focus();

    function typed() {
      return [...form.querySelectorAll('input[type="number"]')].map((input) => Number(/** @type {HTMLInputElement} */ (input).value));
    }

    function redraw() {
      const [, , w, tall] = typed();
      if (w > 0 && tall > 0) for (const path of node.querySelectorAll('.second-picture path')) path.setAttribute('d', pathOf({ box: typed() }));
    }

    function changes() {
      const shape = box && typed().some((value, at) => Math.abs(value - box[at]) >= 0.1) ? { box: typed() } : undefined;
      return { labelId: label.value === now.labelId ? undefined : label.value, shape };
    }
  }

  /** @param {{verdict: string, reason?: string, labelId?: string, shape?: any}} verdict */
  function say(verdict) {
    if (!work) return;
    if (verdict.verdict === 'corrected' && !verdict.labelId && !verdict.shape) return announce(t('second.asItWas'));
    const image = work.image.id;
    const body = { id: newId(), item: item().id, milliseconds: Math.round(performance.now() - shownAt), ...verdict };
    said += 1;
    sending = sending.then(() => signedIn(() => sendVerdict(projectId, image, body))).then(() => {}, (error) => {
      said -= 1;
      announce(messageFor(error));
      fill(node, errorState({ text: messageFor(error), retry: load }));
      work = null;
    });
    announce(t('second.heard', { verdict: t(`second.${verdict.verdict === 'corrected' ? 'correct' : verdict.verdict}`), seconds: decimal(body.milliseconds / 1000, 1) }));
    index += 1;
    if (index < work.items.length) show();
    else load();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !work) return;
    if (event.key === 'Escape' && mode !== 'look') {
      event.preventDefault();
      show();
      return;
    }
    if (mode === 'correct') return;
    const at = Number(event.key) - 1;
    if (mode === 'reason') {
      if (at >= 0 && at < REASONS.length) say({ verdict: 'bad', reason: REASONS[at] });
      else return;
    } else if (at === 0) say({ verdict: 'good' });
    else if (at === 1) askReason();
    else if (at === 2) askCorrection();
    else if (at === 3) say({ verdict: 'unsure' });
    else return;
    event.preventDefault();
  }

  load();
  return { node };
}
