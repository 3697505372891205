/**
 * How this person likes to see images, kept in this browser under their account.
 *
 * @typedef {import('../../core/view-settings.js').ViewSettings} ViewSettings
 */
import { viewSettingsFrom, withoutAdjustment } from '../../core/view-settings.js';

/** @param {string} accountId */
export function createViewStore(accountId) {
  const key = `boxwood-view-${accountId}`;
  let settings = viewSettingsFrom(read(key));
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {ViewSettings} next */
  function keep(next) {
    settings = viewSettingsFrom(next);
    try {
      localStorage.setItem(key, JSON.stringify(settings));
    } catch {
      // Where nothing may be kept, the settings last as long as the page.
    }
    for (const listener of listeners) listener();
  }

  return {
    get settings() { return settings; },
    /** @param {Partial<ViewSettings>} part */
    set: (part) => keep({ ...settings, ...part }),
    /** The picture as it is again. */
    resetAdjustment: () => keep(withoutAdjustment(settings)),
    /** @param {() => void} listener @returns {() => void} */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {string} key @returns {unknown} */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** @typedef {ReturnType<typeof createViewStore>} ViewStore */
