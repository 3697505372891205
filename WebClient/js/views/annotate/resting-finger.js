/**
 * A finger that rests on a shape opens what can be done with it. Where something is drawn, a finger rests to aim.
 *
 * @param {object} options
 * @param {ReturnType<typeof import('./workspace.js').createWorkspace>} options.workspace
 * @param {ReturnType<typeof import('./camera.js').createCamera>} options.camera
 * @param {HTMLElement} options.stage
 * @param {HTMLElement} options.panel it holds the actions
 * @param {HTMLElement} options.actions their place in the panel
 * @returns {(at: {x: number, y: number}) => boolean} takes CSS pixels of the stage; whether there was a shape
 */
export function createRestingFinger({ workspace, camera, stage, panel, actions }) {
  /** Moves the picture so that the panel of a narrow screen leaves a place free. @param {{x: number, y: number}} at CSS pixels of the stage */
  function keepAbovePanel(at) {
    const stagePlace = stage.getBoundingClientRect(), panelPlace = panel.getBoundingClientRect();
    const free = panelPlace.top - stagePlace.top;
    if (panelPlace.left < stagePlace.right && panelPlace.right > stagePlace.left && at.y > free * 0.75) camera.pan(0, free / 2 - at.y);
  }

  return (at) => {
    const id = workspace.pressed;
    if (id === null) return false;
    workspace.handle({ type: 'interrupt', at: camera.toImage(at), screen: at }, true);
    workspace.select([id]);
    panel.classList.add('is-open');
    panel.scrollTop = actions.offsetTop;
    keepAbovePanel(at);
    return true;
  };
}
