import type { ReactNode } from "react";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { Messages, Namespace } from "./messages";

/** What base components and the shell say, and units of measure; every page carries these. */
const EVERYWHERE = ["common", "shell", "units"] as const satisfies readonly Namespace[];

/**
 * Sends the named namespaces to the browser for the client components inside.
 *
 * Server components read every namespace without this. Put it into the layout of an area
 * (`<ClientMessages namespaces={["scenario"]}>`), so that a page carries its own sentences
 * and not the whole catalogue. The base namespaces are always included.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly Namespace[];
  children: ReactNode;
}) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider messages={pick(messages, [...EVERYWHERE, ...namespaces])}>
      {children}
    </NextIntlClientProvider>
  );
}

function pick(messages: Messages, namespaces: readonly Namespace[]): Partial<Messages> {
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
}
