/**
 * Does a piece of work once in the next frame, however often it is asked for.
 *
 * @param {() => void} work
 */
export function onceAFrame(work) {
  let frame = 0;

  function run() {
    cancelAnimationFrame(frame);
    frame = 0;
    work();
  }

  return {
    ask() { frame ||= requestAnimationFrame(run); },
    /** Does what was asked for at once. */
    now() { if (frame !== 0) run(); },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
