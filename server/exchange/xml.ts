import "server-only";
import { StringDecoder } from "node:string_decoder";
import { SaxesParser } from "saxes";
import { say } from "@/domain/words/said";
import type { Archive } from "./archive";
import { FileRefused } from "./refused";

/** What reads a part of an archive hears of it, by the name of an element without its prefix. */
export type Listener = {
  open?: (name: string, attribute: (name: string) => string | undefined) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
  /** Whether it has heard enough. */
  isDone?: () => boolean;
};

/**
 * Reads a part as XML. Document types are refused: no office writes one, and they are how a small file becomes a large one.
 *
 * @throws {FileRefused} where it is no XML.
 */
export async function readXml(
  archive: Archive,
  name: string,
  listener: Listener,
  mostBytes?: number,
): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const decoder = new StringDecoder("utf8");
  parser.on("doctype", () => {
    throw new FileRefused(say("exchange.refused.doctype"));
  });
  parser.on("error", () => {
    throw new FileRefused(say("exchange.refused.broken"));
  });
  parser.on("opentag", ({ name: tag, attributes }) => {
    listener.open?.(local(tag), (wanted) => {
      const found = Object.entries(attributes).find(([key]) => local(key) === wanted);
      return found?.[1];
    });
  });
  parser.on("text", (text) => listener.text?.(text));
  parser.on("cdata", (text) => listener.text?.(text));
  parser.on("closetag", ({ name: tag }) => listener.close?.(local(tag)));
  await archive.read(
    name,
    (piece) => {
      parser.write(decoder.write(piece));
      return !listener.isDone?.();
    },
    mostBytes,
  );
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
