export const SETTING_NAMES: readonly string[];
