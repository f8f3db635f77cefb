/** The places a person can go to, in the order of the side navigation; those without a view are left out. */
export interface Place { readonly route: string; readonly title: string; readonly icon: string; readonly group: 'work' | 'studio'; readonly key?: string }

/** `key`: pressed after "g", it goes there. */
export const places: readonly Place[] = [
  { route: 'home', title: 'nav.home', icon: 'i-lucide-house', group: 'work', key: 'h' },
  { route: 'new', title: 'nav.new', icon: 'i-lucide-circle-plus', group: 'work', key: 'n' },
  { route: 'runs', title: 'nav.runs', icon: 'i-lucide-list-checks', group: 'work', key: 'r' },
  { route: 'compare', title: 'nav.compare', icon: 'i-lucide-columns-2', group: 'work', key: 'c' },
  { route: 'devices', title: 'nav.devices', icon: 'i-lucide-usb', group: 'work', key: 'd' },
  { route: 'capture', title: 'nav.captures', icon: 'i-lucide-activity', group: 'work', key: 'p' },
  { route: 'library', title: 'nav.library', icon: 'i-lucide-library', group: 'work', key: 'l' },
  { route: 'teaching', title: 'nav.teaching', icon: 'i-lucide-presentation', group: 'work', key: 't' },
  { route: 'settings', title: 'nav.settings', icon: 'i-lucide-settings', group: 'studio', key: 's' },
  { route: 'about', title: 'nav.about', icon: 'i-lucide-info', group: 'studio' },
];
