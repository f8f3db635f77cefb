/** Every view and its address; each is loaded when it is first opened. */
import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the title in the language files. */
    readonly title: string;
    /** Hides the navigation: presentation and full-screen views. */
    readonly bare?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./features/home/HomeView.vue'), meta: { title: 'nav.home' } },
  { path: '/new/:step?', name: 'new', component: () => import('./features/wizard/WizardView.vue'), meta: { title: 'nav.new' } },
  { path: '/library/:kind?', name: 'library', component: () => import('./features/library/LibraryView.vue'), meta: { title: 'nav.library' } },
  { path: '/library/:kind/:id', name: 'library-entry', component: () => import('./features/library/EntryView.vue'), meta: { title: 'nav.library' } },
  { path: '/runs', name: 'runs', component: () => import('./features/runs/RunsView.vue'), meta: { title: 'nav.runs' } },
  { path: '/runs/:id', name: 'run', component: () => import('./features/run/RunView.vue'), meta: { title: 'run.title' } },
  { path: '/runs/:id/results/:tab?', name: 'results', component: () => import('./features/results/ResultsView.vue'), meta: { title: 'results.title' } },
  { path: '/compare', name: 'compare', component: () => import('./features/compare/CompareView.vue'), meta: { title: 'nav.compare' } },
  { path: '/teaching', name: 'teaching', component: () => import('./features/teaching/TeachingView.vue'), meta: { title: 'nav.teaching' } },
  { path: '/teaching/:lesson/:step?', name: 'lesson', component: () => import('./features/teaching/LessonView.vue'), meta: { title: 'nav.teaching' } },
  { path: '/present/:lesson/:step?', name: 'lesson-present', component: () => import('./features/teaching/LessonView.vue'), meta: { title: 'nav.teaching', bare: true } },
  { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsView.vue'), meta: { title: 'nav.settings' } },
  { path: '/about', name: 'about', component: () => import('./features/settings/AboutView.vue'), meta: { title: 'nav.about' } },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./features/shell/NowhereView.vue'), meta: { title: 'shell.nowhere' } },
];

/** After the token is off the address, for the history takes what it finds there. */
export function createStudioRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } });
}
