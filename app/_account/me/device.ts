/** Browsers by what they call themselves; the first that fits counts, because most claim to be several. */
const BROWSERS = [
  [/\bEdgA?\/(\d+)/, "Edge"],
  [/\bFirefox\/(\d+)/, "Firefox"],
  [/\bMicroMessenger\/(\d+)/, "WeChat"],
  [/Chrom(?:e|ium)\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+).*\bSafari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** Browser and system a person would recognise, such as Chrome 118 and Windows; null when neither is known. */
export function deviceIn(userAgent: string): { browser: string; system: string } | null {
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    const system = SYSTEMS.find(([systemPattern]) => systemPattern.test(userAgent))?.[1];
    if (version !== undefined && system !== undefined) return { browser: `${name} ${version}`, system };
  }
  return null;
}
