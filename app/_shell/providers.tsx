"use client";

import type { ReactNode } from "react";
import { TRPCReactProvider } from "@/app/_trpc/client";
import { CjkFont } from "@/app/_ui/cjk-font";
import { CommandProvider } from "@/app/_ui/command-provider";
import { ToastProvider } from "@/app/_ui/toast";
import { AppearanceProvider } from "./appearance";
import { PasswordDialog } from "./password-dialog";
import { SignInAgain } from "./sign-in-again";
import type { Theme } from "./theme";

/** What every screen may rely on: the wire, appearance, commands and shortcuts, toasts. */
export function Providers({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <TRPCReactProvider>
      <AppearanceProvider theme={theme}>
        <ToastProvider>
          <CommandProvider>{children}</CommandProvider>
          <PasswordDialog />
          <SignInAgain />
        </ToastProvider>

        <CjkFont />
      </AppearanceProvider>
    </TRPCReactProvider>
  );
}
