/** Annotations and tool contexts for tests. */
import { documentOf, NO_FLAGS } from '../../WebClient/js/core/document.js';
import { boundsOf } from '../../WebClient/js/core/shape.js';
import { createSpatialIndex } from '../../WebClient/js/core/spatial-index.js';

export const IMAGE = { width: 1000, height: 800 };

export const boxed = (id, box, labelId = 'car') => ({ id, labelId, shape: { box }, flags: { ...NO_FLAGS } });
export const outlined = (id, rings, labelId = 'car') => ({ id, labelId, shape: { polygon: rings }, flags: { ...NO_FLAGS } });

/** A tool context over some annotations; ids of new shapes are new-1, new-2… */
export function contextOf(annotations = [], changes = {}) {
  const document = documentOf(annotations);
  const index = createSpatialIndex(IMAGE);
  for (const annotation of annotations) index.insert(annotation.id, boundsOf(annotation.shape));
  let made = 0;
  return {
    document, index, hidden: new Set(), locked: new Set(), magnet: false, selection: new Set(), image: IMAGE, scale: 1, labelId: 'car', minimumSidePixels: 3,
    coarse: false, newId: () => `new-${++made}`, ...changes,
  };
}

/** Feeds events such as ['down', 10, 20] to a tool and gathers its actions. */
export function play(tool, events, context, state = tool.idle()) {
  const actions = [];
  for (const [type, x = 0, y = 0, keys = {}] of events) {
    const step = tool.handle(state, { type, at: { x, y }, screen: { x, y }, ...keys }, context);
    state = step.state;
    actions.push(...step.actions);
  }
  return { state, actions, changes: actions.filter((a) => a.type === 'change').map((a) => a.change) };
}
