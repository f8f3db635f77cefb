/** A published record's conditions and place as people read them. */
import type { PublishedRecord } from '../../../src-main/core/published';

const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(', ') : value !== null && typeof value === 'object' ? Object.entries(value).map(([key, inner]) => `${words(key)} ${textOf(inner)}`).join(', ') : String(value));
const words = (key: string): string => key.replaceAll('_', ' ');

/** "link: wifi", one a condition. */
export function conditionTexts({ conditions }: Pick<PublishedRecord, 'conditions'>): string[] {
  return Object.entries(conditions).map(([key, value]) => (value === true ? words(key) : `${words(key)}: ${textOf(value)}`));
}

/** "jetson-orin-nano 15W · remote · vit-h14 · cifar10"; what the record does not name is left out. */
export function placeText({ device, power_mode, strategy, model, dataset }: Pick<PublishedRecord, 'device' | 'power_mode' | 'strategy' | 'model' | 'dataset'>): string {
  return [[device, power_mode].filter((word) => word !== null).join(' ') || null, strategy, model, dataset].filter((word) => word !== null).join(' · ');
}
