/** What a key does to a trace; the same list is shown as help. */
import type { TraceStage } from './trace-stage';
import { widthOf } from './viewport';

/** What keys can ask for beyond moving the view. */
export interface TraceActions { readonly place: () => void; readonly annotate: () => void }

/** `name`: key of the explanation in the language files. */
export const traceKeys = [
  { keys: ['←', '→'], name: 'pan' }, { keys: ['Page ↑', 'Page ↓'], name: 'page' }, { keys: ['+', '−'], name: 'zoom' }, { keys: ['Home', 'End'], name: 'ends' }, { keys: ['F'], name: 'fit' },
  { keys: ['Shift ←', 'Shift →'], name: 'select' }, { keys: ['Enter'], name: 'zoomToSelection' }, { keys: ['Esc'], name: 'unselect' },
  { keys: ['Space'], name: 'follow' }, { keys: ['M'], name: 'mark' }, { keys: ['N'], name: 'note' }, { keys: ['S'], name: 'tool' }, { keys: ['G'], name: 'log' },
] as const;

/** True where the key meant something: the browser must not do its own then. */
export function pressKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>, stage: TraceStage, actions: TraceActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const width = widthOf(stage.view());
  switch (event.key) {
    case 'ArrowLeft': case 'ArrowRight': {
      const by = event.key === 'ArrowLeft' ? -1 : 1;
      if (event.shiftKey) extend(stage, by * width * 0.02);
      else stage.pan(by * width * 0.1);
      return true;
    }
    case 'PageUp': stage.pan(-width * 0.9); return true;
    case 'PageDown': stage.pan(width * 0.9); return true;
    case '+': case '=': case 'ArrowUp': stage.zoom(0.7); return true;
    case '-': case '_': case 'ArrowDown': stage.zoom(1 / 0.7); return true;
    case 'Home': stage.pan(-Infinity); return true;
    case 'End':
      stage.pan(Infinity);
      stage.following.value = stage.live.value;
      return true;
    case 'f': case 'F': case '0': stage.fit(); return true;
    case 'Enter': stage.zoomToSelection(); return true;
    case 'Escape':
      if (stage.selection.value === null) return false;
      stage.selection.value = null;
      return true;
    case ' ': if (stage.live.value) stage.following.value = !stage.following.value; return true;
    case 'm': case 'M': actions.place(); return true;
    case 'n': case 'N': actions.annotate(); return true;
    case 's': case 'S': stage.tool.value = stage.tool.value === 'move' ? 'select' : 'move'; return true;
    case 'g': case 'G': stage.log.value = !stage.log.value; return true;
    default: return false;
  }
}

/** A selection begun by key starts in the middle of the view; its right edge moves, never past its left. */
function extend(stage: TraceStage, by: number): void {
  const { from, to } = stage.view();
  const selection = stage.selection.value ?? { from: (from + to) / 2, to: (from + to) / 2 };
  stage.select(selection.from, Math.max(selection.from, selection.to + by));
}
