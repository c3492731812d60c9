import type { ReactNode } from "react";
import { parseMarkdown, type Block, type Inline } from "./markdown";
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
        return (
          <p key={index}>
            {block.lines.map((line, at) => (
              <span key={at}>
                {at > 0 ? <br /> : null}
                {renderInlines(line)}
              </span>
            ))}
          </p>
        );
      case "heading":
        return block.level === 3 ? (
          <h3 key={index}>{renderInlines(block.children)}</h3>
        ) : (
          <h4 key={index}>{renderInlines(block.children)}</h4>
        );
      case "list": {
        const items = block.items.map((item, at) => <li key={at}>{renderInlines(item)}</li>);
        return block.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
      }
      case "quote":
        return <blockquote key={index}>{renderBlocks(block.blocks)}</blockquote>;
    }
  });
}

function renderInlines(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, index) => {
    switch (inline.kind) {
      case "text":
        return inline.text;
      case "strong":
        return <strong key={index}>{renderInlines(inline.children)}</strong>;
      case "emphasis":
        return <em key={index}>{renderInlines(inline.children)}</em>;
    }
  });
}
