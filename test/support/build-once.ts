/** Workers and child processes run from the build, as they ship; so the tests build first when sources changed. */
import { build } from '../../resources/scripts/bootstrap.mjs';

export function setup(): void {
  build('window');
}
