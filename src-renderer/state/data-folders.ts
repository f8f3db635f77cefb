/** Where each dataset's files lie on this computer, as the studio remembers it. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { studio } from '../bridge/studio';

export const useDataFolders = defineStore('data-folders', () => {
  const folders = ref<Readonly<Record<string, string>>>({});
  async function ask(): Promise<void> {
    folders.value = (await studio.system.settings()).dataFolders;
  }
  /** An empty path forgets the folder. */
  async function set(dataset: string, folder: string): Promise<void> {
    const { [dataset]: _before, ...others } = folders.value;
    folders.value = folder === '' ? others : { ...others, [dataset]: folder };
    await studio.system.saveSettings({ dataFolders: { ...folders.value } });
  }
  return { folders, ask, set, of: (dataset: string): string | null => folders.value[dataset] ?? null };
});
