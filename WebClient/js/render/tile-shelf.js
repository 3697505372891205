/**
 * Decoded tiles of the image that comes next, by address. Who opens that image takes them, and has the picture at once.
 */
export function createTileShelf() {
  /** @type {Map<string, ImageBitmap>} */
  const tiles = new Map();

  return {
    get isEmpty() { return tiles.size === 0; },
    /** @param {string} url @param {ImageBitmap} bitmap */
    put: (url, bitmap) => { tiles.set(url, bitmap); },
    /** @param {string} url @returns {ImageBitmap | undefined} the caller's from now on */
    take(url) {
      const bitmap = tiles.get(url);
      tiles.delete(url);
      return bitmap;
    },
    clear() {
      for (const bitmap of tiles.values()) bitmap.close();
      tiles.clear();
    },
  };
}

/** @typedef {ReturnType<typeof createTileShelf>} TileShelf */
