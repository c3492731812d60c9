/** Joins the class names that apply; CSS modules may yield `undefined`, conditions `false`. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
