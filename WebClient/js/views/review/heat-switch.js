/** The disagreement heatmap of an image: switched on and off, filtered, with its legend and its table of hotspots. */
import { getHeatmap, heatmapAddress } from '../../api/disagreement.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { heatControls } from './heat-controls.js';
import { createHeatOverlay } from './heat-overlay.js';
import { heatFrom, heatQuery, heatRequest } from './heat-state.js';
import { hotspotTable } from './hotspot-table.js';

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {any} options.review
 * @param {import('../../api/disagreement.js').Stop[]} options.stops
 * @param {(label: string) => {name: string, color: string}} options.labelOf
 * @param {Record<string, string>} options.query of the address
 * @param {(on: boolean) => void} options.onChange
 * @param {(query: Record<string, string | number | null>) => void} options.onQuery what the address is to say
 * @param {(box: number[]) => void} options.onPlace a hotspot was chosen
 */
export function heatSwitch({ projectId, review, stops, labelOf, query, onChange, onQuery, onPlace }) {
  const version = review.consensus?.computedAt ?? '';
  let state = heatFrom(query);
  let turn = 0;
  const overlay = createHeatOverlay({ image: review });
  const table = hotspotTable({ labelOf, onPlace });
  const controls = heatControls({ review, stops, labelOf, state, onChange: (change) => set({ ...state, ...change }), below: table.node });

  /** @param {import('./heat-state.js').HeatState} next */
  function set(next) {
    const asked = JSON.stringify([state.on, heatRequest(state)]);
    state = next;
    onQuery(heatQuery(state));
    if (JSON.stringify([state.on, heatRequest(state)]) !== asked) show();
    else overlay.setOpacity(state.opacity);
  }

  function show() {
    overlay.setOpacity(state.opacity);
    overlay.setVisible(state.on);
    onChange(state.on);
    if (!state.on) return;
    const wish = heatRequest(state);
    overlay.show(heatmapAddress(projectId, review.id, 'png', wish, version));
    controls.show(state, { png: heatmapAddress(projectId, review.id, 'png', wish), json: heatmapAddress(projectId, review.id, 'json', wish) });
    const mine = ++turn;
    table.wait();
    signedIn(() => getHeatmap(projectId, review.id, wish)).then((heatmap) => { if (mine === turn) table.show(heatmap.hotspots); },
      (error) => { if (mine === turn) table.fail(messageFor(error)); });
  }

  return {
    overlay, controls: controls.node,
    /** Shows what the address asked for. */
    start() { if (state.on && review.consensus) show(); },
    /** @param {boolean} on */
    set(on) { set({ ...state, on }); },
    toggle() { set({ ...state, on: !state.on }); },
  };
}
