/** The number somebody typed, full-width digits and signs included; null for what is none. */
export function numberFromText(text: string): number | null {
  const typed = text.normalize("NFKC").replace(/[−–]/g, "-").trim();
  const number = Number(typed);
  return typed === "" || !Number.isFinite(number) ? null : number;
}
