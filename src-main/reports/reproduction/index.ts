/** What the rest of the studio uses of reproduction reports. */
export { reproductionFile, reproductionJson, writeReproduction, type ReproductionOptions } from './write-reproduction';
