/** A warning or an error printed without the test expecting it fails that test. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

beforeEach(() => {
  vi.spyOn(console, 'warn');
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const printed = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls].map((line) => line.join(' '));
  vi.restoreAllMocks();
  expect(printed, 'nothing was expected on the console').toEqual([]);
});
