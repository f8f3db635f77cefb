/** Changes to profiles that were left without being saved or cancelled: kept while the window is open, so that a click beside the editor loses nothing. */
import type { Fields } from './schema-node';

/** `shown`: the text as it stood when its tab was opened. */
export interface Edit { readonly form: Fields; readonly tab: string; readonly text: string; readonly shown: string }

const kept = new Map<string, Edit>();

/** Whether an edit says something else than the profile; the text counts where it is what is being edited. */
export const isChanged = ({ form, tab, text, shown }: Edit, profile: Fields): boolean => (tab === 'yaml' && text !== shown) || JSON.stringify(form) !== JSON.stringify(profile);

/** `of`: kind and id. An edit that changes nothing is not kept. */
export function keepEdit(of: string, edit: Edit, profile: Fields): boolean {
  const changed = isChanged(edit, profile);
  if (changed) kept.set(of, edit);
  return changed;
}
/** The edit to go on with, which is then no longer kept; null where there is none. */
export function takeEdit(of: string): Edit | null {
  const edit = kept.get(of) ?? null;
  kept.delete(of);
  return edit;
}
