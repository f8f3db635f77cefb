/** Starts the window: language and looks first, so that the first paint is the right one, then the shell. */
import ui from '@nuxt/ui/vue-plugin';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { openBridge } from './bridge/studio';
import { i18n, useLanguage } from './locale';
import { createStudioRouter } from './routes';
import { useAppearance } from './state/appearance';
import './theme/theme.css';

async function start(): Promise<void> {
  const app = createApp(App);
  const pinia = createPinia();
  app.use(pinia);
  const appearance = useAppearance(pinia);
  // Takes the token off the address before the router reads it.
  await openBridge();
  await useLanguage(appearance.language);
  const router = createStudioRouter();
  app.use(i18n).use(router).use(ui);
  await router.isReady();
  app.mount('#studio');
}

void start();
