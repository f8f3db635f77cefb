/** Keeps one question in flight and only the newest behind it, so that a fast hand or a slow studio never builds a queue. */

export interface NewestAsked<Q> {
  /** Asked at once where nothing is in flight, else after the answer; older questions that were not asked yet are dropped. */
  want(question: Q): void;
  /** Nothing is delivered any more. */
  stop(): void;
}

export function createNewestAsked<Q, A>(ask: (question: Q) => Promise<A>, onAnswer: (answer: A, question: Q) => void, onProblem: (error: unknown) => void): NewestAsked<Q> {
  let inFlight = false;
  let next: { readonly question: Q } | null = null;
  let stopped = false;
  const send = async (question: Q): Promise<void> => {
    inFlight = true;
    try {
      const answer = await ask(question);
      if (!stopped) onAnswer(answer, question);
    } catch (error) {
      if (!stopped) onProblem(error);
    }
    inFlight = false;
    const waiting = next;
    next = null;
    if (waiting !== null && !stopped) void send(waiting.question);
  };
  return {
    want(question) {
      if (inFlight) next = { question };
      else if (!stopped) void send(question);
    },
    stop() {
      stopped = true;
      next = null;
    },
  };
}
