/** The mark: contour lines of an island on a sand table. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect x="0.75" y="0.75" width="30.5" height="30.5" rx="6.25" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M5.5 18.2c-.5-5 3-11.4 9.3-12.2 5.6-.7 7.2 2.2 9.3 4.6 2 2.300 3 5.300 2 8.600-1.300 4.400-4.700 6.600-9.600 6.800-5.400.2-10.400-2.200-11-7.800Z"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d="M9.400 17.400c-.2-3.400 2.300-7.200 6.200-7.600 3.500-.4 4.500 1.400 5.700 3 1.300 1.700 1.600 3.500 1 5.400-.9 2.700-2.900 3.900-6 4-3.500.1-6.700-1.300-6.900-4.800Z"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d="M13.200 16.600c0-1.600 1.200-3 2.900-3.100 1.500-.1 2 .6 2.500 1.300.6.800.7 1.600.4 2.400-.4 1.200-1.400 1.600-2.700 1.600-1.700.1-3.100-.6-3.100-2.200Z"
        fill="currentColor"
      />
    </svg>
  );
}
