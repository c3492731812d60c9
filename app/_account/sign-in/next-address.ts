/**
 * Where to go after signing in: the page asked for, if it is one of ours. Anything that a browser could take
 * for another host leads home instead.
 */
export function nextAddress(asked: string | string[] | undefined): string {
  const address = Array.isArray(asked) ? asked[0] : asked;
  if (address === undefined || !/^\/(?![/\\])[^\s\\]*$/.test(address)) return "/";
  return address.startsWith("/sign-in") || address.startsWith("/setup") ? "/" : address;
}
