/** What the window says in English on views that are opened later, area by area. */
import { decisions } from './decisions';
import { published } from './published';
import { teaching } from './teaching';
import { trace } from './trace';
import { wizard } from './wizard';

export const later = { ...decisions, ...published, ...teaching, ...trace, ...wizard };
