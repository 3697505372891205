/**
 * Does a piece of work once in the next frame, however often it is asked for.
 *
 * @param {() => void} work
 */
export function onceAFrame(work) {
  let frame = 0;

  return {
    ask() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        work();
      });
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
