/** Answers that are asked for again and again. */

/** Rules name a few hundred fields, tens of thousands of times. */
const MOST_ANSWERS = 1000;

/** What is longer is no name that anyone repeats, and would only take room. */
const LONGEST_TEXT = 100;

/**
 * The function with its latest answers kept.
 *
 * @param find - The same answer for the same text, each time.
 * @example
 * const fieldOf = remember(quoteField);
 */
export function remember<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = find(text);
      if (known.size >= MOST_ANSWERS) known.clear();
      if (text.length <= LONGEST_TEXT) known.set(text, answer);
    }
    return answer;
  };
}
