/** What happened at a place of the trace, as a person would write it on the paper; what a board prints is left as it is. */
import { useI18n } from 'vue-i18n';
import type { TraceEvent } from '../../../src-main/core/trace';
import { studioText } from '../../locale/studio-words';

/** `lines`: names of the digital lines. */
export function useEventText(): (event: TraceEvent, lines: readonly string[]) => string {
  const { t } = useI18n();
  return (event, lines) => {
    switch (event.kind) {
      case 'uart': return event.text;
      case 'note': case 'overload': return studioText(event.text);
      case 'loss': case 'segment': return studioText(event.why);
      case 'supply': return t(event.on ? 'trace.event.on' : 'trace.event.off');
      case 'time-stamp': return event.label;
      case 'edge': return t(event.rising ? 'trace.event.rose' : 'trace.event.fell', { line: lines[event.line] ?? event.line });
    }
  };
}
