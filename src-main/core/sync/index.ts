/** Clocks and windows as the rest of the studio uses them. */
export { fitClock, mapTime, type ClockFit, type ClockPairs, type MappedTime } from './clock-fit';
export { EdgeFinder, findEdges, type Edge } from './edges';
export { windowsFromLevel, windowsFromPulses, windowsFromStamps, windowsFromText, type FoundWindows, type Window } from './windows';
