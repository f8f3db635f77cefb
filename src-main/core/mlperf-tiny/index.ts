/** The rules, scores and files of MLPerf Tiny as the rest of the studio uses them. */
export { areaUnderRoc, meanScores, topOne, type ScoredFile } from './scores';
export { accuracyText, energyText, performanceText, sessionJson, sessionStamp } from './session-files';
export { benchmarkWindows, iterationsFor, leastIterations, leastWindowSeconds, scoreWindows, type BenchmarkMode, type BenchmarkWindow, type WindowScore } from './windows';
