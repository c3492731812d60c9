import "server-only";
import { crc32, deflateRawSync } from "node:zlib";

/** One part of a package, such as "word/document.xml". */
export type Part = { name: string; text: string };

/** The first moment that the format can write: packages of the same parts are the same to the byte. */
const DATE = 0x0021;
const TIME = 0;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
const NEEDS = 20;

/**
 * An OOXML package (docx, xlsx): a zip archive of these parts, in their order. For parts of our own making only; each
 * and all of them stay far below the format's 4 GB.
 */
export function packageOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of parts) {
    const bytes = Buffer.from(text, "utf8");
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name, "utf8");
    const described = Buffer.alloc(26);
    [NEEDS, FLAGS, DEFLATED, TIME, DATE].forEach((value, i) => described.writeUInt16LE(value, i * 2));
    described.writeUInt32LE(crc32(bytes), 10);
    described.writeUInt32LE(packed.length, 14);
    described.writeUInt32LE(bytes.length, 18);
    described.writeUInt16LE(path.length, 22);
    files.push(Buffer.from("PK\u0003\u0004"), described, path, packed);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002"), Buffer.from([NEEDS, 0]), described, placed, path);
    offset += 4 + described.length + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from("PK\u0005\u0006"), end]);
}

/** Text as it stands in XML 1.0: escaped, and without the characters that no XML can hold. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Which part is what, and where to begin: what every package opens with. */
export function packageHead(types: Readonly<Record<string, string>>, main: string): Part[] {
  const overrides = Object.entries(types)
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="${OFFICE}${type}+xml"/>`)
    .join("");
  return [
    {
      name: "[Content_Types].xml",
      text: `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    },
    relations("_rels/.rels", [["officeDocument", main]]),
  ];
}

/** The relations of a part: their kinds and targets; the nth has the id "rIdn". */
export function relations(name: string, targets: readonly (readonly [kind: string, target: string])[]): Part {
  const each = targets
    .map(
      ([kind, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
    )
    .join("");
  return {
    name,
    text: `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each}</Relationships>`,
  };
}

const OFFICE = "application/vnd.openxmlformats-officedocument.";
