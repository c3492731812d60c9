import type { Page } from "@playwright/test";

/**
 * The texts on screen that somebody cannot read to the end: cut by the box they stand in, or by one around it, with
 * neither an ellipsis that says so and a title with the rest, nor a way to scroll there. A text of a few lines may also
 * end in an ellipsis where it stands in what leads on to all of it: a link, a button, the label of a choice.
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
    /** Whether what is shown here in short is a press away in full. */
    const leadsOn = (box: Element) => box.closest("a[href], button, label") !== null;
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
        const clamped = style.webkitLineClamp !== "none" && style.webkitLineClamp !== "";
        const explained =
          (clamped && leadsOn(box)) || (rest !== "" && (style.textOverflow === "ellipsis" || clamped));
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

/**
 * Pairs of things to press or fill in that lie on top of each other, so that one of them is hard to reach. What lies
 * under a bar that stays where it is does not count as long as it can be scrolled out from under it.
 */
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
    /** The bar an element stands on that stays where it is while the page moves: the phone's bar, a sticky head or foot. */
    const barOf = (element: Element) => {
      for (let box: Element | null = element; box && box !== root; box = box.parentElement) {
        const { position } = getComputedStyle(box);
        if (position === "fixed" || position === "sticky") return box;
      }
      return null;
    };
    /** Whether one is part of a page that can be scrolled out from under the bar on which the other one stands. */
    const scrollsUnder = (one: Element, other: Element) => {
      const bar = barOf(other);
      return bar !== null && !bar.contains(one) && barOf(one) === null && mayComeOut(one, bar);
    };
    /** Whether scrolling to its end, or to its start, brings an element out from under a bar. */
    const mayComeOut = (element: Element, bar: Element) => {
      const around = scrollerOf(element);
      const { top, bottom } = element.getBoundingClientRect();
      const over = bar.getBoundingClientRect();
      const left = around.scrollHeight - around.clientHeight - around.scrollTop;
      return bottom - left <= over.top + 1 || top + around.scrollTop >= over.bottom - 1;
    };
    const scrollerOf = (element: Element) => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowY } = getComputedStyle(box);
        if ((overflowY === "auto" || overflowY === "scroll") && box.scrollHeight > box.clientHeight)
          return box;
      }
      return document.scrollingElement ?? document.documentElement;
    };
    const parts = controls.map((element) => ({ element, part: seen(element) }));
    const name = (element: Element) =>
      (element.getAttribute("aria-label") ?? element.textContent ?? element.tagName).trim().slice(0, 30);
    const found: string[] = [];
    for (const [i, a] of parts.entries()) {
      for (const b of parts.slice(i + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        if (scrollsUnder(a.element, b.element) || scrollsUnder(b.element, a.element)) continue;
        const width = Math.min(a.part.right, b.part.right) - Math.max(a.part.left, b.part.left);
        const height = Math.min(a.part.bottom, b.part.bottom) - Math.max(a.part.top, b.part.top);
        if (width > 2 && height > 2) found.push(`${name(a.element)} / ${name(b.element)}`);
      }
    }
    return found;
  });
}
