/**
 * The outbox's store in IndexedDB: every promise resolves after its transaction is on disk.
 *
 * @typedef {import('./store.js').OutboxStore} OutboxStore
 */
import { shapeOf } from './operations.js';

const VERSION = 1;

/**
 * @param {string} name of the database; one for each account, for several people may share a browser
 * @returns {Promise<OutboxStore>}
 */
export async function indexedDBStore(name) {
  let database = await open(name);

  /**
   * Runs requests in one transaction and waits until it is durable. A connection that the browser has closed is opened
   * again.
   * @template T
   * @param {string[]} stores
   * @param {IDBTransactionMode} mode
   * @param {(store: (name: string) => IDBObjectStore, transaction: IDBTransaction) => Promise<T> | T} work
   * @returns {Promise<T>}
   */
  async function run(stores, mode, work) {
    try {
      return await transact(database, stores, mode, work);
    } catch (/** @type {any} */ error) {
      if (error?.name !== 'InvalidStateError') throw error;
      database = await open(name);
      return transact(database, stores, mode, work);
    }
  }

  /** @param {string} store @param {string | undefined} assignmentId @returns {Promise<any[]>} */
  const all = (store, assignmentId) => run([store], 'readonly', (get) => resultOf(
    assignmentId ? get(store).index('assignmentId').getAll(assignmentId) : get(store).getAll(),
  ));

  return {
    durable: true,
    append: (assignmentId, entry, items) => run(['operations', 'journal'], 'readwrite', (get, transaction) => {
      if (entry) get('journal').add({ assignmentId, entry });
      const rows = items.map((item) => ({ ...item, assignmentId }));
      const orders = rows.map((row) => resultOf(get('operations').add(row)));
      // All is asked for: from here on it is written even if this page dies before it hears of it.
      transaction.commit();
      return Promise.all(orders).then((keys) => rows.map((row, i) => ({ ...row, order: Number(keys[i]) })));
    }),
    pending: (assignmentId) => all('operations', assignmentId),
    settle: (assignmentId, { done = [], refused = [], changed = [], mended = [] }) => run(['operations', 'refusals'],
      'readwrite', async (get) => {
        for (const item of done) get('operations').delete(item.order);
        for (const item of changed) get('operations').put(item);
        if (mended.length > 0) await removeOf(get('refusals'), assignmentId, (row) => mended.includes(shapeOf(row.operation)));
        for (const refusal of refused) get('refusals').add(refusal);
      }),
    journal: async (assignmentId) => (await all('journal', assignmentId)).map(({ entry }) => entry),
    refusals: (assignmentId) => all('refusals', assignmentId),
    dismissRefusals: (operationIds) => run(['refusals'], 'readwrite', async (get) => {
      for (const { order, operation } of await resultOf(get('refusals').getAll())) {
        if (operationIds.includes(operation.id)) get('refusals').delete(order);
      }
    }),
    saveSubmission: (record) => run(['submissions'], 'readwrite', (get) => { get('submissions').put(record); }),
    submissions: () => run(['submissions'], 'readonly', (get) => resultOf(get('submissions').getAll())),
    dropSubmission: (id) => run(['submissions'], 'readwrite', (get) => { get('submissions').delete(id); }),
    saveWork: (assignmentId, work) => run(['work'], 'readwrite',
      (get) => { get('work').put({ assignmentId, work }); }),
    work: async (id) => (await run(['work'], 'readonly', (get) => resultOf(get('work').get(id))))?.work ?? null,
    finish: (id) => run(['operations', 'journal', 'refusals', 'submissions', 'work'], 'readwrite', async (get) => {
      get('submissions').delete(id);
      get('work').delete(id);
      await Promise.all(['operations', 'journal', 'refusals'].map((store) => removeOf(get(store), id)));
    }),
    close: () => database.close(),
  };
}

/** @param {string} name @returns {Promise<IDBDatabase>} */
async function open(name) {
  const opening = indexedDB.open(name, VERSION);
  opening.onupgradeneeded = () => createSchema(opening.result);
  const database = await resultOf(opening);
  database.onversionchange = () => database.close();
  return database;
}

/**
 * @template T
 * @param {IDBDatabase} database
 * @param {string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(store: (name: string) => IDBObjectStore, transaction: IDBTransaction) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
async function transact(database, stores, mode, work) {
  const transaction = database.transaction(stores, mode, { durability: 'strict' });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
  const [result] = await Promise.all([work((store) => transaction.objectStore(store), transaction), done]);
  return result;
}

/** @param {IDBDatabase} database */
function createSchema(database) {
  for (const name of ['operations', 'journal', 'refusals']) {
    const store = database.createObjectStore(name, { keyPath: 'order', autoIncrement: true });
    store.createIndex('assignmentId', 'assignmentId');
  }
  database.createObjectStore('submissions', { keyPath: 'assignmentId' });
  database.createObjectStore('work', { keyPath: 'assignmentId' });
}

/**
 * @param {IDBObjectStore} store
 * @param {string} assignmentId
 * @param {(row: any) => boolean} [wanted] which of them; all when missing
 * @returns {Promise<void>}
 */
async function removeOf(store, assignmentId, wanted = () => true) {
  const rows = await resultOf(store.index('assignmentId').getAll(assignmentId));
  for (const row of rows) if (wanted(row)) store.delete(row.order);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
