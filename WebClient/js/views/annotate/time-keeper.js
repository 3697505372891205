/** How long a while is, milliseconds. */
const WHILE = 1000;

/**
 * Keeps the time worked: at once with the first gesture, and then at most once in a while.
 *
 * @param {() => void} keep
 */
export function createTimeKeeper(keep) {
  let began = false;
  /** @type {any} */
  let timer = null;

  function now() {
    clearTimeout(timer);
    timer = null;
    began = true;
    keep();
  }

  return {
    now,
    /** A gesture was made. */
    soon() {
      if (!began) now();
      else timer ??= setTimeout(now, WHILE);
    },
    stop: () => clearTimeout(timer),
  };
}
