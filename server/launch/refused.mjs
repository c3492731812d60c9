/** A start that cannot go on for a reason the person at the terminal can act on: one sentence per language. */
export class Refused extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = "Refused";
  }
}
