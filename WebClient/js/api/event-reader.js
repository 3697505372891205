/**
 * Takes server-sent events out of the text of an answer while it grows.
 *
 * Source: HTML Standard, section 9.2.6; of the fields only `data` is looked at.
 */

/**
 * @param {(document: any) => void} take called with each event's JSON document, once it is whole
 * @returns {(text: string) => void} to be called with all the text that has come so far
 */
export function createEventReader(take) {
  let read = 0;
  return (text) => {
    for (;;) {
      const end = text.indexOf('\n\n', read);
      if (end < 0) return;
      const lines = text.slice(read, end).split('\n');
      read = end + 2;
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
      if (data) take(JSON.parse(data));
    }
  };
}
