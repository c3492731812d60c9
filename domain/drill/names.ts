import { personNameIn } from "@/domain/account/schema";
import type { LocalText } from "@/domain/text";
import { inEveryLanguage } from "@/domain/words/sentence";
import type { Participant } from "./terms";
import { scriptedName } from "./scripted-player";

/** Who did something, as it is pinned beside what they did: their name, and how it is written in Latin letters. */
export type NamedBy = { byName: string; byLatinName?: string };

/** Name of the controller who spoke or wrote in a role; null for everybody else's words. */
export type PlayedBy = { playedBy: string | null; playedByLatin?: string };

/** Pins who did something. */
export function named({ name, latinName }: Pick<Participant, "name" | "latinName">): NamedBy {
  return { byName: name, ...(latinName === undefined ? {} : { byLatinName: latinName }) };
}

/** Who did it, as readers of each language write it. */
export function byForReaders({ byName, byLatinName }: NamedBy): LocalText {
  return nameForReaders({ name: byName, latinName: byLatinName });
}

/** Pins which controller played a role, or wrote what was not planned. */
export function playedBy({ name, latinName }: Pick<Participant, "name" | "latinName">): PlayedBy {
  return { playedBy: name, ...(latinName === undefined ? {} : { playedByLatin: latinName }) };
}

/** Which controller it was, as readers of each language write it; null where none was. */
export function playerForReaders({ playedBy: name, playedByLatin }: PlayedBy): LocalText | null {
  return name === null ? null : nameForReaders({ name, latinName: playedByLatin });
}

/** Somebody in a drill, as readers of each language write it; a scripted side as each language calls it. */
export function participantForReaders(participant: Participant): LocalText {
  return participant.role === "player" && participant.scripted
    ? inEveryLanguage(scriptedName(participant.side))
    : nameForReaders(participant);
}

/**
 * A name as it was pinned, as readers of each language write it: in Latin letters for some, where there is a way to
 * write it so.
 */
export function nameForReaders({
  name,
  latinName = null,
}: {
  name: string;
  latinName?: string | null | undefined;
}): LocalText {
  return inEveryLanguage((locale) => personNameIn({ name, latinName }, locale));
}
