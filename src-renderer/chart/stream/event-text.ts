/** What happened at a place of the trace, as a person would write it on the paper; instruments' own words are left as they are. */
import { useI18n } from 'vue-i18n';
import type { TraceEvent } from '../../../src-main/core/trace';

/** `lines`: names of the digital lines. */
export function useEventText(): (event: TraceEvent, lines: readonly string[]) => string {
  const { t } = useI18n();
  return (event, lines) => {
    switch (event.kind) {
      case 'uart': case 'note': case 'overload': return event.text;
      case 'loss': case 'segment': return event.why;
      case 'supply': return t(event.on ? 'trace.event.on' : 'trace.event.off');
      case 'time-stamp': return event.label;
      case 'edge': return t(event.rising ? 'trace.event.rose' : 'trace.event.fell', { line: lines[event.line] ?? event.line });
    }
  };
}
