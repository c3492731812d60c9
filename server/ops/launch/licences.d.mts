type Entry = {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };
type Package = {
  purl: string;
  name: string;
  version: string;
  licence: string | null;
  integrity: string | null;
  places: string[];
  dependsOn: Set<string>;
};
type Product = { name: string; version: string; description: string; license: string };
type Component = { name: string; version: string; purl: string; "bom-ref": string; licenses: unknown[] };

export function packagesOfProduct(lock: Lock): Package[];
export function licenceComplaints(packages: readonly Package[]): string[];
export function isAllowed(expression: string, name: string): boolean;
export function sbomOf(
  product: Product,
  lock: Lock,
  packages: readonly Package[],
): { components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] };
