/** Recordings and captures that go on, kept up to date from their first use on. */
import { defineStore } from 'pinia';
import { studio } from '../bridge/studio';
import { keepList } from './kept-list';

export const useRecordings = defineStore('recordings', () => keepList(() => studio.captures.recordings(), (signal) => studio.captures.changes(undefined, { signal })));
