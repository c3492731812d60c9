export function lockDataFolder(dataDir: string): Promise<{
  noteServer: (pid: number) => void;
  noteLeaving: () => void;
  release: () => void;
}>;
