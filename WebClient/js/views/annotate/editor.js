/**
 * The editor of one image: workspace, stage and panels wired together. What happens to the work is its owner's business.
 *
 * @typedef {object} EditorParts
 * @property {HTMLElement} root
 * @property {import('../../api/assignments.js').Assignment} assignment
 * @property {import('../../core/document.js').Annotation[]} annotations
 * @property {(document: import('../../core/document.js').AnnotationDocument) => import('../../core/history.js').History} historyOf
 * @property {string} backTo
 * @property {(entry: import('../../core/history.js').JournalEntry) => void} onGesture
 * @property {() => void} onInput the person did something
 * @property {import('./view-store.js').ViewStore} view how this person likes to see images
 * @property {string | null} opening a shape to begin at
 * @property {import('../../render/tile-shelf.js').TileShelf} shelf tiles of this image, then of the next one
 * @property {() => number} activeMilliseconds time worked on this image so far
 * @property {{before: import('../../core/coverage.js').ScreenedArea | null, onMore: () => void}} seen what of the image in an earlier sitting; more now
 * @property {Record<'submit' | 'giveBack' | 'skip' | 'flush' | 'chip', () => void> & {ask: (place: {x: number, y: number}) => void}} on
 *   ask: about a place, image pixels
 */
import { firstOpenQuestion } from '../../core/attributes.js';
import { documentOf } from '../../core/document.js';
import { relabelling } from '../../core/edits.js';
import { createEffort } from '../../core/effort.js';
import { boundsOf } from '../../core/shape.js';
import { currentKeymap, onKeysChanged } from '../../input/keys.js';
import { listenToKeys } from '../../input/listen-keyboard.js';
import { listenToPointers } from '../../input/pointer.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { prefetchTiles } from '../../render/prefetch.js';
import { createStage } from '../../render/stage.js';
import { UNKNOWN_COLOR } from '../../render/style.js';
import { clear, h } from '../../ui/dom.js';
import { createAnnouncer } from './announcer.js';
import { createCamera } from './camera.js';
import { createCommands } from './commands.js';
import { createAddressBar } from './deep-link.js';
import { fetchHelp, fetchLater, fetchPalette } from './fetched-later.js';
import { createFilmStrip } from './film-strip.js';
import { createInspector } from './inspector.js';
import { createInstructions } from './instructions.js';
import { renameKeyCaps } from './key-text.js';
import { createKeyboardCursor } from './keyboard-cursor.js';
import { createLabelsPanel } from './labels-panel.js';
import { placeText } from './object-text.js';
import { createObjectsPanel } from './objects-panel.js';
import { createOverlay } from './overlay.js';
import { createPlacePicker } from './place-picker.js';
import { earlierAnswers, previousAnswer } from './previous-image.js';
import { createRestingFinger } from './resting-finger.js';
import { createStatusChip } from './status-chip.js';
import { createSuggestionBar } from './suggestion-bar.js';
import { createSuggestions } from './suggestions.js';
import { createToolRail } from './tool-rail.js';
import { createTopbar } from './topbar.js';
import { createViewControls } from './view-controls.js';
import { createWorkspace } from './workspace.js';

/** Messages everybody sees; the others are for screen readers. */
const NOTICES = new Set(['tooSmall', 'crossing', 'outside', 'holeOutside', 'tooFew', 'noLabel', 'holeNeedsPolygon',
  'holeStarted', 'copied', 'locked', 'magnetOn', 'magnetOff', 'nothingToRepeat', 'cannotRepeat', 'repeated',
  'noSuggestions', 'openQuestion']);

/** The next image is fetched so long after this one was opened, milliseconds. */
const PREFETCH_AFTER = 1500;

