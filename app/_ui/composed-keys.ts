/**
 * Whether a key press belongs to an input method that is still composing, and so is no command to the page.
 *
 * The standard's sign is `isComposing`. Safari ends the composition before it reports the Enter that confirmed it, and
 * says so by the key code 229 alone; so does every browser for keys its input method has taken.
 */
export function isOfInputMethod(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/**
 * Keeps the keys of input methods from every handler of a page: ours, React's and those of the libraries, on whatever
 * element. It must listen before any of them. The input method itself and the field still get the key.
 *
 * @param root The window: the first to be told of a key.
 */
export function keepComposedKeys(root: EventTarget): void {
  for (const type of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(
      type,
      (event) => {
        if (!("keyCode" in event) || !isOfInputMethod(event as KeyboardEvent)) return;
        event.stopImmediatePropagation();
        // The Enter that confirms a word sends no form and begins no line.
        if ((event as KeyboardEvent).key === "Enter") event.preventDefault();
      },
      true,
    );
  }
}
