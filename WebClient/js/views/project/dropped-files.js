/** The files in something dropped on the page, folders walked through. */
import { looksLikeImage } from './upload-queue.js';

/**
 * @param {DataTransfer} transfer
 * @returns {Promise<File[]>} files dropped singly, and those in folders that look like images, by path
 */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const lists = await Promise.all(entries.map(({ entry, file }) => (entry?.isDirectory ? walk(entry) : file ? [file] : [])));
  return lists.flat();
}

/** @param {any} entry @returns {Promise<File[]>} */
async function walk(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    return file && looksLikeImage(file) ? [file] : [];
  }
  const reader = entry.createReader();
  /** @type {File[]} */
  const found = [];
  for (;;) {
    const batch = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (batch.length === 0) return found;
    const ordered = [...batch].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    for (const child of ordered) found.push(...await walk(child));
  }
}
