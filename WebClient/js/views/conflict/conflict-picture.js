/** The place in question in its image: what people drew and what was merged, and a sheet to draw on. */
import { t } from '../../i18n/index.js';
import { CONSENSUS, REJECTED } from '../review/layer-state.js';
import { boundsOf } from '../review/shape-path.js';
import { createShapesOverlay } from '../review/shapes-overlay.js';
import { createViewer } from '../review/viewer.js';
import { drawnOf, placeOf } from './answer-marks.js';
import { createDraft } from './draft.js';

/**
 * @param {object} options
 * @param {import('../../api/conflicts.js').ConflictDetail} options.conflict
 * @param {import('../../api/projects.js').Project} options.project
 * @param {(labelId: string) => {name: string, color: string}} options.labelOf
 * @param {(key: string, params?: Record<string, any>) => void} options.say
 * @param {() => void} options.onDraft the sheet has changed
 * @param {() => void} options.onTouch somebody draws
 */
export function conflictPicture({ conflict, project, labelOf, say, onDraft, onTouch }) {
  const image = { width: conflict.imageWidth, height: conflict.imageHeight };
  const place = placeOf(conflict, boundsOf);
  const shapes = createShapesOverlay();
  const draft = createDraft({ image, labels: /** @type {any} */ (project.labels), minimumSidePixels: project.minimumSidePixels, viewer: () => viewer, say,
    onChange: onDraft, onTouch });
  const viewer = createViewer({ image, base: `/iiif/3/${conflict.image}`, label: t('conflict.picture', { name: conflict.imageName }), first: place,
    overlays: [shapes, draft] });
  const letters = conflict.answers.map(({ letter }) => letter);
  let hidden = false;
  /** @type {string | null} */
  let alone = null;
  shapes.draw(drawnOf(conflict, labelOf));

  function filter() {
    shapes.filter(new Set(hidden ? [] : alone ? [alone] : [...letters, CONSENSUS, REJECTED]));
  }

  return {
    node: viewer.node, viewer, draft,
    toPlace: () => viewer.zoomTo(place),
    /** Shows one answer alone; null: all. @param {string | null} letter */
    look(letter) { alone = letter; filter(); },
    /** @param {string} letter */
    solo(letter) { alone = alone === letter ? null : letter; filter(); },
    toggle() { hidden = !hidden; filter(); return hidden; },
    /** @param {boolean} on whether shapes stand back behind what is drawn */
    stepBack: shapes.stepBack,
    dispose() {
      draft.dispose();
      viewer.dispose();
    },
  };
}
