"""What the client benchmark runs inside the page, and the page that draws the same shapes in SVG alone."""

import json

PROBES = """
globalThis.probe = {
  /** Intervals between animation frames, in milliseconds, while `step` runs in each. */
  frames(count, step) {
    return new Promise((resolve) => {
      const intervals = [];
      let last = 0, n = 0;
      requestAnimationFrame(function frame(now) {
        if (last) intervals.push(now - last);
        last = now;
        if (n === count) return resolve(intervals);
        step(n++);
        requestAnimationFrame(frame);
      });
    });
  },
  stage: () => document.querySelector('[data-testid=stage]'),
  shapes: () => document.querySelectorAll('.stage-canvas')[1],
  wheel(deltaY, x = 0.5, y = 0.5) {
    const place = probe.stage().getBoundingClientRect();
    probe.stage().dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true,
      clientX: place.x + place.width * x, clientY: place.y + place.height * y }));
  },
  /** Zooms in and out again about a place that wanders, so that both zoom and pan change. */
  swing: (n) => probe.wheel(n % 40 < 20 ? -30 : 30, 0.3 + 0.4 * Math.abs(Math.sin(n / 9)), 0.5),
  idle: () => probe.frames(120, () => {}),
  moving: (count) => probe.frames(count, probe.swing),
  /** Milliseconds from the last change of the view until the shapes were painted for it. */
  async refreshed() {
    await new Promise((done) => setTimeout(done, 500));
    probe.wheel(-60);
    const begin = performance.now();
    do await new Promise(requestAnimationFrame); while (probe.shapes().style.transform !== 'none');
    return performance.now() - begin;
  },
  watch() {
    probe.seen = { event: [], longtask: [], loaf: [] };
    const observe = (type, keep, options) => new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) keep(entry);
    }).observe({ type, ...options });
    observe('event', (entry) => probe.seen.event.push([entry.name, entry.duration]), { durationThreshold: 16 });
    observe('longtask', (entry) => probe.seen.longtask.push(entry.duration));
    observe('long-animation-frame', (entry) => probe.seen.loaf.push(entry.duration));
  },
  /** Milliseconds of one search for what lies under a point, among boxes. */
  async hitTest(count) {
    const [{ createSpatialIndex }, { shapesAt }, { documentOf }] = await Promise.all(
      ['spatial-index', 'hittest', 'document'].map((name) => import(`/js/core/${name}.js`)));
    const image = { width: 20000, height: 12500 }, annotations = [];
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let i = 0; i < count; i++) {
      annotations.push({ id: String(i), shape: { box: [random() * 19700, random() * 12200, 40 + random() * 200, 40 + random() * 200] } });
    }
    const begin = performance.now();
    const index = createSpatialIndex(image);
    for (const { id, shape } of annotations) index.insert(id, shape.box);
    const built = performance.now() - begin;
    const drawing = documentOf(annotations), none = new Set();
    const start = performance.now();
    for (let i = 0; i < 2000; i++) shapesAt({ x: random() * 20000, y: random() * 12500 }, drawing, index, 4, none);
    return { built, search: (performance.now() - start) / 2000 };
  },
  /** When the button is released next, in milliseconds that other pages count, too. */
  released: () => new Promise((done) => addEventListener('pointerup',
    () => done(performance.timeOrigin + performance.now()), { once: true, capture: true })),
  /** When another gesture is in IndexedDB, in the same milliseconds; asked in a page where nobody works. */
  async durable() {
    const [{ name }] = (await indexedDB.databases()).filter((one) => one.name.startsWith('boxwood-work-'));
    const database = await new Promise((done, fail) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    const count = () => new Promise((done) => {
      const asked = database.transaction('journal').objectStore('journal').count();
      asked.onsuccess = () => done(asked.result);
    });
    const before = await count();
    while (await count() === before);
    database.close();
    return performance.timeOrigin + performance.now();
  },
};
"""

SVG_PAGE = """<!doctype html><meta charset="utf-8"><style>html, body { margin: 0; background: #808080; }</style>
<svg id="stage" width="%(width)d" height="%(height)d"><g id="view" fill="none" stroke="#d55e00" stroke-width="2"></g>
<rect id="draft" fill="none" stroke="#fff" stroke-width="2"></rect></svg>"""

SVG_SCRIPT = """
(shapes) => {
  const stage = document.getElementById('stage'), group = document.getElementById('view');
  const scale = Math.min(stage.clientWidth / 6000, stage.clientHeight / 4000);
  const make = (name, attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.setAttribute('vector-effect', 'non-scaling-stroke');
    return node;
  };
  for (const { box, polygon } of shapes) {
    group.append(box ? make('rect', { x: box[0], y: box[1], width: box[2], height: box[3] })
      : make('path', { d: `M${polygon[0].map((point) => point.join()).join('L')}z` }));
  }
  const view = { scale, x: 0, y: 0 };
  const show = () => group.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.scale})`);
  show();
  probe.swing = (n) => {
    const factor = Math.exp((n % 40 < 20 ? 30 : -30) * 0.0015);
    const x = stage.clientWidth * (0.3 + 0.4 * Math.abs(Math.sin(n / 9))), y = stage.clientHeight / 2;
    view.x = x - (x - view.x) * factor;
    view.y = y - (y - view.y) * factor;
    view.scale *= factor;
    show();
  };
  probe.zoom = (factor) => {
    view.x = stage.clientWidth / 2 * (1 - factor);
    view.y = stage.clientHeight / 2 * (1 - factor);
    view.scale = scale * factor;
    show();
  };
  const draft = document.getElementById('draft');
  let from = null;
  stage.onpointerdown = (event) => { from = event; };
  stage.onpointerup = () => { from = null; };
  stage.onpointermove = (event) => {
    if (!from) return;
    draft.setAttribute('x', Math.min(from.clientX, event.clientX));
    draft.setAttribute('y', Math.min(from.clientY, event.clientY));
    draft.setAttribute('width', Math.abs(event.clientX - from.clientX));
    draft.setAttribute('height', Math.abs(event.clientY - from.clientY));
  };
}
"""


def latencies(trace, kind):
    """Milliseconds from input to the screen, and the script's share of each frame, from a Chromium trace (bytes)."""
    events = json.loads(trace)["traceEvents"]
    begun, found, script = {}, [], []
    for event in events:
        if event["name"] == "EventLatency":
            key = event.get("id2", {}).get("local") or event.get("id")
            if event["ph"] == "b":
                begun[key] = (event["ts"], event.get("args", {}).get("event_latency", {}).get("event_type"))
            elif event["ph"] == "e" and begun.get(key, (0, ""))[1] == kind:
                found.append((event["ts"] - begun[key][0]) / 1000)
        elif event.get("ph") == "X" and event["name"] in ("FireAnimationFrame", "EventDispatch"):
            script.append(event.get("dur", 0) / 1000)
    return found, script
