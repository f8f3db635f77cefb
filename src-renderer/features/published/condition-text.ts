/** A published record's conditions and place as people read them. */
import type { PublishedRecord } from '../../../src-main/core/published';

type Say = (english: string) => string;
function textOf(value: unknown, say: Say): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one, say)).join(', ');
  if (value !== null && typeof value === 'object') return Object.entries(value).map(([key, inner]) => `${say(words(key))} ${textOf(inner, say)}`).join(', ');
  return say(String(value));
}
const words = (key: string): string => key.replaceAll('_', ' ');

/** "link: wifi", one a condition; `say` puts keys and words into the window's language. */
export function conditionTexts({ conditions }: Pick<PublishedRecord, 'conditions'>, say: Say = (english) => english): string[] {
  return Object.entries(conditions).map(([key, value]) => (value === true ? say(words(key)) : `${say(words(key))}: ${textOf(value, say)}`));
}

/** "jetson-orin-nano 15W · remote · vit-h14 · cifar10"; what the record does not name is left out. */
export function placeText({ device, power_mode, strategy, model, dataset }: Pick<PublishedRecord, 'device' | 'power_mode' | 'strategy' | 'model' | 'dataset'>): string {
  return [[device, power_mode].filter((word) => word !== null).join(' ') || null, strategy, model, dataset].filter((word) => word !== null).join(' · ');
}
