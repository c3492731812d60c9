import "server-only";
import type { Readable } from "node:stream";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";
import { say } from "@/domain/words/said";
import { ENTRIES_MAX, PART_BYTES_MAX, RATIO_MAX } from "./limits";
import { FileRefused } from "./refused";

/** An archive whose parts are unpacked one by one, and counted as they come. */
export type Archive = {
  names: ReadonlySet<string>;
  /**
   * Hands out a part piece by piece, until it ends or `take` says that it has enough.
   *
   * @param take Returns false where no more is wanted.
   * @param mostBytes What it may grow to.
   */
  read: (name: string, take: (piece: Buffer) => boolean, mostBytes?: number) => Promise<void>;
};

/** @throws {FileRefused} for what is no archive, or one that is protected or made to burst. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, opened) =>
      error ? reject(new FileRefused(say("exchange.refused.broken"))) : resolve(opened),
    ),
  );
  const entries = await entriesOf(zip);
  return {
    names: new Set(entries.keys()),
    read: async (name, take, mostBytes = PART_BYTES_MAX) => {
      const entry = entries.get(name);
      if (!entry) throw new FileRefused(say("exchange.refused.broken"));
      const { compressedSize, uncompressedSize } = entry;
      if (uncompressedSize > 1_048_576 && uncompressedSize > compressedSize * RATIO_MAX) {
        throw new FileRefused(say("exchange.refused.bomb"));
      }
      await pour(
        await streamOf(zip, entry),
        take,
        Math.min(mostBytes, compressedSize * RATIO_MAX + 1_048_576),
      );
    },
  };
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      if (found.size >= ENTRIES_MAX) return reject(new FileRefused(say("exchange.refused.bomb")));
      if (entry.isEncrypted()) return reject(new FileRefused(say("exchange.refused.encrypted")));
      found.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(found));
    zip.on("error", () => reject(new FileRefused(say("exchange.refused.broken"))));
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(new FileRefused(say("exchange.refused.broken"))) : resolve(stream),
    ),
  );
}

/** Declared sizes lie: what comes out is counted, and cut off where it is too much. */
async function pour(stream: Readable, take: (piece: Buffer) => boolean, mostBytes: number): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new FileRefused(say("exchange.refused.bomb"));
      if (!take(piece)) return;
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused(say("exchange.refused.broken"));
  } finally {
    stream.destroy();
  }
}
