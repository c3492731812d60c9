/**
 * Runs in the browser before anything else of ours.
 *
 * The floor is Chromium 91 on intranet desktops, often over plain http. The compiler brings the syntax down;
 * the few missing functions that we or our libraries call are added here. Each is left alone where it exists.
 */

import { config } from "zod";
import { keepComposedKeys } from "@/app/_ui/composed-keys";

// Before any schema is made: zod would try whether it may compile code, and the page's policy reports the attempt.
config({ jitless: true });

// Before React and everything else listens.
keepComposedKeys(window);

type Indexed = { readonly length: number; readonly [index: number]: unknown };

/** `Array.prototype.at`, `String.prototype.at` and the typed arrays' (Chromium 92). */
function at(this: Indexed, index: number): unknown {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

/** `Array.prototype.findLast` and `findLastIndex` (Chromium 97). */
function findLastIndex(
  this: Indexed,
  fits: (value: unknown, index: number, all: Indexed) => unknown,
): number {
  for (let index = this.length - 1; index >= 0; index--) if (fits(this[index], index, this)) return index;
  return -1;
}

function findLast(this: Indexed, fits: (value: unknown, index: number, all: Indexed) => unknown): unknown {
  return this[findLastIndex.call(this, fits)];
}

/** `Object.hasOwn` (Chromium 93). */
function hasOwn(object: object, key: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** `Array.prototype.toSorted` and `toReversed` (Chromium 110). */
function toSorted(this: ArrayLike<unknown>, compare?: (a: unknown, b: unknown) => number): unknown[] {
  return Array.from(this).sort(compare);
}

function toReversed(this: ArrayLike<unknown>): unknown[] {
  return Array.from(this).reverse();
}

/** `structuredClone` (Chromium 98) for what we clone: plain data, dates, maps and sets, also with cycles. */
function clone(value: unknown, known = new Map<unknown, unknown>()): unknown {
  if (typeof value === "function" || typeof value === "symbol") {
    throw new DOMException("The value could not be cloned.", "DataCloneError");
  }
  if (typeof value !== "object" || value === null) return value;
  if (known.has(value)) return known.get(value);
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return cloneBytes(value);
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    known.set(value, copy);
    for (const [key, entry] of value) copy.set(clone(key, known), clone(entry, known));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    known.set(value, copy);
    for (const entry of value) copy.add(clone(entry, known));
    return copy;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    known.set(value, copy);
    for (const entry of value) copy.push(clone(entry, known));
    return copy;
  }
  const copy: Record<string, unknown> = {};
  known.set(value, copy);
  for (const [key, entry] of Object.entries(value)) copy[key] = clone(entry, known);
  return copy;
}

function cloneBytes(value: ArrayBufferView | ArrayBuffer): unknown {
  if (value instanceof ArrayBuffer) return value.slice(0);
  const bytes = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  return value instanceof DataView ? new DataView(bytes) : Reflect.construct(value.constructor, [bytes]);
}

/** `crypto.randomUUID`: from Chromium 92, and everywhere absent on an insecure origin such as http://10.1.2.3. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function add(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}

add(Array.prototype, "at", at);
add(String.prototype, "at", at);
add(Object.getPrototypeOf(Uint8Array.prototype), "at", at);
add(Array.prototype, "findLast", findLast);
add(Array.prototype, "findLastIndex", findLastIndex);
add(Array.prototype, "toSorted", toSorted);
add(Array.prototype, "toReversed", toReversed);
add(Object, "hasOwn", hasOwn);
add(globalThis, "structuredClone", (value: unknown) => clone(value));
add(crypto, "randomUUID", randomUuid);

// Dialogs lock the page's scrolling with a style element of their own; the content security policy lets it
// in only with the nonce of this page, which is read here from a script that has it.
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
if (nonce) add(globalThis, "__webpack_nonce__", nonce);

export {};
