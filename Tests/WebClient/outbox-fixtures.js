/** An outbox between a store, a clock turned by hand, and a server that knows operations by their ids. */
import { createOutbox } from '../../WebClient/js/outbox/outbox.js';
import { formAfter, shapeOf } from '../../WebClient/js/outbox/operations.js';
import { memoryStore } from '../../WebClient/js/outbox/store.js';
import { boxed } from './annotation-fixtures.js';

/** A clock that is turned by hand. */
export function handClock() {
  let now = 0;
  let serial = 0;
  const timers = new Map();
  const settle = async () => { for (let i = 0; i < 120; i++) await null; };
  return {
    now: () => now,
    set(run, milliseconds) {
      timers.set(++serial, { at: now + milliseconds, run });
      return serial;
    },
    clear: (timer) => timers.delete(timer),
    async turn(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
        await settle();
      }
      now = until;
    },
    settle,
  };
}

/** A server as far as drafts go, which fails as told: `plan` holds what the next calls meet. */
export function fakeServer() {
  const shapes = new Map();
  const heads = new Map();
  const seen = new Set();
  const server = {
    calls: 0, sizes: [], plan: [], refuses: () => null, seen, shapes, heads,
    take(operations) {
      const previousRevision = seen.size;
      const acknowledged = [];
      const rejected = [];
      const bases = new Map();
      for (const operation of operations) {
        const shape = shapeOf(operation);
        const refusal = server.refuses(operation);
        let base = operation.base;
        while (base && bases.has(base)) base = bases.get(base);
        if (refusal) {
          bases.set(operation.id, operation.base);
          rejected.push({ id: operation.id, ...refusal });
        } else if (seen.has(operation.id)) {
          acknowledged.push(operation.id);
        } else if ((heads.get(shape) ?? null) !== base) {
          bases.set(operation.id, operation.base);
          rejected.push({ id: operation.id, code: 'stale',
            present: { revision: heads.get(shape) ?? null, annotation: shapes.get(shape) ?? null } });
        } else {
          acknowledged.push(operation.id);
          seen.add(operation.id);
          heads.set(shape, operation.id);
          const form = formAfter(operation);
          if (form) shapes.set(shape, form);
          else shapes.delete(shape);
        }
      }
      return { previousRevision, revision: seen.size, acknowledged, rejected };
    },
    async send(operations) {
      server.calls++;
      server.sizes.push(operations.length);
      const failure = server.plan.shift();
      if (failure === 'answerLost') {
        server.take(operations);
        throw { status: 0, code: 'offline' };
      }
      if (failure) throw failure;
      return server.take(operations);
    },
    draft: () => ({ revision: seen.size, annotations: [...shapes.values()], shapeRevisions: Object.fromEntries(heads) }),
  };
  return server;
}

export const OFFLINE = { status: 0, code: 'offline' };
let made = 0;
export const newId = () => `op-${++made}`;

/** The gesture that draws these shapes. */
export const drawn = (...ids) => ({ kind: 'do', change: ids.map((id, i) => ({ id, before: null, after: boxed(id, [0, 0, 10, 10]), at: i })) });
/** The gesture that makes a shape this. */
export const changed = (before, after) => ({ kind: 'do', change: [{ id: before.id, before, after, at: -1 }] });

export function setUp({ store = memoryStore(), server = fakeServer(), signIn = async () => {}, atRest = () => true } = {}) {
  const clock = handClock();
  const states = [];
  const news = [];
  const outbox = createOutbox({
    assignmentId: 'as', store, clock, signIn, newId, atRest, draft: server.draft(),
    send: (operations, how) => server.send(operations, how), fetchDraft: async () => server.draft(),
    onStatus: (status) => states.push(status.state), onNews: (each) => news.push(...each), random: () => 0.5,
  });
  return { outbox, store, server, clock, states, news };
}
