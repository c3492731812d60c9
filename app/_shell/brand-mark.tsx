/** The mark: a sand table with the contour lines of a hill and the place of one incident. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
    >
      <rect x="0.875" y="0.875" width="30.25" height="30.25" rx="6" />
      <path d="M31 10c-5-1.5-7 2.5-10.5 3.5S13 15 11.5 19s.5 6-2 9.5c-.7 1-1.5 1.8-2.5 2.5" />
      <path d="M31 17c-3.5-1-5 1.5-7.5 2.5s-4.5 1-5.5 4 .5 4-1 7.5" />
      <path d="M31 24c-2-.5-3 .8-4.5 1.5s-2.2 1.5-2.5 3 0 1.5-.3 2.5" />
      <circle cx="9.5" cy="9.5" r="2.75" fill="currentColor" stroke="none" />
    </svg>
  );
}
