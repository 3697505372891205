/**
 * Two lines through the pointer, across the whole stage. They are moved, never painted again: a pointer move costs nothing
 * else.
 *
 * @param {HTMLElement} stage
 */
export function createCrosshair(stage) {
  const [across, down] = ['across', 'down'].map((way) => {
    const line = document.createElement('div');
    line.className = `crosshair ${way}`;
    line.hidden = true;
    line.setAttribute('aria-hidden', 'true');
    return line;
  });
  stage.append(across, down);

  /** @param {{x: number, y: number} | null} at CSS pixels of the stage */
  return (at) => {
    across.hidden = down.hidden = at === null;
    if (!at) return;
    across.style.transform = `translateY(${Math.round(at.y)}px)`;
    down.style.transform = `translateX(${Math.round(at.x)}px)`;
  };
}
