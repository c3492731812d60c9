import type { EmbeddedPostgres } from "./embedded-postgres.mjs";

export type KeptPostgres = Pick<
  EmbeddedPostgres,
  "applicationUrl" | "ownerUrl" | "administratorUrlOf" | "stop"
> & {
  pid: () => number;
};

export function keepEmbeddedPostgres(
  folder: string,
  options?: {
    settings?: Record<string, string>;
    endsWithStarter?: boolean;
    onEnded?: (how: { code: number | null; signal: string | null }) => void;
    onFailed?: (error: Error) => void;
    onBack?: () => void;
  },
): Promise<KeptPostgres>;
