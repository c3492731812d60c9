/** Drill time as it is shown everywhere: "T+12:05" or "T+1:02:05". */
export function tPlus(atMs: number): string {
  const seconds = Math.floor(atMs / 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `T+${hours > 0 ? `${hours}:` : ""}${two(minutes)}:${two(seconds % 60)}`;
}
