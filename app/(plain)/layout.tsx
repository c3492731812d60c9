import type { ReactNode } from "react";
import { PlainFrame } from "@/app/_shell/plain-frame";

/** Screens for people who are not signed in: sign-in, setup. */
export default function PlainLayout({ children }: { children: ReactNode }) {
  return <PlainFrame>{children}</PlainFrame>;
}
