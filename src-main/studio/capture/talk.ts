/** What a capture tells the person while it runs: few sentences, newest last, and one for all losses together. */

/** `sample`: where on the trace. */
export interface Notice { readonly level: 'info' | 'warning' | 'error'; readonly sample: number; readonly text: string }

const mostNotices = 100;

export interface Talk {
  readonly notices: readonly Notice[];
  tell(level: Notice['level'], sample: number, text: string): void;
  /** `samples` null: the instrument does not know how many. */
  lost(sample: number, samples: number | null, rateHz: number): void;
}

export function createTalk(): Talk {
  const notices: Notice[] = [];
  let losses: Notice | null = null;
  let [places, total] = [0, 0];
  const add = (notice: Notice): void => {
    notices.push(notice);
    // The sentence on losses stands for many and stays.
    if (notices.length > mostNotices) notices.splice(notices[0] === losses ? 1 : 0, 1);
  };
  return {
    notices,
    tell: (level, sample, text) => add({ level, sample, text }),
    lost(sample, samples, rateHz) {
      places++;
      total += samples ?? 0;
      const next: Notice = { level: 'warning', sample, text: `${total} samples lost in ${places} ${places === 1 ? 'place' : 'places'}, the last at ${(sample / rateHz).toFixed(3)} s; they are gaps.` };
      if (losses === null) add(next);
      else notices[notices.indexOf(losses)] = next;
      losses = next;
    },
  };
}
