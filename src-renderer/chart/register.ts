/** The parts of chart.js that the window uses; nothing outside this folder imports chart.js. */
import { BarController, BarElement, BasicPlatform, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, ScatterController, Tooltip, type ChartConfiguration } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, ScatterController, Tooltip);

export { BasicPlatform, Chart };
export type { ChartConfiguration };
