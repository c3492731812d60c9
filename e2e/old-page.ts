import { z } from "zod";
import type { DevTools } from "./devtools-pipe";
import { expect } from "./fixtures";

/** What a person can point at: by role and accessible name, as everywhere in these tests. */
export type Described = {
  role: string;
  /** Of several the first one; a text must be the whole name. */
  name?: string | RegExp;
  /** Somewhere in what it shows. */
  text?: string;
  /** Part of this. */
  within?: Described;
};

/** A page of a browser that Playwright cannot drive, in a profile of its own. */
export type OldPage = {
  open: (url: string) => Promise<void>;
  /** Waits until it is there and nothing lies over it, and presses it with the mouse. */
  click: (what: Described) => Promise<void>;
  type: (text: string) => Promise<void>;
  pressEnter: () => Promise<void>;
  /** Waits until it is there. @returns what it shows. */
  see: (what: Described) => Promise<string>;
  /** The answer of an expression in the page. */
  evaluate: (expression: string) => Promise<unknown>;
  picture: () => Promise<Buffer>;
};

const Node = z.object({
  nodeId: z.string(),
  ignored: z.boolean(),
  role: z.object({ value: z.unknown().optional() }).optional(),
  name: z.object({ value: z.unknown().optional() }).optional(),
  childIds: z.array(z.string()).optional(),
  backendDOMNodeId: z.number().optional(),
});
type Node = z.infer<typeof Node>;
const Tree = z.object({ nodes: z.array(Node) });
const Resolved = z.object({ object: z.object({ objectId: z.string() }) });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});
const Size = { width: 1366, height: 768 };

/** Where its middle is, or null while it is elsewhere, still moving, or under something. Runs in the page. */
const MIDDLE = `async function () {
  this.scrollIntoView({ block: "center" });
  const box = () => this.getBoundingClientRect();
  const before = box();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { x, y, width, height } = box();
  if (x !== before.x || y !== before.y || width === 0) return null;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const hit = document.elementFromPoint(middle.x, middle.y);
  // A click on what React has not taken over yet is heard by nobody.
  const isAlive = Object.keys(this).some((key) => key.startsWith("__reactProps$"));
  const mine = hit !== null && (this.contains(hit) || hit.contains(this) || hit.closest("label")?.control === this);
  return mine && isAlive && !this.disabled ? middle : null;
}`;
const Middle = z.object({ x: z.number(), y: z.number() }).nullable();

