import { classNames } from "@/app/_ui/class-names";

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
  const pattern = patternFor(marks);
  if (!pattern) return <span className={classNames(className)}>{text}</span>;
  // With one capturing group, every second part is a hit.
  return (
    <span className={classNames(className)}>
      {text.split(pattern).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}
    </span>
  );
}

/** Latin words are marked to their end, so that the stem "evacu" marks "evacuated". */
function patternFor(marks: readonly string[]): RegExp | null {
  const parts = [...marks]
    .filter((mark) => mark.trim() !== "")
    .sort((a, b) => b.length - a.length)
    .map((mark) => {
      const escaped = mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return /^[a-z0-9'-]+$/i.test(mark) ? `\\b${escaped}[a-z]*` : escaped;
    });
  return parts.length === 0 ? null : new RegExp(`(${parts.join("|")})`, "gi");
}
