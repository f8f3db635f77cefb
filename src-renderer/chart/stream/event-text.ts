/** What happened at a place of the trace, as a person would write it on the paper; instruments' own words are left as they are. */
import type { TraceEvent } from '../../../src-main/core/trace';

export function eventText(event: TraceEvent): string {
  switch (event.kind) {
    case 'uart': return event.text;
    case 'note': return event.text;
    case 'overload': return event.text;
    case 'loss': case 'segment': return event.why;
    case 'supply': return event.on ? '⏻ 1' : '⏻ 0';
    case 'time-stamp': return event.label;
    case 'edge': return `${event.rising ? '↑' : '↓'} ${event.line}`;
  }
}
