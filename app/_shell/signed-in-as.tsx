"use client";

import { useEffect } from "react";
import { signedInAs } from "@/app/_trpc/sign-in-again";

/** Notes who opened the page: only the same person may go on with what was typed on it. */
export function SignedInAs({ personId }: { personId: string }) {
  useEffect(() => signedInAs(personId), [personId]);
  return null;
}
