/**
 * Takes the focus to the first field of a form that says that it cannot be taken over. A form is not sent while one does:
 * it would be sent with another value than the one that stands there.
 *
 * @returns whether there is one.
 */
export function focusFirstWrong(form: HTMLFormElement): boolean {
  const field = form.querySelector<HTMLElement>("[aria-invalid='true']");
  field?.focus();
  return field !== null;
}
