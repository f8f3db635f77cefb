/** Every view and its address; each is loaded when it is first opened. */
import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { connectionState } from './bridge/studio';
import { useAllWords } from './locale';

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
  { path: '/library/published', name: 'published', component: () => import('./features/published/PublishedView.vue'), meta: { title: 'published.title' } },
  { path: '/library/published/:paper', name: 'reproduction', component: () => import('./features/published/ReproductionView.vue'), meta: { title: 'reproduction.title' } },
  { path: '/library/:kind?', name: 'library', component: () => import('./features/library/LibraryView.vue'), meta: { title: 'nav.library' } },
  { path: '/library/:kind/:id', name: 'library-entry', component: () => import('./features/library/EntryView.vue'), meta: { title: 'nav.library' } },
  { path: '/runs', name: 'runs', component: () => import('./features/runs/RunsView.vue'), meta: { title: 'nav.runs' } },
  { path: '/runs/:id', name: 'run', component: () => import('./features/run/RunView.vue'), meta: { title: 'run.title' } },
  { path: '/runs/:id/results/:tab?', name: 'results', component: () => import('./features/results/ResultsView.vue'), meta: { title: 'results.title' } },
  { path: '/compare', name: 'compare', component: () => import('./features/compare/CompareView.vue'), meta: { title: 'nav.compare' } },
  { path: '/teaching', name: 'teaching', component: () => import('./features/teaching/TeachingView.vue'), meta: { title: 'nav.teaching' } },
  { path: '/teaching/:lesson/:step?', name: 'lesson', component: () => import('./features/teaching/LessonView.vue'), meta: { title: 'nav.teaching' } },
  { path: '/present/:lesson/:step?', name: 'lesson-present', component: () => import('./features/teaching/LessonView.vue'), meta: { title: 'nav.teaching', bare: true } },
  { path: '/devices', name: 'devices', component: () => import('./features/devices/DevicesView.vue'), meta: { title: 'nav.devices' } },
  { path: '/devices/doctor', name: 'devices-doctor', component: () => import('./features/devices/DoctorView.vue'), meta: { title: 'doctor.title' } },
  { path: '/captures', name: 'capture', component: () => import('./features/capture/CapturesView.vue'), meta: { title: 'nav.captures' } },
  { path: '/captures/new', name: 'capture-new', component: () => import('./features/capture/NewCaptureView.vue'), meta: { title: 'captures.new' } },
  { path: '/captures/:id', name: 'capture-trace', component: () => import('./features/capture/TraceView.vue'), meta: { title: 'trace.title' } },
  { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsView.vue'), meta: { title: 'nav.settings' } },
  { path: '/about', name: 'about', component: () => import('./features/settings/AboutView.vue'), meta: { title: 'nav.about' } },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./features/shell/NowhereView.vue'), meta: { title: 'shell.nowhere' } },
];

/** Which view made the window load itself anew; not twice in a row for the same. */
const reloadedFor = 'hi-studio.reloaded-for';

/** After the token is off the address, for the history takes what it finds there. */
export function createStudioRouter(): Router {
  const router = createRouter({ history: createWebHashHistory(), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } });
  // The studio was renewed while this window was open: its views have other file names now. Drafts and settings are kept elsewhere.
  router.onError((error, to) => {
    // Out of reach, a reload would leave nothing but the browser's error page.
    if (connectionState.value !== 'open' || !(error instanceof TypeError) || !/import|module/i.test(error.message) || sessionStorage.getItem(reloadedFor) === to.fullPath) return;
    sessionStorage.setItem(reloadedFor, to.fullPath);
    location.hash = to.fullPath;
    location.reload();
  });
  router.beforeEach(async ({ name }) => { if (name !== 'home') await useAllWords(); });
  router.afterEach((_to, _from, failure) => { if (failure === undefined) sessionStorage.removeItem(reloadedFor); });
  return router;
}
