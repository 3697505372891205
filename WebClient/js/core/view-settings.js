/**
 * How a person likes to see images and the workspace. Never part of an answer.
 *
 * @typedef {object} ViewSettings
 * @property {number} brightness 0.2…3, 1 as it is
 * @property {number} contrast 0.2…3, 1 as it is
 * @property {number} gamma 0.3…3, 1 as it is, above it dark parts are lighter
 * @property {boolean} equalise every brightness is spread over the whole range
 * @property {boolean} invert
 * @property {'smooth' | 'pixels'} zoom `smooth` shows pixels as they are only above four times
 * @property {boolean} crosshair
 * @property {'all' | 'few' | 'none'} tags names beside shapes
 * @property {'roomy' | 'compact'} density of the panels
 * @property {boolean} overview a small map of the image
 * @property {boolean} coverage the map is dark where nobody looked yet
 * @property {boolean} strip images handed in, below
 * @property {number} panelWidth CSS pixels
 */

/** @type {Readonly<ViewSettings>} */
export const DEFAULT_VIEW = Object.freeze({
  brightness: 1, contrast: 1, gamma: 1, equalise: false, invert: false, zoom: 'smooth', crosshair: true, tags: 'all', density: 'roomy',
  overview: true, coverage: true, strip: false, panelWidth: 292,
});

/** What each number may be. @type {Readonly<Record<string, readonly [number, number]>>} */
export const VIEW_RANGES = Object.freeze({
  brightness: [0.2, 3], contrast: [0.2, 3], gamma: [0.3, 3], panelWidth: [220, 560],
});

/** What each choice may be. @type {Readonly<Record<string, readonly string[]>>} */
export const VIEW_CHOICES = Object.freeze({
  zoom: ['smooth', 'pixels'], tags: ['all', 'few', 'none'], density: ['roomy', 'compact'],
});

/**
 * Settings from what was kept, whatever that is; what makes no sense is as by default.
 * @param {any} kept
 * @returns {ViewSettings}
 */
export function viewSettingsFrom(kept) {
  const settings = /** @type {any} */ ({ ...DEFAULT_VIEW });
  for (const [name, usual] of Object.entries(DEFAULT_VIEW)) {
    const value = kept?.[name];
    if (typeof value !== typeof usual) continue;
    if (typeof value === 'number') {
      const [low, high] = VIEW_RANGES[name];
      if (Number.isFinite(value)) settings[name] = Math.min(Math.max(value, low), high);
    } else if (typeof value === 'boolean' || VIEW_CHOICES[name].includes(value)) settings[name] = value;
  }
  return settings;
}

/** The settings with the picture as it is. @param {ViewSettings} settings @returns {ViewSettings} */
export function withoutAdjustment(settings) {
  const { brightness, contrast, gamma, equalise, invert } = DEFAULT_VIEW;
  return { ...settings, brightness, contrast, gamma, equalise, invert };
}

/** Whether the picture is shown otherwise than it is. @param {ViewSettings} settings */
export function isAdjusted({ brightness, contrast, gamma, equalise, invert }) {
  return brightness !== 1 || contrast !== 1 || gamma !== 1 || equalise || invert;
}

/**
 * The CSS filter for the picture.
 * @param {ViewSettings} settings
 * @param {string} curves id of an SVG filter that equalises and applies the gamma
 */
export function filterOf({ brightness, contrast, gamma, equalise, invert }, curves) {
  const steps = [
    gamma === 1 && !equalise ? '' : `url(#${curves})`,
    brightness === 1 ? '' : `brightness(${brightness})`,
    contrast === 1 ? '' : `contrast(${contrast})`,
    invert ? 'invert(1)' : '',
  ];
  return steps.filter(Boolean).join(' ') || 'none';
}
