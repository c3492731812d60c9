import type { Page } from "@playwright/test";

/**
 * The texts on screen that somebody cannot read to the end: cut by the box they stand in, or by one around it, with
 * neither an ellipsis that says so and a title with the rest, nor a way to scroll there.
 */
export function textCutIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      // What is for screen readers alone stands in a box of a pixel.
      return width > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true });
    };
    const says = (element: Element) => (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (
        !own ||
        (node.textContent ?? "").trim() === "" ||
        !isSeen(own) ||
        own.closest("svg, script, style, .leaflet-pane")
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0 || text.height === 0) continue;
      for (let box: Element | null = own; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.clip !== "auto" && style.position === "absolute") break;
        const scrolls = (of: string) => of === "auto" || of === "scroll";
        const rest = box.closest("[title]")?.getAttribute("title") ?? "";
        const explained =
          rest !== "" && (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none");
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const beyondX = text.right > right + 1 || text.left < left - 1;
        // The box of a line is higher than its letters: that much of it may be cut off without any harm.
        const slack = Math.max(4, parseFloat(getComputedStyle(own).fontSize) * 0.3);
        const beyondY = text.bottom > bottom + slack || text.top < top - slack;
        if ((beyondX && style.overflowX !== "visible") || (beyondY && style.overflowY !== "visible")) {
          const mayScroll = (beyondX && scrolls(style.overflowX)) || (beyondY && scrolls(style.overflowY));
          if (!mayScroll && !explained) cut.push(`${says(own)} in ${box.className || box.tagName}`);
          break;
        }
      }
    }
    return cut;
  });
}

/** Whether the page is wider than the window. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

/** Pairs of things to press or fill in that lie on top of each other, so that one of them is hard to reach. */
export function overlapsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const open = document.querySelector('[role="dialog"], [role="alertdialog"]');
    const root = open ?? document.body;
    const controls = [
      ...root.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea"),
    ].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (
        width < 3 ||
        height < 3 ||
        !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      )
        return false;
      // Symbols on a map stand where things are.
      return !element.closest(".leaflet-pane, svg");
    });
    /** The part of a control that is not cut off by what it scrolls in. */
    const seen = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const part = { left, right, top, bottom };
      for (let box = element.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflow === "visible") continue;
        const around = box.getBoundingClientRect();
        part.left = Math.max(part.left, around.left);
        part.right = Math.min(part.right, around.right);
        part.top = Math.max(part.top, around.top);
        part.bottom = Math.min(part.bottom, around.bottom);
      }
      return part;
    };
    const parts = controls.map((element) => ({ element, part: seen(element) }));
    /** Under a bar at the edge of the window it is only as long as nobody scrolls. */
    const page = document.documentElement;
    const scrollsOn = page.scrollHeight - window.scrollY > window.innerHeight + 1;
    const isFixed = (element: Element) => {
      for (let box: Element | null = element; box; box = box.parentElement) {
        if (getComputedStyle(box).position === "fixed") return true;
      }
      return false;
    };
    const name = (element: Element) =>
      (element.getAttribute("aria-label") ?? element.textContent ?? element.tagName).trim().slice(0, 30);
    const found: string[] = [];
    for (const [i, a] of parts.entries()) {
      for (const b of parts.slice(i + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        if (scrollsOn && isFixed(a.element) !== isFixed(b.element)) continue;
        const width = Math.min(a.part.right, b.part.right) - Math.max(a.part.left, b.part.left);
        const height = Math.min(a.part.bottom, b.part.bottom) - Math.max(a.part.top, b.part.top);
        if (width > 2 && height > 2) found.push(`${name(a.element)} / ${name(b.element)}`);
      }
    }
    return found;
  });
}
