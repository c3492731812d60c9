import "server-only";

/**
 * Lookups that many requests make at once, answered by one query.
 *
 * Whoever asks while one is under way shares the next: it starts after they asked, so its answer is as
 * fresh as that of a query of their own. Nothing is kept.
 *
 * @param keyOf The same word for the same question.
 * @param find Answers many questions, by their keys; those without an answer are left out.
 */
export function sharedLookup<Question, Found>(
  keyOf: (question: Question) => string,
  find: (questions: Question[]) => Promise<Map<string, Found>>,
): (question: Question) => Promise<Found | null> {
  let next: { questions: Question[]; answers: Promise<Map<string, Found>> } | null = null;
  let underWay: Promise<void> = Promise.resolve();

  const answered = async (questions: Question[]): Promise<Map<string, Found>> => {
    // Requests that arrive in the same turn of the event loop are let in too.
    await new Promise((resolve) => setImmediate(resolve));
    await underWay;
    next = null;
    const query = find(questions);
    underWay = settledOrSlow(query);
    return query;
  };

  return async (question) => {
    if (next === null) {
      const questions: Question[] = [];
      next = { questions, answers: answered(questions) };
    }
    next.questions.push(question);
    return (await next.answers).get(keyOf(question)) ?? null;
  };
}

/** The next query does not wait longer than this for the one before: a connection may have died without a word. */
const PATIENCE_MS = 250;

function settledOrSlow(query: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS);
    const settled = () => {
      clearTimeout(patience);
      resolve();
    };
    query.then(settled, settled);
  });
}
