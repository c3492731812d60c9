export const ceiling: { rules: number; screens: number };
export const longest: Readonly<Record<string, number>>;