/** Opens an empty page, signed in by cookies. Tells `complaints` of whatever breaks in it. */
export async function openOldPage(
  browser: DevTools,
  cookies: ReadonlyMap<string, string>,
  origin: string,
  complaints: string[],
): Promise<OldPage> {
  const { browserContextId } = z
    .object({ browserContextId: z.string() })
    .parse(await browser.ask("Target.createBrowserContext"));
  const { targetId } = z
    .object({ targetId: z.string() })
    .parse(await browser.ask("Target.createTarget", { url: "about:blank", browserContextId, ...Size }));
  const { sessionId } = z
    .object({ sessionId: z.string() })
    .parse(await browser.ask("Target.attachToTarget", { targetId, flatten: true }));
  const ask = (method: string, params: object = {}) => browser.ask(method, params, sessionId);
  listen(browser, sessionId, complaints);
  for (const domain of ["Page", "Runtime", "Log", "Network", "DOM", "Accessibility"])
    await ask(`${domain}.enable`);
  for (const [name, value] of cookies) await ask("Network.setCookie", { name, value, url: origin });
  await ask("Emulation.setTimezoneOverride", { timezoneId: "Asia/Shanghai" });

  const call = async (backendNodeId: number, functionDeclaration: string) => {
    const { object } = Resolved.parse(await ask("DOM.resolveNode", { backendNodeId }));
    const answer = await ask("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration,
      awaitPromise: true,
      returnByValue: true,
    });
    return Evaluated.parse(answer).result.value;
  };
  const textOf = async (node: number) =>
    z.string().parse(await call(node, "function () { return this.innerText ?? this.textContent; }"));

  /** The first that fits, as the page's DOM knows it. A node can be gone again before it is asked. */
  const find = async (what: Described): Promise<number | null> => {
    const { nodes } = Tree.parse(await ask("Accessibility.getFullAXTree"));
    for (const node of fitting(nodes, what)) {
      if (what.text === undefined) return node;
      if ((await textOf(node).catch(() => "")).includes(what.text)) return node;
    }
    return null;
  };
  const until = async <T>(what: Described, look: (node: number) => Promise<T | null>): Promise<T> => {
    const found: T[] = [];
    await expect
      .poll(
        async () => {
          const node = await find(what);
          const answer = node === null ? null : await look(node).catch(() => null);
          if (answer !== null) found.push(answer);
          return found.length;
        },
        {
          message: JSON.stringify(what, (_, value: unknown) =>
            value instanceof RegExp ? String(value) : value,
          ),
          timeout: 30_000,
        },
      )
      .toBe(1);
    const [first] = found;
    if (first === undefined) throw new Error("Found nothing after all.");
    return first;
  };
  const key = (type: string, event: object) => ask("Input.dispatchKeyEvent", { type, ...event });

  return {
    open: async (url) => {
      await ask("Page.navigate", { url: new URL(url, origin).href });
    },
    click: async (what) => {
      const at = await until(what, async (node) => Middle.parse(await call(node, MIDDLE)));
      const press = { ...at, button: "left", clickCount: 1 };
      await ask("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
      await ask("Input.dispatchMouseEvent", { type: "mousePressed", ...press });
      await ask("Input.dispatchMouseEvent", { type: "mouseReleased", ...press });
    },
    type: async (text) => {
      for (const letter of text) {
        await key("keyDown", { key: letter, text: letter });
        await key("keyUp", { key: letter });
      }
    },
    pressEnter: async () => {
      const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 };
      await key("keyDown", { ...enter, text: "\r" });
      await key("keyUp", enter);
    },
    see: (what) => until(what, textOf),
    evaluate: async (expression) => {
      const answer = Evaluated.parse(
        await ask("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }),
      );
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    picture: async () => {
      const { data } = z.object({ data: z.string() }).parse(await ask("Page.captureScreenshot"));
      return Buffer.from(data, "base64");
    },
  };
}

/** What fits a description, in the order of the page. */
function fitting(nodes: readonly Node[], { role, name, within }: Described): number[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node: Node): Node[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child ? [child, ...below(child)] : [];
    });
  const around = within ? new Set(fitting(nodes, within)) : null;
  const start = nodes.filter(({ backendDOMNodeId }, index) =>
    around ? backendDOMNodeId !== undefined && around.has(backendDOMNodeId) : index === 0,
  );
  return start.flatMap(below).flatMap((node) => {
    if (node.ignored || node.role?.value !== role || node.backendDOMNodeId === undefined) return [];
    const called = typeof node.name?.value === "string" ? node.name.value.trim() : "";
    const fits = name === undefined || (typeof name === "string" ? called === name : name.test(called));
    return fits ? [node.backendDOMNodeId] : [];
  });
}

const Heard = {
  thrown: z.object({
    exceptionDetails: z.object({
      text: z.string(),
      exception: z.object({ description: z.string().optional() }).optional(),
    }),
  }),
  logged: z.object({ entry: z.object({ level: z.string(), text: z.string(), url: z.string().optional() }) }),
  said: z.object({
    type: z.string(),
    args: z.array(z.object({ value: z.unknown().optional(), description: z.string().optional() })),
  }),
  asked: z.object({ request: z.object({ url: z.string() }) }),
};

/** Errors nobody caught, errors in the console, broken policies, requests to other hosts. */
function listen(browser: DevTools, session: string, complaints: string[]): void {
  browser.onEvent((method, params, from) => {
    if (from !== session) return;
    if (method === "Runtime.exceptionThrown") {
      const { text, exception } = Heard.thrown.parse(params).exceptionDetails;
      complaints.push(`uncaught in the page: ${exception?.description ?? text}`);
    } else if (method === "Log.entryAdded") {
      const { level, text, url } = Heard.logged.parse(params).entry;
      if (level === "error") complaints.push(`${text} ${url ?? ""}`.trim());
    } else if (method === "Runtime.consoleAPICalled") {
      const { type, args } = Heard.said.parse(params);
      if (type === "error")
        complaints.push(args.map(({ value, description }) => description ?? String(value)).join(" "));
    } else if (method === "Network.requestWillBeSent") {
      const { protocol, hostname } = new URL(Heard.asked.parse(params).request.url);
      const inside = ["data:", "blob:", "about:"].includes(protocol) || hostname === "127.0.0.1";
      if (!inside) complaints.push(`asked another host: ${hostname}`);
    }
  });
}
