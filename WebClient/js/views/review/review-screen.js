/** The review screen put together: viewer, layers, tables, keys. */
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { conflictsPanel } from './conflicts-panel.js';
import { drawnItems, objectAt } from './drawn-items.js';
import { heatSwitch } from './heat-switch.js';
import { keysHelp } from './keys-help.js';
import { allToggled, commandFor, CONSENSUS, initially, REJECTED, soloed, toggled } from './layer-state.js';
import { layersPanel } from './layers-panel.js';
import { objectsPanel } from './objects-panel.js';
import { outlinesControl } from './outlines-control.js';
import { createOutlinesOverlay } from './outlines-overlay.js';
import { pairsPanel, peoplePanel } from './pairs-panel.js';
import { reviewHead } from './review-head.js';
import { questionsPanel } from './questions-panel.js';
import { riskPanel } from './risk-panel.js';
import { createScreenedOverlay } from './screened-overlay.js';
import { boundsOf } from './shape-path.js';
import { createShapesOverlay } from './shapes-overlay.js';
import { createViewer } from './viewer.js';
import { whyPanel } from './why-panel.js';

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {any} options.review
 * @param {{value: number, color: string}[]} options.stops
 * @param {import('../../api/images.js').ImageOrder} options.order
 * @param {string | null} options.comment the question to show first
 * @param {Record<string, string>} options.query of the address
 * @param {(query: Record<string, any>) => void} options.setQuery
 * @param {(hash: string) => void} options.navigate
 */
export function reviewScreen({ project, review, stops, order, comment, query, setQuery, navigate }) {
  const labels = new Map(project.labels.map((label) => [label.id, label]));
  const labelOf = (/** @type {string} */ id) => labels.get(id) ?? { name: t('review.unknownLabel'), color: '#888888' };
  const letters = review.layers.map((/** @type {any} */ layer) => layer.annotator.letter);
  const objects = review.consensus?.objects ?? [];
  /** @type {string | null} */
  let chosen = null;
  /** @type {ReadonlySet<string>} */
  let visible = initially(letters);

  const shapes = createShapesOverlay();
  const contours = createOutlinesOverlay();
  const screened = createScreenedOverlay(review);
  const heat = heatSwitch({ projectId: project.id, review, stops, labelOf, query, onChange: (on) => { layers.showHeat(on); shapes.dim(on); },
    onQuery: (heated) => setQuery({ ...query, ...heated }), onPlace: (box) => viewer.zoomTo(box) });
  const outlines = outlinesControl({ projectId: project.id, imageId: review.id, overlay: contours, onChange: shapes.stepBack });
  const questions = questionsPanel({ projectId: project.id, imageId: review.id, chosen: comment, onShow: (box) => viewer.zoomTo(box) });
  const viewer = createViewer({ image: review, base: review.tiles, label: t('review.stage', { name: review.name }),
    overlays: [screened, heat.overlay, shapes, contours, questions.overlay], onTap: (point) => choose(objectAt(shown(), point, boundsOf), { zoom: false }) });
  const layers = layersPanel({
    layers: review.layers, stops,
    objects: review.consensus && { accepted: objects.filter((/** @type {any} */ one) => one.accepted).length,
      rejected: objects.filter((/** @type {any} */ one) => !one.accepted).length },
    onToggle: (layer) => setVisible(toggled(visible, layer)), onHeat: heat.set, heat: heat.controls,
  });
  const table = objectsPanel({ objects, layers: review.layers, labelOf, onChoose: (object) => choose(object, { zoom: true }),
    onWhy: () => why.toggleFocus() });
  const why = whyPanel({ consensus: review.consensus ?? {}, layers: review.layers, labelOf, outlines: outlines.controlFor,
    onLeave: () => viewer.stage.focus() });
  const conflicts = conflictsPanel({ conflicts: review.consensus?.conflicts ?? [], nameOf: table.nameOf, onChoose: chooseConflict,
    settle: hrefTo(['projects', project.id, 'conflicts'], { image: review.id }) });
  const head = reviewHead({ project, review, order, navigate });
  const node = h('div', { class: 'review', tabindex: '-1', on: { keydown } }, head.node, viewer.node,
    h('div', { class: 'review-panel', tabindex: '-1' }, questions.node, layers.node,
      review.consensus
        ? [riskPanel(review.consensus), conflicts, table.node, why.node, pairsPanel({ pairs: review.consensus.pairs, layers: review.layers })]
        : h('section', { class: 'review-section' }, h('p', { class: 'notice' }, t('review.noConsensus'))),
      peoplePanel({ layers: review.layers }), keysHelp(), head.remove));

  shapes.draw(drawnItems(review, labelOf));
  setVisible(visible);
  heat.start();

  /** @param {ReadonlySet<string>} next */
  function setVisible(next) {
    visible = next;
    shapes.filter(visible);
    const people = review.layers.filter((/** @type {any} */ layer) => visible.has(layer.annotator.letter));
    // Of a single answer only once the consensus is out of sight, so that such images don't begin dark.
    const alone = people.length === 1 && (letters.length > 1 || !visible.has(CONSENSUS));
    screened.show(alone && people[0].screened?.share < 1 ? people[0].screened : null);
    layers.show(visible);
  }

  /** Objects one can see now. */
  function shown() {
    return objects.filter((/** @type {any} */ object) => visible.has(object.accepted ? CONSENSUS : REJECTED));
  }

  /** @param {any} object @param {{zoom: boolean}} how */
  function choose(object, { zoom }) {
    table.select(object?.id ?? null, !zoom);
    shapes.highlight(object?.id ?? null);
    if (object?.id !== chosen) {
      chosen = object?.id ?? null;
      outlines.clear();
      why.show(object, object ? table.nameOf(object.id) : '');
    }
    if (!object) return;
    if (!object.accepted && !visible.has(REJECTED)) setVisible(toggled(visible, REJECTED));
    if (zoom) viewer.zoomTo(boundsOf(object.shape));
    announce(t('review.chosen', { name: table.nameOf(object.id) }));
  }

  /** @param {any} conflict */
  function chooseConflict(conflict) {
    const object = objects.find((/** @type {any} */ one) => one.id === conflict.objectId);
    if (object) choose(object, { zoom: false });
    viewer.zoomTo(conflict.box ?? boundsOf(object.shape));
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches('input:not([type="checkbox"]), select, textarea')) return;
    const command = commandFor(event);
    if (!command || !run(command)) return;
    event.preventDefault();
  }

  /** @param {{name: string, index?: number}} command @returns {boolean} whether it meant something here */
  function run({ name, index = 0 }) {
    switch (name) {
      case 'all': setVisible(allToggled(visible, letters)); return true;
      case 'annotator': if (!letters[index]) return false; setVisible(toggled(visible, letters[index])); return true;
      case 'solo': if (!letters[index]) return false; setVisible(soloed(visible, letters, letters[index])); return true;
      case 'consensus': setVisible(toggled(visible, CONSENSUS)); return true;
      case 'rejected': setVisible(toggled(visible, REJECTED)); return true;
      case 'heatmap': if (!review.consensus) return false; heat.toggle(); return true;
      case 'why': return why.toggleFocus();
      case 'fit': viewer.fit(); return true;
      case 'zoomIn': viewer.zoomIn(); return true;
      case 'zoomOut': viewer.zoomOut(); return true;
      case 'previous': return head.goPrevious();
      case 'next': return head.goNext();
      default: return false;
    }
  }

  return { node, dispose: viewer.dispose };
}
