import "server-only";

/**
 * Lookups that many requests make at once, answered by one query.
 *
 * Whoever asks while queries are under way shares the next one: it starts after they asked, so its answer is as
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
  let underWay = 0;
  let wake: (() => void)[] = [];

  const answered = async (questions: Question[]): Promise<Map<string, Found>> => {
    // Those who ask in the same moment are let in too.
    await (underWay < UNDER_WAY_MAX ? Promise.resolve() : new Promise<void>((resolve) => wake.push(resolve)));
    next = null;
    underWay++;
    try {
      return await find(questions);
    } finally {
      underWay--;
      const waiting = wake;
      wake = [];
      for (const resolve of waiting) resolve();
    }
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

/** A slow query must not hold up everybody; more at once would only make each of them smaller. */
const UNDER_WAY_MAX = 2;
