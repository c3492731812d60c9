import "server-only";
import type { Role } from "@/domain/account/schema";
import { createPerson } from "@/server/accounts/mutations";
import type { Context } from "./asking";
import type { Database } from "@/server/db/client";
import { createCaller } from "@/server/api/root";
import { setPassword } from "./password";
import { whoAsks } from "./session";

/** What every person made for a test signs in with. */
export const TEST_PASSWORD = "forty tall lanterns";

/** A browser for tests: it keeps cookies and calls procedures as its person would, without HTTP. */
export type TestBrowser = {
  call: () => Promise<ReturnType<typeof createCaller>>;
  cookies: Map<string, string>;
};

let made = 0;

/** A browser that is not signed in. `nowMs` and `address` are what its requests are given. */
export function strangerOn(
  db: Database,
  { address = "192.0.2.1", nowMs = () => Date.now() }: { address?: string; nowMs?: () => number } = {},
): TestBrowser {
  const cookies = new Map<string, string>();
  const call = async () => {
    const headers = new Headers({ "accept-language": "en" });
    if (cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const ctx: Context = {
      ...(await whoAsks(db, headers.get("cookie") ?? undefined)),
      db,
      locale: "en",
      now: nowMs,
      requestId: "test",
      address,
      headers: () => headers,
      setCookies: (values) => {
        for (const value of values) {
          const [pair = ""] = value.split(";");
          const [name = "", ...rest] = pair.split("=");
          if (/max-age=0(;|$)/i.test(value)) cookies.delete(name);
          else cookies.set(name, rest.join("="));
        }
      },
    };
    return createCaller(ctx);
  };
  return { call, cookies };
}

/** A new person with the roles named and the test password, who belongs to no organisation. */
export async function newPerson(db: Database, ...roles: Role[]): Promise<TestPerson> {
  return newPersonOf(db, null, ...roles);
}

type TestPerson = { id: string; staffNumber: string };

/** The same in an organisation. */
export async function newPersonOf(
  db: Database,
  organisationId: string | null,
  ...roles: Role[]
): Promise<TestPerson> {
  made += 1;
  const staffNumber = `T${process.pid}-${made}`;
  const id = await createPerson(db, {
    name: `Person ${made}`,
    latinName: null,
    email: null,
    staffNumber,
    roles: roles.length > 0 ? roles : ["officer"],
    organisationId,
  });
  await setPassword(db, id, TEST_PASSWORD, { byOwner: true, keepSessionId: null });
  return { id, staffNumber };
}

/** A new person with the roles named, signed in. */
export async function signedInAs(db: Database, ...roles: Role[]): Promise<TestBrowser & TestPerson> {
  return signedInOf(db, null, ...roles);
}

/** The same in an organisation. */
export async function signedInOf(
  db: Database,
  organisationId: string | null,
  ...roles: Role[]
): Promise<TestBrowser & TestPerson> {
  const person = await newPersonOf(db, organisationId, ...roles);
  const browser = strangerOn(db);
  await (await browser.call()).session.signIn({ identifier: person.staffNumber, password: TEST_PASSWORD });
  return { ...browser, ...person };
}

/** A refusal as it leaves a procedure called directly. */
export function refusedWith(code: string) {
  return { cause: { name: "Refusal", code } };
}
