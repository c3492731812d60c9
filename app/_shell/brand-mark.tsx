/** The mark: contour lines of an island on a sand table. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect x="0.75" y="0.75" width="30.5" height="30.5" rx="6.25" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M5.5 18.2c-.5-5 3-11.4 9.3-12.2 5.6-.7 7.2 2.2 9.3 4.6 2 2.3 3 5.3 2 8.6-1.3 4.4-4.7 6.6-9.6 6.8-5.4.2-10.4-2.2-11-7.8Z"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d="M9.4 17.4c-.2-3.4 2.3-7.2 6.2-7.6 3.5-.4 4.5 1.4 5.7 3 1.3 1.7 1.6 3.5 1 5.4-.9 2.7-2.9 3.9-6 4-3.5.1-6.7-1.3-6.9-4.8Z"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d="M13.2 16.6c0-1.6 1.2-3 2.9-3.1 1.5-.1 2 .6 2.5 1.3.6.8.7 1.6.4 2.4-.4 1.2-1.4 1.6-2.7 1.6-1.7.1-3.1-.6-3.1-2.2Z"
        fill="currentColor"
      />
    </svg>
  );
}
