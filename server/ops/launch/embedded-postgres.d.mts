export type EmbeddedPostgres = {
  pid: number;
  applicationUrl: string;
  ownerUrl: string;
  applicationUrlOf: (database: string) => string;
  ownerUrlOf: (database: string) => string;
  administratorUrlOf: (database: string) => string;
  socketFolder: string;
  exited: Promise<{ code: number | null; signal: string | null }>;
  stop: () => Promise<void>;
};

export function startEmbeddedPostgres(
  folder: string,
  options?: { settings?: Record<string, string>; socketFolder?: string; endsWithStarter?: boolean },
): Promise<EmbeddedPostgres>;

export function embeddedVersion(): string;
