import { classNames } from "@/app/_ui/class-names";
import { markedParts } from "./marked-parts";

/** A text with the words somebody searched for marked in it. */
export function MarkedText({
  text,
  marks,
  className,
}: {
  text: string;
  marks: readonly string[];
  className?: string;
}) {
  return (
    <span className={classNames(className)}>
      {markedParts(text, marks).map((part, index) =>
        part.isMarked ? <mark key={index}>{part.text}</mark> : part.text,
      )}
    </span>
  );
}
