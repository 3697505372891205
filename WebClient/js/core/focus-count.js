/** Counts how often somebody turns to something else: leaving the page once is one change, whatever tells of it. Pure. */

/** @param {number} [count] before a reload */
export function focusCount(count = 0) {
  let away = false;
  return {
    get count() { return count; },
    left() {
      if (!away) count += 1;
      away = true;
    },
    back() { away = false; },
  };
}
