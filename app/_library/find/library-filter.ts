import { CaseKind } from "@/domain/case-study/schema";
import { fitting } from "@/domain/shortened";

export type LibraryFilter = { q?: string; kind?: CaseKind; category?: string; tag?: string };

/** The filter an address of the library asks for; what it does not know it ignores. */
export function libraryFilterFrom(read: (key: string) => string | null): LibraryFilter {
  const q = fitting(read("q")?.trim() ?? "", 200);
  const kind = CaseKind.safeParse(read("kind"));
  const category = fitting(read("category") ?? "", 200);
  const tag = fitting(read("tag") ?? "", 200);
  return {
    ...(q ? { q } : {}),
    ...(kind.success ? { kind: kind.data } : {}),
    ...(category ? { category } : {}),
    ...(tag ? { tag } : {}),
  };
}

/** The address that shows what fits a filter. */
export function addressOfLibrary(filter: LibraryFilter): string {
  const query = new URLSearchParams();
  for (const key of ["q", "kind", "category", "tag"] as const) {
    const value = filter[key];
    if (value) query.set(key, value);
  }
  const search = query.toString();
  return search === "" ? "/library" : `/library?${search}`;
}
