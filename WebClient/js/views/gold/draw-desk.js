/**
 * Drawing a known answer: the sheet of the adjudicator's desk over the image, with all its objects on it.
 *
 * @typedef {{annotation: any, clause?: string | null}} Part
 */
import { ApiError } from '../../api/client.js';
import { creating } from '../../core/change.js';
import { NO_FLAGS } from '../../core/document.js';
import { screenToImage } from '../../core/viewport.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { confirmDialog } from '../../ui/dialog.js';
import { fill, h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { createInspector } from '../annotate/inspector.js';
import { openDeskHelp } from '../conflict/desk-help.js';
import { draftCommand } from '../conflict/desk-keys.js';
import { draftBar } from '../conflict/draft-bar.js';
import { runDraftCommand } from '../conflict/draft-commands.js';
import { createDraft } from '../conflict/draft.js';
import { boundsOf } from '../review/shape-path.js';
import { createShapesOverlay } from '../review/shapes-overlay.js';
import { createViewer } from '../review/viewer.js';
import { objectRows } from './object-rows.js';

const THEIRS = '#b91c1c';
/** A box that is put into the middle takes so much of what is in sight. */
const PART = 0.25;

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {{id: string, width: number, height: number}} options.image
 * @param {string} options.title
 * @param {any} options.crumbs
 * @param {Part[]} options.parts what is there
 * @param {any[]} options.theirs what a person drew, to compare with and to take over
 * @param {string[]} options.clauses headings of the guidelines
 * @param {any} options.above above the tools
 * @param {any} options.below beside the button that keeps
 * @param {(parts: Part[]) => Promise<void>} options.save
 * @param {() => void} options.leave
 */
export function createDrawDesk({ project, image, title, crumbs, parts, theirs, clauses, above, below, save, leave }) {
  const labels = new Map(project.labels.map((label) => [label.id, label]));
  const labelOf = (/** @type {string} */ id) => labels.get(id) ?? { name: t('review.unknownLabel'), color: '#888888' };
  const clauseOf = new Map(parts.map(({ annotation, clause }) => [annotation.id, clause ?? '']));
  let busy = false;
  const shapes = createShapesOverlay();
  const draft = createDraft({ image, labels: /** @type {any} */ (project.labels), minimumSidePixels: project.minimumSidePixels, viewer: () => viewer, say: tell,
    onChange: () => refresh(), onTouch: focusDesk });
  const viewer = createViewer({ image, base: `/iiif/3/${image.id}`, label: t('gold.draw.picture'), overlays: [shapes, draft] });
  shapes.draw(theirs.map((one, index) => ({ key: one.id, objectId: one.id, shape: one.shape, color: THEIRS, dash: '6 4', kind: 'annotator', tag: String(index + 1), order: index })));
  const bar = draftBar({ draft: () => draft, keep, leave: goBack, hint: t('gold.draw.hint'), keepText: t('gold.draw.save'), mayBeEmpty: true });
  const failure = h('p', { class: 'form-error', role: 'alert' });
  const rows = objectRows({ labelOf, clauses, clauseOf, choose });
  draft.open(parts.map(({ annotation }) => ({ ...annotation, flags: { ...NO_FLAGS, ...annotation.flags } })), null);
  const sheet = /** @type {import('../annotate/workspace.js').Workspace} */ (draft.workspace);
  const inspector = createInspector(sheet, { leave: focusDesk, accept() {}, refuse() {} });
  const node = h('section', { class: 'desk gold-draw', tabindex: '-1', 'aria-label': title, 'data-testid': 'draw-desk', on: { keydown, keyup: () => draft.settle() } },
    h('div', { class: 'desk-head' }, h('div', { class: 'desk-title' }, h('p', { class: 'crumbs' }, crumbs), h('h1', null, title))),
    h('div', { class: 'desk-picture' }, viewer.node),
    h('div', { class: 'desk-panel' }, failure, above, bar.node,
      h('div', null, h('button', { type: 'button', class: 'button small', 'data-testid': 'draw-box', on: { click: putBox } }, t('gold.draw.putBox'))),
      inspector.node, rows.node, theirs.length > 0 && taking(), below));
  refresh();
  const before = JSON.stringify(collected());

  function refresh() {
    // The first time, the parts around the sheet are not there yet.
    if (!draft.workspace) return;
    bar.refresh();
    rows.show(draft.annotations, draft.workspace.selection);
    queueMicrotask(() => inspector.update());
  }

  function focusDesk() {
    node.focus({ preventScroll: true });
  }

  /** @returns {Part[]} */
  function collected() {
    return draft.annotations.map((annotation) => ({ annotation, clause: clauseOf.get(annotation.id) || null }));
  }

  /** @param {string} id */
  function choose(id) {
    const annotation = sheet.document.byId.get(id);
    if (!annotation) return;
    sheet.setTool('select');
    sheet.select([id]);
    viewer.zoomTo(boundsOf(annotation.shape));
  }

  /** A box without a pointer: into the middle of what is in sight, to be moved by keys or numbers. */
  function putBox() {
    const { view, screen } = viewer;
    const middle = screenToImage(view, { x: screen.width / 2, y: screen.height / 2 });
    const size = (/** @type {number} */ whole, /** @type {number} */ seen) => Math.max(project.minimumSidePixels, 1, Math.min(whole, Math.round((seen / view.scale) * PART)));
    const [width, height] = [size(image.width, screen.width), size(image.height, screen.height)];
    const at = (/** @type {number} */ centre, /** @type {number} */ side, /** @type {number} */ whole) => Math.max(0, Math.min(whole - side, Math.round(centre - side / 2)));
    add({ shape: { box: [at(middle.x, width, image.width), at(middle.y, height, image.height), width, height] }, labelId: draft.labelId ?? sheet.labels[0]?.id });
    focusDesk();
  }

  /** @param {any} one */
  function add(one) {
    if (!one.labelId) return tell('noLabel');
    const id = newId();
    sheet.setTool('select');
    sheet.perform(creating(sheet.document, [{ id, labelId: one.labelId, shape: one.shape, flags: { ...NO_FLAGS, ...one.flags }, ...(one.attributes ? { attributes: one.attributes } : {}) }]), { select: [id] });
  }

  /** What the person drew, to be taken over one by one. */
  function taking() {
    return h('section', { class: 'stack-tight', 'aria-labelledby': 'draw-theirs' }, h('h2', { id: 'draw-theirs' }, t('gold.draw.theirs')),
      h('ul', { class: 'gold-turns' }, theirs.map((one, index) => h('li', null, `${index + 1}. ${labelOf(one.labelId).name} `,
        h('button', { type: 'button', class: 'button small', 'data-testid': 'draw-take', 'aria-label': t('gold.draw.takeOf', { number: index + 1 }), on: { click: () => add(one) } }, t('gold.draw.take'))))));
  }

  async function keep() {
    if (busy || draft.finish()) return;
    draft.settle();
    fill(failure);
    busy = true;
    node.setAttribute('aria-busy', 'true');
    try {
      await signedIn(() => save(collected()));
    } catch (error) {
      if (!(error instanceof ApiError)) console.error(error);
      fill(failure, messageFor(error));
      failure.scrollIntoView({ block: 'nearest' });
      const wrong = error instanceof ApiError ? /\[(\d+)\](?:\.[A-Za-z.]+)?$/.exec(error.field ?? '') : null;
      const annotation = wrong && draft.annotations[Number(wrong[1])];
      if (annotation) choose(annotation.id);
    } finally {
      busy = false;
      node.setAttribute('aria-busy', 'false');
    }
  }

  async function goBack() {
    const isSame = JSON.stringify(collected()) === before;
    if (isSame || await confirmDialog({ title: t('gold.draw.leave'), text: t('gold.draw.leaveText'), confirm: t('gold.draw.leaveYes'), danger: true })) leave();
  }

  /** What the drawing tools say. @param {string} key @param {Record<string, any>} [params] */
  function tell(key, params = {}) {
    const text = t(`annotate.say.${key}`, { name: t('annotate.say.one'), place: '', ...params });
    fill(failure, ['tooSmall', 'crossing', 'outside', 'tooFew', 'noLabel'].includes(key) && text);
    announce(text);
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches('input, select, textarea') || event.defaultPrevented) return;
    if (target.matches('button, a') && !viewer.node.contains(target) && ['Enter', ' '].includes(event.key)) return;
    const command = draftCommand(event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    runDraftCommand(command, { draft, keep, leave: goBack, help: openDeskHelp, look: (name) => (name === 'place' ? viewer.fit() : viewer[name]()) });
  }

  return {
    node,
    dispose() {
      draft.dispose();
      viewer.dispose();
    },
  };
}
