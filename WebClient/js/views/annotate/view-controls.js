/** Everything about how the picture is shown, put together for the editor: settings, filter, overview, panel's edge. */
import { h } from '../../ui/dom.js';
import { createOverview } from './overview.js';
import { createPanelResizer } from './panel-resizer.js';
import { createPictureFilter } from './picture-filter.js';
import { createViewPanel } from './view-panel.js';

/**
 * @param {object} parts
 * @param {import('./view-store.js').ViewStore} parts.store
 * @param {HTMLElement} parts.root of the workspace
 * @param {HTMLElement} parts.body what holds stage and panel
 * @param {import('../../core/box.js').ImageSize} parts.image
 * @param {import('./camera.js').Camera} parts.camera
 * @param {() => import('../../render/stage.js').Stage} parts.stage
 * @param {HTMLElement} parts.strip
 * @param {{before: import('../../core/coverage.js').ScreenedArea | null, onMore: () => void}} parts.seen what of the image in an earlier sitting; more now
 * @param {() => void} parts.leave back to the stage
 */
export function createViewControls({ store, root, body, image, camera, stage, strip, seen, leave }) {
  const panel = createViewPanel(store, leave);
  const filter = createPictureFilter();
  const overview = createOverview(image, camera, () => stage().overview(), seen);
  const resizer = createPanelResizer(body, store);
  let original = false;
  let css = 'none';

  function apply() {
    css = original ? 'none' : filter.apply(store.settings, stage().overview());
    stage().setFilter(css);
    root.dataset.density = store.settings.density;
    strip.hidden = !store.settings.strip;
    stage().invalidate();
  }

  const forget = store.subscribe(apply);
  return {
    /** What lies over the stage. */
    over: h('div', { class: 'annotate-view' }, overview.node, filter.node),
    /** What was seen in full size so far. */
    screened: overview.screened,
    drawer: panel.node,
    resizer: resizer.node,
    toggle: panel.toggle,
    reset: store.resetAdjustment,
    apply,
    /** The picture as it is, while a key is held. @param {boolean} held */
    showOriginal(held) {
      original = held;
      apply();
    },
    /** A frame was painted. */
    painted() {
      if (filter.waits(store.settings) && stage().overview()) apply();
      overview.update(store.settings, css);
    },
    stop() {
      forget();
      panel.stop();
      overview.stop();
      resizer.stop();
    },
  };
}
