/** Switches the disagreement heatmap on and off and fetches what it needs. */
import { getJSON } from '../../api/client.js';
import { heatmapAddress } from '../../api/images.js';
import { createHeatOverlay } from './heat-overlay.js';

/** The heatmap is transparent where people agree, so it goes on whole. */
const FIRST_OPACITY = 1;

/** @param {{projectId: string, review: any, onChange: (on: boolean) => void}} options */
export function heatSwitch({ projectId, review, onChange }) {
  const version = review.consensus?.computedAt ?? '';
  /** @type {{cell: number, columns: number, rows: number} | null} */
  let grid = null;
  let on = false;
  let layer = 'total';
  const overlay = createHeatOverlay({ image: review, grid: () => grid });
  overlay.setOpacity(FIRST_OPACITY);

  /** @param {boolean} next */
  function set(next) {
    on = next;
    overlay.setVisible(on);
    onChange(on);
    if (!on) return;
    const base = heatmapAddress(projectId, review.id, layer);
    overlay.show(version ? `${base}&v=${encodeURIComponent(version)}` : base);
    if (!grid) {
      getJSON(`/api/v1/projects/${projectId}/images/${review.id}/heatmap.json`).then((body) => {
        grid = { cell: body.cell, columns: body.columns, rows: body.rows };
        overlay.setVisible(on);
      }, () => { /* The picture alone still covers the image. */ });
    }
  }

  return {
    overlay, set, toggle: () => set(!on),
    /** @param {string} next */
    setLayer(next) { layer = next; set(true); },
  };
}