/** @param {EditorParts} parts */
export function createEditor({ root, assignment, annotations, historyOf, backTo, onGesture, onInput, activeMilliseconds, seen, on, view, opening, shelf }) {
  const { project, image } = assignment;
  const labelsById = new Map([...project.labels, ...project.retiredLabels ?? []].map((label) => [label.id, label]));
  const announcer = createAnnouncer();
  /** @type {{x: number, y: number} | null} */
  let pointer = null;
  /** Where a finger works the tool. @type {{x: number, y: number} | null} */
  let finger = null;
  let panHeld = false;
  let peek = false;
  let engaged = false;
  let editingKey = '';
  /** Shown once the size of the stage is known. @type {import('../../core/box.js').Box | null} */
  let lookFirst = null;
  /** The last state of saving that was spoken. */
  let lastState = 'saved';

  // The root outlives this image, so its listeners must not.
  const stop = new AbortController();
  const effort = createEffort(activeMilliseconds);
  const camera = createCamera(image, () => {
    stage.invalidate();
    topbar.showZoom(camera.view.scale);
  });
  const workspace = createWorkspace({
    image, labels: project.labels, retiredLabels: project.retiredLabels ?? [], annotations, onGesture, say,
    minimumSidePixels: project.minimumSidePixels,
    history: historyOf(documentOf(annotations)),
    scale: () => camera.view.scale,
    pan: camera.pan,
    newId, now: () => performance.now(), takeEffort: () => effort.take(),
  });
  const stageElement = h('div', {
    class: 'annotate-stage', role: 'application', tabindex: '0', 'aria-label': t('annotate.stage'),
      'aria-describedby': 'stage-help',
    'data-testid': 'stage', on: { blur: () => { engaged = false; } },
  });
  const focusStage = () => stageElement.focus({ preventScroll: true });
  const asking = createPlacePicker({ stage: stageElement, image, toImage: camera.toImage, ask: on.ask, notice: announcer.notice,
    signal: stop.signal, hasSelection: () => workspace.selection.size > 0,
    here: () => cursor.at ?? camera.toImage(pointer ?? { x: camera.screen.width / 2, y: camera.screen.height / 2 }) });

  const statusChip = createStatusChip(on.chip);
  const rail = createToolRail(workspace, () => panel.classList.toggle('is-open'));
  const labels = createLabelsPanel(workspace, { choose: chooseLabel, leave: focusStage });
  const objects = createObjectsPanel(workspace, { labels: labelsById, reveal, leave: focusStage, remove: () => { commands.delete(); } });
  const inspector = createInspector(workspace, {
    leave: focusStage, accept: () => { commands.accept(); }, refuse: () => { commands.delete(); },
  });
  const suggestionBar = createSuggestionBar(workspace, { accept: () => { commands.accept(); }, refuse: () => { commands.delete(); } });
  const suggestions = createSuggestions({ workspace, previous: () => previousAnswer(project.id), reveal, say });
  const instructions = createInstructions({ project,
    current: () => workspace.labelId, leave: focusStage });
  const panel = h('aside', { class: 'annotate-panel', 'aria-label': t('annotate.panel') }, labels.node,
    inspector.node, objects.node);
  const topbar = createTopbar({
    projectName: project.name, backTo, submitted: assignment.progress?.submitted ?? 0, statusChip: statusChip.node,
    on: {
      ...on, undo: () => workspace.undo(), redo: () => workspace.redo(), fit: () => camera.fitImage(),
      zoomIn: () => camera.zoomIn(), zoomOut: () => camera.zoomOut(), instructions: () => instructions.toggle(),
        help: openHelp, ask: asking.pick, view: () => controls.toggle(),
      objects: () => panel.classList.toggle('is-open'),
    },
  });
  const address = createAddressBar(project.id);
  const overlay = createOverlay(stageElement);
  const banner = h('div', { class: 'annotate-banner', role: 'status' });
  const notices = h('div', { class: 'annotate-notices' });
  const tileFailure = h('div', { class: 'annotate-tiles', hidden: true }, h('span', null, t('annotate.tiles.failed')),
    h('button', { type: 'button', class: 'button small', on: { click: () => stage.retryTiles() } },
      t('annotate.tiles.retry')));

  const strip = createFilmStrip({ projectId: project.id, image, next: assignment.next ?? null,
    earlier: (count) => earlierAnswers(project.id, count) });
  const body = h('div', { class: 'annotate-body' });
  const controls = createViewControls({ store: view, root, body, image, camera, stage: () => stage, strip: strip.node, seen, leave: focusStage });
  body.append(rail.node,
    h('div', { class: 'annotate-middle' }, stageElement, overlay.node, controls.over, suggestionBar.node, instructions.node, controls.drawer,
      tileFailure, notices, announcer.nodes, h('p', { class: 'visually-hidden', id: 'stage-help' }, t('annotate.stage.help'))),
    controls.resizer, panel, strip.node);
  clear(root).append(topbar.node, banner, body);

  const cursor = createKeyboardCursor(workspace, camera,
    { changed: () => stage.invalidate('editing'), speak: announcer.speak });
  const stage = createStage({
    element: stageElement, image, shelf, labels: labelsById,
    camera: () => ({ view: camera.view, screen: camera.screen }),
    shapes: () => ({ document: workspace.document, selection: workspace.selection, omitted: omitted(), blank: peek }),
    crosshair, finger: () => (finger && workspace.isAiming ? finger : null), settings: () => view.settings,
    editing: () => ({
      sketch: peek ? {} : workspace.sketch(), handled: handled(), keyboardCursor: cursor.at,
      labelId: workspace.labelId, colorOf: (id) => labelsById.get(id ?? '')?.color ?? UNKNOWN_COLOR,
    }),
    onResize(size) {
      camera.resize(size);
      if (lookFirst) camera.fitBox(lookFirst);
      lookFirst = null;
    },
    onTileFailure: (any) => { tileFailure.hidden = !any; },
    onPaint() {
      controls.painted();
      if (stage.overview()) fetchLater();
    },
  });

  /** @returns {ReadonlySet<string>} */
  function omitted() {
    const editing = workspace.sketch().editing ?? [];
    return editing.length ? new Set([...workspace.hidden, ...editing.map((a) => a.id)]) : workspace.hidden;
  }

  function handled() {
    if (peek || workspace.readOnly || workspace.tool.id !== 'select' || workspace.selection.size !== 1) return null;
    const [id] = workspace.selection;
    return workspace.hidden.has(id) || workspace.locked.has(id) ? null : workspace.document.byId.get(id) ?? null;
  }

  function crosshair() {
    if (!workspace.tool.draws || workspace.readOnly || panHeld || !view.settings.crosshair) return null;
    return cursor.at ? null : pointer;
  }

  /** @param {string} key @param {Record<string, any>} [params] */
  function say(key, params = {}) {
    const id = params.id ?? params.change?.[0]?.id;
    const annotation = workspace.document.byId.get(id);
    const many = params.change?.length > 1;
    const name = many ? t('annotate.say.many', { count: params.change.length }) : objects.nameOf(id)
      || t('annotate.say.one');
    const text = t(`annotate.say.${key}`, { ...params, name, place: annotation ? placeText(annotation) : '' });
    if (NOTICES.has(key)) announcer.notice(text);
    else announcer.speak(text);
  }

  /**
   * In a drawing tool a label is for the next shape; in the others also for what is selected.
   * @param {string} labelId
   */
  function chooseLabel(labelId) {
    workspace.setLabel(labelId);
    panel.classList.remove('is-open');
    const relabels = !workspace.tool.draws && workspace.selection.size > 0;
    if (!relabels || !workspace.perform(relabelling(workspace.document, workspace.selection, labelId),
      { say: 'relabelled' })) {
      announcer.speak(t('annotate.say.label', { name: labelsById.get(labelId)?.name ?? '' }));
    }
  }

  /** @param {string} id */
  function reveal(id) {
    const annotation = workspace.document.byId.get(id);
    if (!annotation) return;
    const [x, y, w, h] = boundsOf(annotation.shape);
    camera.reveal({ x: x + w / 2, y: y + h / 2 });
  }

  function updateCursor() {
    const name = panHeld ? 'grab' : pointer ? workspace.cursor(camera.toImage(pointer)) : 'default';
    if (stageElement.style.cursor !== name) stageElement.style.cursor = name;
  }

  const commands = createCommands({
    workspace, camera, cursor, say, chooseLabel, projectId: project.id,
    pointer: () => pointer ?? undefined,
    engaged: () => engaged && document.activeElement === stageElement,
    disengage() {
      engaged = false;
      announcer.speak(t('annotate.say.left'));
    },
    openLabels: () => {
      panel.classList.add('is-open');
      labels.openPalette();
    },
    toggleHidden: objects.toggleHidden,
    toggleLocked: objects.toggleLocked,
    answerQuestions: () => workspace.selection.size > 0 && answer(),
    suggestions,
    on: { submit: on.submit, flush: on.flush, instructions: () => instructions.toggle(), view: () => controls.toggle(), viewReset: controls.reset, help: openHelp, ask: asking.askHere,
      palette: openPalette },
  });

  /** Runs what is fetched only when it is first wanted. @template T @param {Promise<T>} fetched @param {(part: T) => void} run */
  function once(fetched, run) {
    fetched.then(run, () => announcer.notice(t('annotate.notFetched')));
  }
  function openHelp() { once(fetchHelp(), (part) => part.openHelp()); }
  function openPalette() { once(fetchPalette(), (part) => part.openPalette({ commands, labels: project.labels, chooseLabel })); }

  /** Begins at the shape that the address names. */
  function begin() {
    const annotation = opening === null ? undefined : workspace.document.byId.get(opening);
    if (annotation) {
      workspace.setTool('select');
      workspace.select([annotation.id]);
      lookFirst = boundsOf(annotation.shape);
    }
    showPlace();
  }

  function showPlace() {
    const [shape] = workspace.selection;
    address.show({ image: image.id, shape: workspace.selection.size === 1 ? shape : null });
  }

  /** To the questions about the selection. @param {string} [attributeId] */
  function answer(attributeId) {
    panel.classList.add('is-open');
    if (inspector.focusAttribute(attributeId)) return true;
    panel.classList.remove('is-open');
    return false;
  }

  /** Whether the answer may be handed in; else the person is shown what is left to do. */
  async function readyToSubmit() {
    if (!await suggestions.settle()) return false;
    const open = firstOpenQuestion(workspace.document, labelsById);
    if (open === null) return true;
    workspace.setTool('select');
    workspace.select([open.id]);
    reveal(open.id);
    answer(open.attribute.id);
    say('openQuestion', { id: open.id, attribute: open.attribute.name });
    return false;
  }

  const stopKeys = listenToKeys({
    scopes: () => [...(workspace.isDrawing ? ['drawing'] : []), ...(workspace.tool.id === 'extreme' ? ['extreme'] : [])],
    keymap: currentKeymap,
    run(command) {
      effort.key();
      if (!command.startsWith('arrow.')) workspace.settleNudge();
      if (document.activeElement === stageElement && command !== 'cancel') engaged = engaged
        || command === 'cursor.toggle' || command.startsWith('tool.');
      return commands[command]?.();
    },
    hold(command, down) {
      if (command === 'peek.hold') peek = down;
      else if (command === 'view.original') controls.showOriginal(down);
      else panHeld = down;
      updateCursor();
      stage.invalidate('shapes', 'editing', 'crosshair');
    },
    arrowsUp: () => workspace.settleNudge(),
    any: onInput,
  });

  const stopPointers = listenToPointers(stageElement, {
    tool(event, coarse) {
      if (event.type !== 'move') onInput();
      workspace.handle(event, coarse);
    },
    pan: camera.pan,
    panInto: camera.panInto,
    scrolls: () => workspace.tool.id !== 'pan' && !workspace.readOnly,
    zoom(factor, at) {
      onInput();
      camera.zoom(factor, at);
    },
    hover(at) {
      pointer = at;
      updateCursor();
      if (workspace.tool.draws) stage.invalidate('crosshair');
    },
    toImage: camera.toImage,
    panHeld: () => panHeld,
    finger(at) {
      finger = at;
      stage.invalidate('editing');
    },
    longPress: createRestingFinger({ workspace, camera, stage: stageElement, panel, actions: inspector.node }),
    engage() {
      engaged = true;
      panel.classList.remove('is-open');
      focusStage();
      onInput();
    },
  });

  const stopListening = workspace.subscribe((topics) => {
    if (topics.has('document') || topics.has('selection') || topics.has('hidden') || topics.has('locked')) {
      stage.invalidate('shapes', 'editing');
    }
    if (topics.has('draft') || topics.has('tool') || topics.has('label')) stage.invalidate('editing', 'crosshair');
    const key = (workspace.sketch().editing ?? []).map((a) => a.id).join();
    if (key !== editingKey) stage.invalidate('shapes');
    editingKey = key;
    if (topics.has('selection')) showPlace();
    if (topics.has('tool')) {
      rail.update();
      updateCursor();
      announcer.speak(t(`annotate.tool.${workspace.tool.id}`));
    }
    if (topics.has('label')) {
      instructions.update();
      labels.update();
    }
    if (topics.has('label') || topics.has('magnet')) rail.update();
    if (topics.has('document') || topics.has('selection') || topics.has('hidden') || topics.has('locked')
      || topics.has('readOnly')) {
      objects.update();
      inspector.update();
      suggestionBar.update();
      topbar.update(workspace);
    }
  });

  root.addEventListener('pointerdown', () => {
    effort.press();
    workspace.settleNudge();
  }, { capture: true, signal: stop.signal });
  const stopKeyNames = onKeysChanged(() => {
    rail.renameKeys();
    renameKeyCaps(root);
  });

  // A button pressed with the mouse does not keep the keyboard: Space must pan, not press it again.
  root.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button, [role="option"]');
    if (event.detail > 0 && button && !document.querySelector('dialog[open]') && !button.closest('.annotate-drawer')
      && instructions.node.hidden) focusStage();
  }, { signal: stop.signal });

  /** Once this image has had its time to come, the next one is fetched. */
  const ahead = setTimeout(() => {
    if (assignment.next) prefetchTiles(assignment.next, camera.screen, globalThis.devicePixelRatio || 1, stop.signal, shelf);
  }, PREFETCH_AFTER);
  controls.apply();
  topbar.update(workspace);
  focusStage();
  begin();
  stage.measure();
  const opened = setTimeout(() => announcer.speak(t('annotate.say.opened', { count: workspace.document.order.length })), 500);

  return {
    workspace, stage, announcer, overlay, readyToSubmit, screened: controls.screened,
    /** @param {string} id */
    nameOf: (id) => objects.nameOf(id) || t('annotate.say.one'),
    /** Selects a shape and brings it into sight. @param {string} id */
    reveal(id) {
      if (!workspace.document.byId.has(id)) return;
      workspace.select([id]);
      reveal(id);
    },
    /** A panel over the picture that waits for an answer. @param {HTMLElement} node */
    addNotice: (node) => notices.append(node),
    /** @param {import('../../outbox/outbox.js').OutboxStatus} status */
    showStatus(status) {
      statusChip.show(status);
      if (status.state === 'saving' || status.state === lastState) return;
      lastState = status.state;
      announcer.speak(statusChip.node.textContent ?? '');
    },
    /**
     * A line under the bar; nothing takes it away.
     * @param {string | null} text
     * @param {{text: string, run: () => void}} [action]
     */
    showBanner(text, action) {
      clear(banner).append(...[text ? h('span', null, text) : null,
        action && text ? h('button',
          { type: 'button', class: 'button small', 'data-testid': 'banner-action', on: { click: action.run } },
            action.text) : null]
        .filter((node) => node !== null));
    },
    focusStage,
    dispose() {
      clearTimeout(opened);
      clearTimeout(ahead);
      stop.abort();
      stopKeys();
      stopKeyNames();
      stopPointers();
      stopListening();
      announcer.stop();
      overlay.stop();
      address.stop();
      objects.stop();
      controls.stop();
      strip.stop();
      stage.stop();
    },
  };
}
