import type { ReactNode } from "react";
import { parseMarkdown, type Block, type Inline } from "@/domain/case-study/markdown";
import styles from "./rich-text.module.css";

/** A Markdown text as it is read. Made of React elements alone: no HTML an author types is ever interpreted. */
export function RichText({ source }: { source: string }) {
  return <div className={styles.text}>{renderBlocks(parseMarkdown(source))}</div>;
}

// Parts of a text have no ids; their place in it is what they are known by.
function renderBlocks(blocks: readonly Block[]): ReactNode {
  return blocks.map((block, index) => {
    switch (block.kind) {
      case "paragraph":
        return <p key={index}>{renderInlines(block.children)}</p>;
      case "heading":
        return block.level === 3 ? (
          <h3 key={index}>{renderInlines(block.children)}</h3>
        ) : (
          <h4 key={index}>{renderInlines(block.children)}</h4>
        );
      case "list": {
        const items = block.items.map((item, at) => <li key={at}>{renderItem(item)}</li>);
        return block.start === null ? (
          <ul key={index}>{items}</ul>
        ) : (
          <ol key={index} start={block.start}>
            {items}
          </ol>
        );
      }
      case "quote":
        return <blockquote key={index}>{renderBlocks(block.blocks)}</blockquote>;
      case "rule":
        return <hr key={index} />;
    }
  });
}

/** A point of one paragraph stands in its list without the space of a paragraph. */
function renderItem(blocks: readonly Block[]): ReactNode {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return renderBlocks(blocks);
  return (
    <>
      {renderInlines(first.children)}
      {renderBlocks(rest)}
    </>
  );
}

function renderInlines(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, index) => {
    switch (inline.kind) {
      case "text":
        return inline.text;
      case "break":
        return <br key={index} />;
      case "strong":
        return <strong key={index}>{renderInlines(inline.children)}</strong>;
      case "emphasis":
        return <em key={index}>{renderInlines(inline.children)}</em>;
    }
  });
}
