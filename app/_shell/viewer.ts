import type { Role } from "@/domain/account/schema";

/** Who is looking, as far as the frame around the page needs to know. */
export type Viewer = {
  id: string;
  name: string;
  roles: readonly Role[];
};
