export function isAlive(pid: number): boolean;

/** Every process whose command line holds this text, with its number. */
export function processesNaming(text: string): { pid: number; command: string }[];
