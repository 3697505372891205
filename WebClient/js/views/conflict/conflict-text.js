/** Words for conflicts. */
import { t } from '../../i18n/index.js';

/** @param {import('../../api/conflicts.js').Kind} kind */
export function kindName(kind) {
  return t(`conflicts.kind.${kind}`);
}
