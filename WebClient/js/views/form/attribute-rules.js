/**
 * What a list of a label's questions must satisfy. Pure.
 *
 * @typedef {{id?: string, name: string, kind: import('../../core/attributes.js').AttributeKind, required: boolean,
 *   options: string[], minimum: number | null, maximum: number | null}} AttributeDraft
 * @typedef {{index: number, field: 'name' | 'options' | 'minimum', code: 'missing' | 'twice' | 'order'}} AttributeFault
 */

/** @param {any} attribute as the server gives it @returns {AttributeDraft} */
export function attributeDraft({ id, name, kind, required, options, minimum, maximum }) {
  return { id, name, kind, required, options: options ?? [], minimum: minimum ?? null, maximum: maximum ?? null };
}

/** @returns {AttributeDraft} */
export function nextAttribute() {
  return { name: '', kind: 'choice', required: false, options: [], minimum: null, maximum: null };
}

/** One option a line, or several with commas between. @param {string} text @returns {string[]} */
export function optionsFrom(text) {
  return [...new Set(text.split(/[\n,]/).map((option) => option.trim()).filter(Boolean))];
}

/** @param {AttributeDraft[]} attributes @returns {AttributeFault[]} in list order; empty when all is well */
export function faultsOfAttributes(attributes) {
  /** @type {AttributeFault[]} */
  const faults = [];
  const names = new Set();
  for (const [index, { name, kind, options, minimum, maximum }] of attributes.entries()) {
    const key = name.trim().normalize('NFC');
    if (key === '') faults.push({ index, field: 'name', code: 'missing' });
    else if (names.has(key)) faults.push({ index, field: 'name', code: 'twice' });
    names.add(key);
    if (kind === 'choice' && options.length === 0) faults.push({ index, field: 'options', code: 'missing' });
    if (kind === 'number' && minimum !== null && maximum !== null && minimum > maximum) {
      faults.push({ index, field: 'minimum', code: 'order' });
    }
  }
  return faults;
}

/** What the server is sent of a draft. @param {AttributeDraft} draft */
export function attributeRequest({ id, name, kind, required, options, minimum, maximum }) {
  return {
    ...(id ? { id } : {}), name: name.trim(), kind, required,
    ...(kind === 'choice' ? { options } : {}),
    ...(kind === 'number' ? { minimum, maximum } : {}),
  };
}
