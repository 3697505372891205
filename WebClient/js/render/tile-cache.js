/**
 * Decoded tiles, the longest unused thrown out when they take too much memory.
 *
 * @param {number} budgetBytes
 */
export function createTileCache(budgetBytes) {
  /** @type {Map<string, ImageBitmap>} in order of last use */
  const tiles = new Map();
  let bytes = 0;
  const sizeOf = (/** @type {ImageBitmap} */ bitmap) => bitmap.width * bitmap.height * 4;

  /** @param {string} key */
  function drop(key) {
    const bitmap = tiles.get(key);
    if (!bitmap) return;
    tiles.delete(key);
    bytes -= sizeOf(bitmap);
    bitmap.close();
  }

  return {
    /** @param {string} key */
    has: (key) => tiles.has(key),
    /** @param {string} key */
    get(key) {
      const bitmap = tiles.get(key);
      if (bitmap) {
        tiles.delete(key);
        tiles.set(key, bitmap);
      }
      return bitmap;
    },
    /**
     * @param {string} key
     * @param {ImageBitmap} bitmap
     * @param {ReadonlySet<string>} needed never thrown out for this one
     */
    put(key, bitmap, needed) {
      drop(key);
      tiles.set(key, bitmap);
      bytes += sizeOf(bitmap);
      for (const old of tiles.keys()) {
        if (bytes <= budgetBytes) break;
        if (old !== key && !needed.has(old)) drop(old);
      }
    },
    clear() {
      for (const key of [...tiles.keys()]) drop(key);
    },
  };
}

/** @returns {number} bytes for decoded tiles on this machine */
export function tileBudget() {
  const gigabytes = /** @type {any} */ (navigator).deviceMemory ?? 8;
  return (gigabytes <= 4 ? 96 : 256) * 1024 * 1024;
}
