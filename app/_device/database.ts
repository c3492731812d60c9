/**
 * What this device keeps of the evaluator's work besides the entries themselves, in the browser's own database:
 * large things, and things that are not text.
 */
const NAME = "sandtable";
const VERSION = 1;

/** `drills`: what was last seen of a drill. `photos`: pictures that the server does not have yet. */
export type StoreName = "drills" | "photos";

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drills");
      request.result.createObjectStore("photos");
    };
    request.onsuccess = () => {
      // Another tab that wants a newer shape must not wait for this one to be closed.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(reasonOf(request));
  });
  return opening;
}

/** Whatever was put there, or undefined. Where it comes from may have been an older release: parse it. */
export function readKept(store: StoreName, key: string): Promise<unknown> {
  return inStore(store, "readonly", (objects) => objects.get(key));
}

export async function keepThing(store: StoreName, key: string, thing: unknown): Promise<void> {
  await inStore(store, "readwrite", (objects) => objects.put(thing, key));
}

export async function forgetThing(store: StoreName, key: string): Promise<void> {
  await inStore(store, "readwrite", (objects) => objects.delete(key));
}

export async function keptKeys(store: StoreName): Promise<string[]> {
  const keys: IDBValidKey[] = await inStore(store, "readonly", (objects) => objects.getAllKeys());
  return keys.flatMap((key) => (typeof key === "string" ? [key] : []));
}

async function inStore<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  ask: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await database()).transaction(store, mode);
  const request = ask(transaction.objectStore(store));
  // Only what is committed is kept: an answer to the request alone may still be undone.
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? reasonOf(request));
  });
  return request.result;
}

function reasonOf(request: IDBRequest): Error {
  return request.error ?? new Error("The browser's database gave no reason.");
}
