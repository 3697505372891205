/** A call that must outlive the page: browsers carry at most 64 KiB of such bodies at a time. */

/** Bytes of a body; the rest of the 64 KiB is left for the heartbeat and the envelope. */
const MOST_BYTES = 60_000;

const encoder = new TextEncoder();

/**
 * The first operations that fit into one such call.
 * @template T
 * @param {readonly T[]} operations
 * @returns {T[]}
 */
export function keepaliveBatch(operations) {
  let bytes = 0;
  const end = operations.findIndex((operation) => {
    bytes += encoder.encode(JSON.stringify(operation)).length + 1;
    return bytes > MOST_BYTES;
  });
  return operations.slice(0, end < 0 ? operations.length : end);
}
