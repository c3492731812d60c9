import "server-only";
import type { Loss } from "@/domain/exchange/plan";
import type { Table } from "@/domain/exchange/plan";
import { say, type Said } from "@/domain/words/said";
import { fitting } from "@/domain/shortened";
import { openArchive } from "./archive";
import { tablesOfDocument } from "./docx";
import { FILE_BYTES_MAX, TABLES_MAX, TEXT_MAX } from "./limits";
import { FileRefused } from "./refused";
import { tableOfText, textIn } from "./text-file";
import { tablesOfWorkbook } from "./xlsx";

/** What is in a file: tables, or JSON that some format may know; or why it is not opened. */
export type Opened =
  | { is: "tables"; tables: Table[]; losses: Loss[] }
  | { is: "json"; json: unknown }
  | { is: "refused"; said: Said };

/** Opens a file that somebody brings, by what is in it and not by what it is called. */
export async function openFile(name: string, bytes: Uint8Array): Promise<Opened> {
  try {
    const found = await opened(name, bytes);
    if (found.is === "tables" && !isReadable(found.tables))
      throw new FileRefused(say("exchange.refused.bomb"));
    return found;
  } catch (error) {
    if (error instanceof FileRefused) return { is: "refused", said: error.said };
    throw error;
  }
}

/** Whether it is as much as a plan can be. What crosses over to the server is written out, and no longer shares a text. */
function isReadable(tables: readonly Table[]): boolean {
  if (tables.length > TABLES_MAX) return false;
  let characters = 0;
  for (const { name, rows } of tables) {
    characters += name.length;
    for (const row of rows) {
      for (const cell of row) characters += cell.length;
      if (characters > TEXT_MAX) return false;
    }
  }
  return true;
}

async function opened(name: string, bytes: Uint8Array): Promise<Opened> {
  if (bytes.length > FILE_BYTES_MAX) {
    throw new FileRefused(say("exchange.refused.tooBig", { megabytes: FILE_BYTES_MAX / 1_048_576 }));
  }
  if (bytes.length === 0) throw new FileRefused(say("exchange.refused.empty"));
  if (isLockFile(name, bytes)) throw new FileRefused(say("exchange.refused.lock"));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // A workbook with a password is kept inside the old kind of file.
    const isProtected = Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"));
    throw new FileRefused(isProtected ? say("exchange.refused.encrypted") : say("exchange.refused.old"));
  }
  if (startsWith(bytes, [0x50, 0x4b])) return inArchive(bytes);
  return inText(textIn(bytes));
}

async function inArchive(bytes: Uint8Array): Promise<Opened> {
  const archive = await openArchive(bytes);
  if (archive.names.has("xl/workbook.xml")) return { is: "tables", ...(await tablesOfWorkbook(archive)) };
  if (archive.names.has("word/document.xml")) {
    return { is: "tables", tables: await tablesOfDocument(archive), losses: [] };
  }
  throw new FileRefused(say("exchange.refused.unknown"));
}

function inText(text: string): Opened {
  if (/^\uFEFF?\s*[[{]/.test(text)) {
    try {
      return { is: "json", json: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
    } catch {
      throw new FileRefused(say("exchange.refused.broken"));
    }
  }
  // What is no text has no separated values in it.
  if (/[\u0000-\u0008\u000e-\u001f]/.test(fitting(text, 4_000))) {
    throw new FileRefused(say("exchange.refused.unknown"));
  }
  return { is: "tables", tables: [tableOfText(text)], losses: [] };
}

/** What spreadsheets leave beside a file while it is open: the length of a person's name, the name, and padding. */
function isLockFile(name: string, bytes: Uint8Array): boolean {
  const length = bytes[0] ?? 0;
  const rest = bytes.subarray(1 + length, 55);
  const isPadded = bytes.length === 165 && length <= 54 && rest.every((byte) => byte === 0x20 || byte === 0);
  return /^[~.][$~]/.test(name) || isPadded;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}
