/** `npm run build`: installs what is missing and builds dist/. */
import { build, install } from './bootstrap.mjs';

install();
build('window');
