import type { Branch } from "@/domain/conditions/terms";

const SVG = "http://www.w3.org/2000/svg";

/** Branches have shapes of their own: told apart without colour, and on a print. */
const BRANCH_SHAPES: Readonly<Record<Branch, string>> = {
  station: "M1 1H9V9H1Z",
  traffic: "M5 0L10 5L5 10L0 5Z",
  patrol: "M5 0.5A4.5 4.5 0 1 1 5 9.5A4.5 4.5 0 1 1 5 0.5Z",
  special: "M5 0.5L10 9.5H0Z",
  auxiliary: "M0 3H10V7H0Z",
  community: "M5 0L10 4.2V10H0V4.2Z",
};

/** Head and shoulders. */
const PERSON = "M5 0A2.5 2.5 0 1 1 5 5A2.5 2.5 0 1 1 5 0ZM0.5 10C0.5 7 2.5 5.8 5 5.8S9.5 7 9.5 10Z";
/** Two crews, for a number of them. */
const CREWS = "M0 3H6V9H0ZM7 1H10V7H7Z";

export type Glyph = Branch | "person" | "crews";

/** A small filled shape in the colour of the text beside it. */
export function glyph(kind: Glyph): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 10 10");
  svg.setAttribute("width", "9");
  svg.setAttribute("height", "9");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", kind === "person" ? PERSON : kind === "crews" ? CREWS : BRANCH_SHAPES[kind]);
  path.setAttribute("fill", "currentColor");
  svg.append(path);
  return svg;
}

/** How wide texts come out in the fonts of an element, in pixels. Remembers what it has measured. */
export function textRuler(element: HTMLElement): (text: string, weight: number, size: number) => number {
  const context = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(element).fontFamily;
  const known = new Map<string, number>();
  return (text, weight, size) => {
    const key = `${weight} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${weight} ${size}px ${family}`;
      width = Math.ceil(context ? context.measureText(text).width : text.length * size);
      known.set(key, width);
    }
    return width;
  };
}
